package dev.lastgood.cli;

import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.rehearsal.Comparison;
import dev.lastgood.simulator.rehearsal.ComparisonResult;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares Lastgood with what AWS offers by itself, and with a reset of capacity alone. */
@Command(
    name = "compare",
    description = {
      "Compares four strategies against a bad rollout, in the same simulated world and on the same"
          + " seeds:",
      "a reset of capacity alone, AWS's instance refresh with auto rollback, a stack's rollback"
          + " triggers, and Lastgood. The world judges all of them alike. All figures are simulated."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = ExitStatus.HEADING,
    exitCodeList = {
      ExitStatus.AS_WISHED_HELP,
      ExitStatus.COMPARED_SHORT_HELP,
      ExitStatus.REFUSED_HELP
    })
final class CompareCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "on how many seeds each strategy is tried in each situation; by default ${DEFAULT-VALUE}")
  private int seeds;

  @Option(
      names = "--seed",
      paramLabel = "FIRST",
      defaultValue = "1",
      description =
          "the first seed, from which they count up: the same seeds, the same result; by default"
              + " ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--faults",
      paramLabel = "PRESET",
      converter = FaultPresets.class,
      completionCandidates = ComparableFaults.class,
      description = "how often AWS itself fails: ${COMPLETION-CANDIDATES}; by default none")
  private FaultSettings faults = FaultSettings.NONE;

  @Option(
      names = "--watch",
      paramLabel = "MINUTES",
      defaultValue = "30",
      description =
          "how long AWS's own strategies watch a rollout after its last instance, as bake time or"
              + " monitoring time, from 0 to 180; by default ${DEFAULT-VALUE}")
  private int watchMinutes;

  @Option(names = "--json", description = "print one JSON document, and nothing else")
  private boolean json;

  @Mixin private ConfigurationOptions configuration;

  CompareCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (seeds < 1) {
      throw refused("--seeds: expected a whole number of at least 1, found " + seeds);
    }
    if (watchMinutes < 0 || watchMinutes > Comparison.WATCH_MAX.toMinutes()) {
      throw refused(
          "--watch: expected a whole number of minutes from 0 to "
              + Comparison.WATCH_MAX.toMinutes()
              + ", found "
              + watchMinutes);
    }
    if (faults.changesOutcomes()) {
      throw refused(
          "--faults: expected "
              + String.join(" or ", new ComparableFaults())
              + ", found "
              + faults.preset()
              + ", under which no recovery can be promised");
    }
    Comparison comparison = new Comparison(configuration.installation(terminal));
    int runs = comparison.runs(seeds);
    if (runs == 0) {
      throw refused(
          "this environment has neither a group nor the stack that strategies are compared on;"
              + " choose another with --environment");
    }
    CampaignProgress progress = new CampaignProgress(terminal, RealTime::nanoseconds, runs, "runs");
    ComparisonResult result;
    try {
      result = comparison.compare(seeds, seed, faults, Duration.ofMinutes(watchMinutes), progress);
    } finally {
      progress.end();
    }
    RunSettings settings = new RunSettings(seed, faults, Version.current());
    if (json) {
      JsonDocuments.print(terminal, ComparisonDocuments.comparison(result, settings));
    } else {
      new ComparisonText(terminal).print(result, settings);
    }
    return Wish.isMet(result) ? ExitStatus.AS_WISHED : ExitStatus.FELL_SHORT;
  }

  private ParameterException refused(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
