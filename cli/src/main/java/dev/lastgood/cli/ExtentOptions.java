package dev.lastgood.cli;

import dev.lastgood.simulator.rehearsal.Extent;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How much of a scenario is rehearsed. */
final class ExtentOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--targets",
      paramLabel = "N",
      description = "only so many of the scenario's targets")
  private Integer targets;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "end the rehearsal so long after it begins to go wrong")
  private Integer seconds;

  Extent extent() {
    return new Extent(atLeastOne("--targets", targets), atLeastOne("--seconds", seconds));
  }

  private OptionalInt atLeastOne(String option, Integer value) {
    if (value == null) {
      return OptionalInt.empty();
    }
    if (value < 1) {
      throw new ParameterException(
          spec.commandLine(), option + ": expected a whole number of at least 1, found " + value);
    }
    return OptionalInt.of(value);
  }

  /** The options that give this extent, each after a space. */
  static String of(Extent extent) {
    StringBuilder options = new StringBuilder();
    extent.targetsMax().ifPresent(targets -> options.append(" --targets ").append(targets));
    extent.secondsMax().ifPresent(seconds -> options.append(" --seconds ").append(seconds));
    return options.toString();
  }
}
