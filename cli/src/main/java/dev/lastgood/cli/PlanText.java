package dev.lastgood.cli;

import dev.lastgood.cli.Terminal.Style;
import dev.lastgood.functions.plan.Action;
import dev.lastgood.functions.plan.Difference;
import dev.lastgood.functions.plan.OfflinePlan;
import dev.lastgood.functions.point.PointBody;
import java.nio.file.Path;
import java.util.Locale;

/** A plan from two files, for people and for scripts. */
final class PlanText {
  private static final String INDENT = "    ";

  private final Terminal terminal;

  PlanText(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(OfflinePlan plan, PointBody good, PointBody live, Path goodFile, Path liveFile) {
    line(terminal.styled(Style.BOLD, live.groupName()));
    if (plan.differences().isEmpty()) {
      line("No difference.");
    } else {
      line(terminal.styled(Style.GOOD, "- " + goodFile) + ", when it was good");
      line(terminal.styled(Style.BAD, "+ " + liveFile) + ", as it is now");
    }
    for (Difference difference : plan.differences()) {
      line("");
      line(
          terminal.styled(Style.BOLD, difference.field())
              + terminal.styled(Style.DIM, "  " + kind(difference)));
      line(terminal.styled(Style.GOOD, "- " + difference.point()));
      line(terminal.styled(Style.BAD, "+ " + difference.live()));
    }
    line("");
    line(terminal.styled(Style.BOLD, "Actions, in their order"));
    if (plan.actions().isEmpty()) {
      line(INDENT + "none");
    }
    int number = 0;
    for (Action action : plan.actions()) {
      number++;
      line(
          "%d   %s, about %d s (an estimate)"
              .formatted(number, action.getClass().getSimpleName(), action.forecastSeconds()));
      wrapped(action.says());
      plan.calls(action, good, live)
          .forEach(call -> line(terminal.styled(Style.DIM, INDENT + call)));
    }
    line("");
    line(terminal.styled(Style.BOLD, "What cannot be restored from this input"));
    plan.notRestorable().forEach(this::wrapped);
  }

  private static String kind(Difference difference) {
    return difference.kind().name().toLowerCase(Locale.ROOT);
  }

  private void wrapped(String text) {
    Lines.wrap(text, terminal.columns() - INDENT.length())
        .forEach(wrapped -> line(INDENT + wrapped));
  }

  private void line(String text) {
    terminal.out().println(text);
  }
}
