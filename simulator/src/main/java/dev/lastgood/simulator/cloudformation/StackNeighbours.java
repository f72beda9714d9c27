package dev.lastgood.simulator.cloudformation;

import dev.lastgood.simulator.autoscaling.SimulatedAutoScaling;
import dev.lastgood.simulator.cloudwatch.SimulatedCloudWatch;
import dev.lastgood.simulator.ec2.SimulatedEc2;
import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.VirtualTime;
import dev.lastgood.simulator.s3.SimulatedS3;

/**
 * What CloudFormation works with, all of one world.
 *
 * @param time the clock
 * @param account where it is
 * @param autoScaling has its groups
 * @param ec2 has its launch templates
 * @param cloudWatch has the alarms that roll an operation back
 * @param s3 has the templates that are named by URL
 */
public record StackNeighbours(
    VirtualTime time,
    Account account,
    SimulatedAutoScaling autoScaling,
    SimulatedEc2 ec2,
    SimulatedCloudWatch cloudWatch,
    SimulatedS3 s3) {}
