package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.application.Applications;
import dev.lastgood.simulator.cloudwatch.SimulatedCloudWatch;
import dev.lastgood.simulator.ec2.SimulatedEc2;
import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.VirtualTime;
import dev.lastgood.simulator.loadbalancing.SimulatedLoadBalancing;

/**
 * What Auto Scaling works with, all of one world.
 *
 * @param time the clock
 * @param account where it is
 * @param ec2 launches its instances
 * @param loadBalancing sends them requests
 * @param cloudWatch has the alarms that an instance refresh may watch
 * @param applications what the instances do
 */
public record Neighbours(
    VirtualTime time,
    Account account,
    SimulatedEc2 ec2,
    SimulatedLoadBalancing loadBalancing,
    SimulatedCloudWatch cloudWatch,
    Applications applications) {}
