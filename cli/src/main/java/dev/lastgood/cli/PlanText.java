package dev.lastgood.cli;

import dev.lastgood.cli.Terminal.Style;
import dev.lastgood.functions.plan.Action;
import dev.lastgood.functions.plan.Difference;
import dev.lastgood.functions.plan.OfflinePlan;
import dev.lastgood.functions.point.GroupBody;
import java.nio.file.Path;
import java.util.Locale;

/** A plan from two files, for people and for scripts. */
final class PlanText {
  private static final String INDENT = "    ";

  private final Terminal terminal;

  PlanText(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(OfflinePlan plan, GroupBody good, GroupBody live, Path goodFile, Path liveFile) {
    line(terminal.styled(Style.BOLD, live.groupName()));
    plan.owner().ifPresent(this::wrapped);
    if (plan.differences().isEmpty()) {
      line("No difference.");
    } else {
      // The way that the actions go: from what is to what was good.
      line(terminal.styled(Style.BAD, "- " + liveFile) + ", as it is now");
      line(terminal.styled(Style.GOOD, "+ " + goodFile) + ", when it was good");
    }
    for (Difference difference : plan.differences()) {
      line("");
      line(
          terminal.styled(Style.BOLD, difference.field())
              + terminal.styled(Style.DIM, "  " + kind(difference)));
      ValueLines.of(difference.point(), difference.live())
          .forEach(each -> line(terminal.styled(style(each.side()), each.text())));
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

  private static Style style(ValueLines.Side side) {
    return switch (side) {
      case GOOD -> Style.GOOD;
      case LIVE -> Style.BAD;
      case BOTH -> Style.DIM;
    };
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
