/**
 * Lambda: functions, their execution environments, synchronous and asynchronous invocation.
 *
 * <p>Begin with {@link dev.lastgood.simulator.lambda.SimulatedLambda}.
 */
package dev.lastgood.simulator.lambda;
