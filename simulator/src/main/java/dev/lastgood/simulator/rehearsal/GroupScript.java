package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.Mode;
import dev.lastgood.functions.config.Target;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;

/**
 * What happens in a scenario on an Auto Scaling group.
 *
 * @param scenario its name, what it says and what must come of it
 * @param setting what the target is like in it
 * @param companions the made-up targets beside it
 * @param origin what its group launches from
 * @param group what else its group is created with
 * @param incidents how many incidents come of it
 * @param play makes it go wrong; run in the world's loop when all has been well for long
 */
record GroupScript(
    Scenario scenario,
    UnaryOperator<Target> setting,
    Function<Target, List<Target>> companions,
    Origin origin,
    Consumer<CreateAutoScalingGroupRequest.Builder> group,
    int incidents,
    Play<Stage> play)
    implements Script {
  GroupScript(Scenario scenario, UnaryOperator<Target> setting, Origin origin, Play<Stage> play) {
    this(scenario, setting, _ -> List.of(), origin, _ -> {}, 1, play);
  }

  GroupScript(Scenario scenario, UnaryOperator<Target> setting, Play<Stage> play) {
    this(scenario, setting, Origin.TEMPLATE, play);
  }

  /** The same with made-up targets beside the one that is rehearsed. */
  GroupScript withCompanions(Function<Target, List<Target>> others) {
    return new GroupScript(scenario, setting, others, origin, group, incidents, play);
  }

  /** The same on a group that is created with something else, too. */
  GroupScript withGroup(Consumer<CreateAutoScalingGroupRequest.Builder> further) {
    return new GroupScript(scenario, setting, companions, origin, further, incidents, play);
  }

  /** The same, of which more than one incident comes. */
  GroupScript withIncidents(int count) {
    return new GroupScript(scenario, setting, companions, origin, group, count, play);
  }

  @Override
  public GroupScript withSetting(UnaryOperator<Target> further) {
    return new GroupScript(
        scenario,
        target -> further.apply(setting.apply(target)),
        companions,
        origin,
        group,
        incidents,
        play);
  }

  @Override
  public List<Target> targets(Configuration configuration) {
    Target target = setting.apply(chosen(configuration));
    List<Target> targets = new ArrayList<>(List.of(target));
    targets.addAll(companions.apply(target));
    return targets;
  }

  @Override
  public boolean fits(Configuration configuration) {
    return groups(configuration).findAny().isPresent();
  }

  @Override
  public Performance<?> perform(
      SimulatedWorld world, Installation installation, List<Target> targets) {
    return new Performance<>(Stage.setUp(world, installation, targets, origin, group), play);
  }

  /** The first group that may be changed automatically, or else the first. */
  private static Target chosen(Configuration configuration) {
    return groups(configuration)
        .filter(target -> target.mode() == Mode.AUTOMATIC)
        .findFirst()
        .orElseGet(() -> groups(configuration).findFirst().orElseThrow());
  }

  private static Stream<Target> groups(Configuration configuration) {
    return configuration.targets().stream().filter(target -> target.group().isPresent());
  }
}
