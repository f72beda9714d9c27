package dev.lastgood.simulator.ec2;

import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.util.List;

/** A Region that has nothing yet. */
final class Ec2Region {
  private Ec2Region() {}

  static SimulatedEc2 empty(VirtualTime time) {
    Chance chance = new Chance(1);
    return new SimulatedEc2(
        time,
        new Calls(time, chance, FaultSettings.NONE, List.of()),
        chance,
        new Account("123456789012", "eu-west-1"),
        Ec2Timings.USUAL);
  }
}
