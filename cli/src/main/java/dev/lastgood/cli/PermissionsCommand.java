package dev.lastgood.cli;

import dev.lastgood.simulator.access.PermissionReport;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.rehearsal.Rehearsals;
import dev.lastgood.simulator.rehearsal.Scenario;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what each function may do, and what uses it. */
@Command(
    name = "permissions",
    description = {
      "Shows what the synthesised template permits each function, state machine and schedule, and"
          + " which scenarios and calls use it.",
      "Every scenario is rehearsed for it, without and with typical faults."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = ExitStatus.HEADING,
    exitCodeList = {
      ExitStatus.AS_WISHED_HELP,
      "1:something was refused, or is permitted and used by no rehearsal",
      ExitStatus.REFUSED_HELP
    })
final class PermissionsCommand implements Callable<Integer> {
  private static final int SEEDS = 2;

  private final Terminal terminal;

  @Option(names = "--json", description = "print one JSON document, and nothing else")
  private boolean json;

  @Mixin private ConfigurationOptions configuration;

  PermissionsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Installation installation = configuration.installation(terminal);
    PermissionReport report = report(new Rehearsals(installation));
    if (json) {
      JsonDocuments.print(terminal, PermissionDocuments.of(report));
    } else {
      new PermissionsText(terminal).print(installation.configuration().environment(), report);
    }
    return report.refused().isEmpty() && report.unused().isEmpty()
        ? ExitStatus.AS_WISHED
        : ExitStatus.FELL_SHORT;
  }

  private PermissionReport report(Rehearsals rehearsals) {
    List<Scenario> scenarios = rehearsals.playable();
    List<FaultSettings> presets = List.of(FaultSettings.NONE, FaultSettings.TYPICAL);
    CampaignProgress progress =
        new CampaignProgress(
            terminal,
            RealTime::nanoseconds,
            scenarios.size() * presets.size() * SEEDS,
            "incidents");
    int done = 0;
    try {
      for (Scenario scenario : scenarios) {
        for (FaultSettings faults : presets) {
          for (long seed = 1; seed <= SEEDS; seed++) {
            rehearsals.rehearse(scenario.name(), seed, faults);
            progress.done(++done);
          }
        }
      }
    } finally {
      progress.end();
    }
    return rehearsals.permissions();
  }
}
