package dev.lastgood.functions.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The way that is taken, and those that are not: what does harm is not taken at all; of the rest,
 * what fits the time left, costs least and is over soonest.
 *
 * @param way the way; empty where every way is impossible
 * @param considered the others, and why not
 */
record Choice(Optional<Way> way, List<Considered> considered) {
  static Choice of(List<Way> ways, long secondsLeft) {
    Optional<Way> chosen =
        ways.stream()
            .filter(way -> way.impossible().isEmpty())
            .min(
                Comparator.<Way, Boolean>comparing(way -> way.forecastSeconds() > secondsLeft)
                    .thenComparing(
                        // Where none fits, the soonest is the one to tell a person.
                        way -> way.forecastSeconds() > secondsLeft ? 0 : way.launches())
                    .thenComparing(Way::forecastSeconds));
    List<Considered> considered = new ArrayList<>();
    for (Way way : ways) {
      if (chosen.filter(way::equals).isEmpty()) {
        considered.add(
            new Considered(
                way.says(),
                way.impossible()
                    .or(() -> chosen.map(taken -> worse(way, taken, secondsLeft)))
                    .orElseThrow()));
      }
    }
    return new Choice(chosen, List.copyOf(considered));
  }

  private static String worse(Way way, Way taken, long secondsLeft) {
    if (way.forecastSeconds() > secondsLeft && taken.forecastSeconds() <= secondsLeft) {
      return "It would take "
          + way.forecastSeconds()
          + " s, and "
          + Math.max(0, secondsLeft)
          + " s are left for it.";
    }
    if (way.launches() > taken.launches()) {
      return "It would launch "
          + way.launches()
          + " instances instead of "
          + taken.launches()
          + ".";
    }
    return "It would take "
        + way.forecastSeconds()
        + " s instead of "
        + taken.forecastSeconds()
        + " s.";
  }
}
