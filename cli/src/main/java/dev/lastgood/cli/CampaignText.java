package dev.lastgood.cli;

import dev.lastgood.cli.Terminal.Style;
import dev.lastgood.simulator.rehearsal.CampaignResult;
import dev.lastgood.simulator.rehearsal.Percentiles;
import dev.lastgood.simulator.rehearsal.Reproduction;
import dev.lastgood.simulator.rehearsal.Scenario;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a campaign came to, for people. */
final class CampaignText {
  private static final int NEVER_SHOWN = 20;

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
      reproductions(result);
    }
    PermissionsText.refused(terminal, result.refused());
    // One scenario needs a part of the permissions; what it leaves unused says nothing.
    if (scenario.isEmpty()) {
      PermissionsText.unused(terminal, result.unused());
    }
    if (settings.faults().changesOutcomes()) {
      coverage(result);
    }
    line(
        terminal.styled(
            Style.DIM, String.format(Locale.ROOT, "%.0f incidents a second", incidentsPerSecond)));
  }

  /** How the first violations are seen again, with the least that has to go wrong for it. */
  private void reproductions(CampaignResult result) {
    for (Reproduction least : result.reproductions()) {
      line("");
      line("The least that shows \"" + least.invariant() + "\" with seed " + least.seed() + ":");
      line("  " + command(least));
    }
  }

  static String command(Reproduction least) {
    return "./lastgood replay "
        + least.seed()
        + " --scenario "
        + least.scenario()
        + " "
        + FaultOptions.of(least.faults())
        + ExtentOptions.of(least.extent());
  }

  private void coverage(CampaignResult result) {
    List<String> never = result.coverage().never();
    line(
        result.coverage().states().size()
            + " states, "
            + result.coverage().retries().size()
            + " retries, "
            + result.coverage().catches().size()
            + " catches, "
            + result.coverage().decisions().size()
            + " decisions and "
            + result.coverage().strikes().size()
            + " faults at a step were come through; "
            + (never.isEmpty() ? "all there are." : never.size() + " never were:"));
    never.stream().limit(NEVER_SHOWN).forEach(what -> line("  " + what));
    if (never.size() > NEVER_SHOWN) {
      line("  and " + (never.size() - NEVER_SHOWN) + " more; --json names all");
    }
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
