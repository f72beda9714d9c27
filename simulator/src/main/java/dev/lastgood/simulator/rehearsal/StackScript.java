package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.Target;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What happens in a scenario on CloudFormation stacks.
 *
 * @param scenario its name, what it says and what must come of it
 * @param targetIds the targets in it by their names in the configuration, the rehearsed one first
 * @param setting what the rehearsed target is like in it
 * @param stacks what the stacks are made from when all is well
 * @param incidents how many incidents come of it
 * @param furtherOutcomes how those after the first may end
 * @param play makes it go wrong; run in the world's loop when all has been well for long
 */
record StackScript(
    Scenario scenario,
    List<String> targetIds,
    UnaryOperator<Target> setting,
    StacksAtFirst stacks,
    int incidents,
    Set<String> furtherOutcomes,
    Play<StackStage> play)
    implements Script {
  StackScript {
    targetIds = List.copyOf(targetIds);
    furtherOutcomes = Set.copyOf(furtherOutcomes);
  }

  /** The same, where what the first incident has begun may leave those after it nothing to do. */
  StackScript orNotNeeded() {
    return new StackScript(
        scenario,
        targetIds,
        setting,
        stacks,
        incidents,
        Set.of(scenario.outcome(), "NOT_NEEDED"),
        play);
  }

  @Override
  public boolean fits(Configuration configuration) {
    return targetIds.stream().allMatch(id -> configuration.target(id).isPresent());
  }

  @Override
  public List<Target> targets(Configuration configuration) {
    List<Target> configured =
        targetIds.stream().map(configuration::target).map(Optional::orElseThrow).toList();
    Target rehearsed = setting.apply(configured.getFirst());
    // An incident has the shortest deadline of its targets: the others leave it to the rehearsed
    // one.
    return Stream.concat(
            Stream.of(rehearsed),
            configured.stream()
                .skip(1)
                .map(other -> other.withDeadlineSeconds(rehearsed.deadlineSeconds())))
        .toList();
  }

  @Override
  public Script withSetting(UnaryOperator<Target> further) {
    return new StackScript(
        scenario,
        targetIds,
        target -> further.apply(setting.apply(target)),
        stacks,
        incidents,
        furtherOutcomes,
        play);
  }

  @Override
  public Performance<?> perform(
      SimulatedWorld world, Installation installation, List<Target> targets) {
    return new Performance<>(StackStage.setUp(world, installation, targets, stacks), play);
  }
}
