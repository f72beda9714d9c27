/**
 * Step Functions: the interpreter of {@code dev.lastgood.asl} on virtual time, its tasks, its API
 * and its events.
 *
 * <p>Begin with {@link dev.lastgood.simulator.stepfunctions.SimulatedStepFunctions}.
 */
package dev.lastgood.simulator.stepfunctions;
