package dev.lastgood.cli;

import dev.lastgood.cli.Terminal.Style;
import dev.lastgood.simulator.rehearsal.CampaignResult;
import dev.lastgood.simulator.rehearsal.Percentiles;
import dev.lastgood.simulator.rehearsal.Scenario;
import java.util.Locale;
import java.util.Optional;

/** What a campaign came to, for people. */
final class CampaignText {
  private static final String ROW = "%-34s %8s %8s %8s %8s%n";

  private final Terminal terminal;

  CampaignText(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(
      Optional<Scenario> scenario,
      CampaignResult result,
      double incidentsPerSecond,
      RunSettings settings) {
    String of = scenario.map(Scenario::name).orElse("all scenarios");
    line(terminal.styled(Style.BOLD, "Campaign of " + result.incidents() + " incidents, " + of));
    line(terminal.styled(Style.DIM, settings.told()));
    line("");
    result
        .outcomes()
        .forEach(
            (outcome, incidents) ->
                line(
                    "%-34s %8d  %s"
                        .formatted(outcome, incidents, share(incidents, result.incidents()))));
    line(
        "%-34s %8d  %s"
            .formatted(
                "outcome within the deadline",
                result.withinDeadline(),
                share(result.withinDeadline(), result.incidents())));
    line("");
    terminal.out().printf(ROW, "simulated, in mm:ss", "p50", "p95", "p99", "max");
    row("recovery", result.recoverySeconds());
    row("  the orchestrator's own", result.shares().orchestratorSeconds());
    row("  AWS's work", result.shares().providerSeconds());
    row("  proof: alarms, stability window", result.shares().proofSeconds());
    line("");
    if (Wish.isMet(result)) {
      line(terminal.styled(Style.GOOD, "No violation") + " of what must always hold.");
    } else {
      line(
          terminal.styled(Style.BAD, result.violations().size() + " violations")
              + " of what must always hold:");
      RehearsalText.violations(terminal, result.violations());
    }
    PermissionsText.refused(terminal, result.refused());
    // One scenario needs a part of the permissions; what it leaves unused says nothing.
    if (scenario.isEmpty()) {
      PermissionsText.unused(terminal, result.unused());
    }
    line(
        terminal.styled(
            Style.DIM, String.format(Locale.ROOT, "%.0f incidents a second", incidentsPerSecond)));
  }

  private void row(String name, Percentiles seconds) {
    terminal
        .out()
        .printf(
            ROW,
            name,
            Lines.clock(seconds.p50()),
            Lines.clock(seconds.p95()),
            Lines.clock(seconds.p99()),
            Lines.clock(seconds.max()));
  }

  private static String share(int part, int whole) {
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }

  private void line(String text) {
    terminal.out().println(text);
  }
}
