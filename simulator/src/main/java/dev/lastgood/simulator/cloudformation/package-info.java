/**
 * AWS CloudFormation.
 *
 * <p>Begin with {@link dev.lastgood.simulator.cloudformation.SimulatedCloudFormation}; how an
 * update goes and is rolled back is in {@link dev.lastgood.simulator.cloudformation.StackUpdate}
 * and {@link dev.lastgood.simulator.cloudformation.StackRollback}, what a type of resource does in
 * {@link dev.lastgood.simulator.cloudformation.ResourceProvider}.
 */
package dev.lastgood.simulator.cloudformation;
