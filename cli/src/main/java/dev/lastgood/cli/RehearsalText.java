package dev.lastgood.cli;

import dev.lastgood.cli.Terminal.Style;
import dev.lastgood.simulator.rehearsal.RehearsalResult;
import dev.lastgood.simulator.rehearsal.Scenario;
import dev.lastgood.simulator.rehearsal.TimelineEntry;
import dev.lastgood.simulator.rehearsal.Violation;
import java.util.List;

/** What one rehearsal came to, for people: what happened, and the verdict. */
final class RehearsalText {
  private static final int MESSAGE_WIDTH_MIN = 20;
  private static final int VIOLATIONS_SHOWN = 20;
  private static final String INDENT = "    ";

  private final Terminal terminal;

  RehearsalText(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(Scenario scenario, RehearsalResult result, RunSettings settings) {
    terminal.out().println(terminal.styled(Style.BOLD, "Rehearsal of " + result.scenario()));
    wrapped(scenario.says());
    line(terminal.styled(Style.DIM, settings.told()));
    line("");
    timeline(result.timeline());
    line("");
    verdict(scenario, result, settings);
    if (!result.violations().isEmpty()) {
      line(terminal.styled(Style.BAD, "Violated") + " what must always hold:");
      violations(terminal, result.violations());
    }
  }

  private void timeline(List<TimelineEntry> timeline) {
    int clockWidth = width(timeline.stream().map(entry -> Lines.clock(entry.atSeconds())).toList());
    int sourceWidth = width(timeline.stream().map(TimelineEntry::source).toList());
    String indent = " ".repeat(clockWidth + sourceWidth + 4);
    int messageWidth = Math.max(MESSAGE_WIDTH_MIN, terminal.columns() - indent.length());
    for (TimelineEntry entry : timeline) {
      String before =
          terminal.styled(Style.DIM, right(Lines.clock(entry.atSeconds()), clockWidth))
              + "  "
              + left(entry.source(), sourceWidth)
              + "  ";
      for (String part : Lines.wrap(entry.message(), messageWidth)) {
        line(before + part);
        before = indent;
      }
    }
  }

  private void verdict(Scenario scenario, RehearsalResult result, RunSettings settings) {
    boolean met = Wish.isMet(scenario, result, settings);
    line(
        terminal.styled(met ? Style.GOOD : Style.BAD, result.outcome())
            + " in "
            + Lines.clock(result.recoverySeconds())
            + ", of "
            + Lines.clock(result.deadlineSeconds())
            + " that the deadline allows (simulated)");
    if (!result.outcome().equals(scenario.outcome())) {
      line("expected of this scenario: " + scenario.outcome());
    }
    line("  " + Lines.clock(result.shares().orchestratorSeconds()) + "  the orchestrator's own");
    line("  " + Lines.clock(result.shares().providerSeconds()) + "  AWS's work");
    line(
        "  "
            + Lines.clock(result.shares().proofSeconds())
            + "  proof: alarms clearing, and the stability window");
  }

  /** What did not hold, with the seeds that show it again; so much as a person reads. */
  static void violations(Terminal terminal, List<Violation> violations) {
    for (Violation violation : violations.stream().limit(VIOLATIONS_SHOWN).toList()) {
      String before = "  ";
      String text =
          "seed " + violation.seed() + ": " + violation.invariant() + ": " + violation.detail();
      for (String part : Lines.wrap(text, terminal.columns() - INDENT.length())) {
        terminal.out().println(before + part);
        before = INDENT;
      }
    }
    if (violations.size() > VIOLATIONS_SHOWN) {
      int more = violations.size() - VIOLATIONS_SHOWN;
      terminal.out().println("  and " + more + " more; --json and --report name all");
    }
  }

  private void wrapped(String text) {
    Lines.wrap(text, terminal.columns()).forEach(this::line);
  }

  private void line(String text) {
    terminal.out().println(text);
  }

  private static int width(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(0);
  }

  private static String left(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private static String right(String text, int width) {
    return " ".repeat(width - text.length()) + text;
  }
}
