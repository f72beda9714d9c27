/**
 * Amazon SQS in memory: standard queues, visibility on virtual time, and dead-letter queues.
 *
 * <p>Begin with {@link dev.lastgood.simulator.sqs.SimulatedSqs}.
 */
package dev.lastgood.simulator.sqs;
