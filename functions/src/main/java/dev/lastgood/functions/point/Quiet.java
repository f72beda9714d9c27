package dev.lastgood.functions.point;

import dev.lastgood.functions.detect.AlarmReading;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a target runs quietly, so that a soak may go on.
 *
 * @param disturbances why not, a sentence each; none where it is quiet
 */
record Quiet(List<String> disturbances) {
  Quiet {
    disturbances = List.copyOf(disturbances);
  }

  static Quiet judge(Fleet fleet, boolean rolloutUnderWay, List<AlarmReading> alarms) {
    List<String> disturbances = new ArrayList<>();
    for (AlarmReading alarm : alarms) {
      if (alarm.state() != AlarmReading.State.OK) {
        disturbances.add("The alarm " + alarm.name() + " is " + alarm.state() + ".");
      }
    }
    if (rolloutUnderWay) {
      disturbances.add("An instance refresh is under way.");
    }
    if (fleet.healthyCapacity() < fleet.desiredCapacity()) {
      disturbances.add(
          "Only "
              + fleet.healthyCapacity()
              + " of "
              + fleet.desiredCapacity()
              + (fleet.isWeighted() ? " units of capacity" : " instances")
              + " are in service and healthy.");
    }
    return new Quiet(disturbances);
  }

  boolean isQuiet() {
    return disturbances.isEmpty();
  }
}
