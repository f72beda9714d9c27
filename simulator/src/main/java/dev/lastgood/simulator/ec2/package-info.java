/**
 * Launch templates, images, subnets and instances of the simulated Amazon EC2.
 *
 * <p>Begin with {@link dev.lastgood.simulator.ec2.SimulatedEc2}. {@link
 * dev.lastgood.simulator.ec2.Account}, {@link dev.lastgood.simulator.ec2.Ids} and {@link
 * dev.lastgood.simulator.ec2.Page} serve the other compute services too.
 */
package dev.lastgood.simulator.ec2;
