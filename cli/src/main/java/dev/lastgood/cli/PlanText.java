package dev.lastgood.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.cli.Terminal.Style;
import dev.lastgood.functions.plan.Action;
import dev.lastgood.functions.plan.Difference;
import dev.lastgood.functions.plan.OfflinePlan;
import dev.lastgood.functions.point.PointBody;
import java.nio.file.Path;
import java.util.List;
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
      OfflinePlan.calls(action, good, live)
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

  static ObjectNode document(OfflinePlan plan, PointBody good, PointBody live) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ArrayNode differences = document.putArray("differences");
    for (Difference difference : plan.differences()) {
      differences
          .addObject()
          .put("field", difference.field())
          .put("good", difference.point())
          .put("live", difference.live())
          .put("kind", difference.kind().name());
    }
    ArrayNode actions = document.putArray("actions");
    for (Action action : plan.actions()) {
      ArrayNode calls =
          actions
              .addObject()
              .put("action", action.getClass().getSimpleName())
              .put("says", action.says())
              .put("forecastSeconds", action.forecastSeconds())
              .putArray("calls");
      List<String> all = OfflinePlan.calls(action, good, live);
      all.forEach(calls::add);
    }
    ArrayNode notRestorable = document.putArray("notRestorable");
    plan.notRestorable().forEach(notRestorable::add);
    document.put("group", live.groupName());
    return document;
  }
}
