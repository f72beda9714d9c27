package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.Target;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What happens in a scenario on CloudFormation stacks.
 *
 * @param scenario its name, what it says and what must come of it
 * @param targetIds the targets in it by their names in the configuration, the rehearsed one first
 * @param setting what the rehearsed target is like in it
 * @param stacks what the stacks are made from when all is well
 * @param incidents how many incidents come of it
 * @param play makes it go wrong; run in the world's loop when all has been well for long
 */
record StackScript(
    Scenario scenario,
    List<String> targetIds,
    UnaryOperator<Target> setting,
    StacksAtFirst stacks,
    int incidents,
    Play<StackStage> play)
    implements Script {
  StackScript {
    targetIds = List.copyOf(targetIds);
  }

  @Override
  public boolean fits(Configuration configuration) {
    return targetIds.stream().allMatch(id -> configuration.target(id).isPresent());
  }

  @Override
  public List<Target> targets(Configuration configuration) {
    List<Target> targets =
        targetIds.stream()
            .map(configuration::target)
            .map(Optional::orElseThrow)
            .collect(Collectors.toCollection(ArrayList::new));
    targets.set(0, setting.apply(targets.getFirst()));
    return targets;
  }

  @Override
  public Script withSetting(UnaryOperator<Target> further) {
    return new StackScript(
        scenario,
        targetIds,
        target -> further.apply(setting.apply(target)),
        stacks,
        incidents,
        play);
  }

  @Override
  public Performance<?> perform(
      SimulatedWorld world, Installation installation, List<Target> targets) {
    return new Performance<>(StackStage.setUp(world, installation, targets, stacks), play);
  }
}
