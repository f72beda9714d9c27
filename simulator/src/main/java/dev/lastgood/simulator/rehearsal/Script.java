package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.Target;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;

/**
 * What happens in a scenario.
 *
 * @param scenario its name, what it says and what must come of it
 * @param setting what the target is like in it
 * @param companions the made-up targets beside it
 * @param origin what its group launches from
 * @param group what else its group is created with
 * @param incidents how many incidents come of it
 * @param play makes it go wrong; run in the world's loop when all has been well for long
 */
record Script(
    Scenario scenario,
    UnaryOperator<Target> setting,
    Function<Target, List<Target>> companions,
    Origin origin,
    Consumer<CreateAutoScalingGroupRequest.Builder> group,
    int incidents,
    Play play) {
  Script(Scenario scenario, UnaryOperator<Target> setting, Origin origin, Play play) {
    this(scenario, setting, _ -> List.of(), origin, _ -> {}, 1, play);
  }

  Script(Scenario scenario, UnaryOperator<Target> setting, Play play) {
    this(scenario, setting, Origin.TEMPLATE, play);
  }

  /** The same with made-up targets beside the one that is rehearsed. */
  Script withCompanions(Function<Target, List<Target>> others) {
    return new Script(scenario, setting, others, origin, group, incidents, play);
  }

  /** The same on a group that is created with something else, too. */
  Script withGroup(Consumer<CreateAutoScalingGroupRequest.Builder> further) {
    return new Script(scenario, setting, companions, origin, further, incidents, play);
  }

  /** The same, of which more than one incident comes. */
  Script withIncidents(int count) {
    return new Script(scenario, setting, companions, origin, group, count, play);
  }

  /** The same on a target that is configured differently. */
  Script withSetting(UnaryOperator<Target> further) {
    return new Script(
        scenario,
        target -> further.apply(setting.apply(target)),
        companions,
        origin,
        group,
        incidents,
        play);
  }

  /** Makes something go wrong. */
  @FunctionalInterface
  interface Play {
    void begin(Stage stage, Timeline timeline);
  }
}
