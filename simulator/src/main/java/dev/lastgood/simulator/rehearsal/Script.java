package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.Target;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What happens in a scenario, to which targets. */
sealed interface Script permits GroupScript, StackScript {
  /** Its name, what it says and what must come of it. */
  Scenario scenario();

  /** How many incidents come of it. */
  int incidents();

  /** How the incidents after the first may end. */
  default Set<String> furtherOutcomes() {
    return Set.of(scenario().outcome());
  }

  /** Whether an environment has what it is played on. */
  boolean fits(Configuration configuration);

  /**
   * The targets that are configured in it, the one that is rehearsed first.
   *
   * @param configuration the environment's
   */
  List<Target> targets(Configuration configuration);

  /** The same on a target that is configured differently. */
  Script withSetting(UnaryOperator<Target> further);

  /** Sets the stage in a world that has nothing yet. */
  Performance<?> perform(SimulatedWorld world, Installation installation, List<Target> targets);
}
