package dev.lastgood.functions.plan;

import java.util.List;
import java.util.Optional;

/**
 * A way in which a target could be brought back.
 *
 * @param says what would be done, in a few words
 * @param actions what it consists of
 * @param launches how many instances it would launch: what it costs
 * @param impossible why it cannot be taken, where it cannot
 */
record Way(String says, List<Action> actions, int launches, Optional<String> impossible) {
  Way {
    actions = List.copyOf(actions);
  }

  static Way of(String says, List<Action> actions, int launches) {
    return new Way(says, actions, launches, Optional.empty());
  }

  static Way impossible(String says, String because) {
    return new Way(says, List.of(), 0, Optional.of(because));
  }

  int forecastSeconds() {
    return actions.stream().mapToInt(Action::forecastSeconds).sum();
  }
}
