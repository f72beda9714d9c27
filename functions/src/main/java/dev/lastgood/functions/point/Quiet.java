package dev.lastgood.functions.point;

import dev.lastgood.functions.detect.AlarmReading;
import dev.lastgood.functions.stack.StackState;
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

  /** Of a group. */
  static Quiet judge(Fleet fleet, boolean rolloutUnderWay, List<AlarmReading> alarms) {
    List<String> disturbances = new ArrayList<>(of(alarms));
    if (rolloutUnderWay) {
      disturbances.add("An instance refresh is under way.");
    }
    fleet.shortage().ifPresent(disturbances::add);
    return new Quiet(disturbances);
  }

  /** Of a stack and its groups. */
  static Quiet judge(StackState state, List<StackGroup> groups, List<AlarmReading> alarms) {
    List<String> disturbances = new ArrayList<>(of(alarms));
    if (!state.status().isStable()) {
      disturbances.add("The stack is " + state.status() + ".");
    }
    groups.forEach(group -> disturbances.addAll(group.lack()));
    return new Quiet(disturbances);
  }

  private static List<String> of(List<AlarmReading> alarms) {
    return alarms.stream()
        .filter(alarm -> alarm.state() != AlarmReading.State.OK)
        .map(alarm -> "The alarm " + alarm.name() + " is " + alarm.state() + ".")
        .toList();
  }

  boolean isQuiet() {
    return disturbances.isEmpty();
  }
}
