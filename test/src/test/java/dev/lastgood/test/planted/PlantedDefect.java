package dev.lastgood.test.planted;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A mistake that a programmer could have made, each an entry of an enum. */
interface PlantedDefect {
  /** The entry's own name. */
  String name();

  /** What it is. */
  Mistake mistake();

  /** The name by which it is switched on, such as {@code lease-not-renewed}. */
  default String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All that are caught: those that campaigns catch, in the order of a recovery, and the rare. */
  static List<PlantedDefect> all() {
    return Stream.<PlantedDefect[]>of(
            DetectDefect.values(),
            LeaseDefect.values(),
            LedgerDefect.values(),
            PointDefect.values(),
            ApprovalDefect.values(),
            ActDefect.values(),
            VerifyDefect.values(),
            CloseDefect.values(),
            DeploymentDefect.values(),
            RareDefect.values())
        .flatMap(Stream::of)
        .toList();
  }

  /**
   * One of them.
   *
   * @throws IllegalArgumentException where there is none of that name
   */
  static PlantedDefect named(String title) {
    return Stream.concat(all().stream(), Stream.of(UnseenDefect.values()))
        .filter(defect -> defect.title().equals(title))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No defect is named " + title + "."));
  }
}
