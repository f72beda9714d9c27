package dev.lastgood.cli;

import dev.lastgood.cli.Terminal.Style;
import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.stack.PropertyDrift;
import dev.lastgood.functions.stack.ResourceDrift;
import java.util.List;
import java.util.Locale;

/** Drift for people. */
final class DriftText {
  private static final String INDENT = "    ";

  private final Terminal terminal;

  DriftText(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(Configuration environment, List<String> names, List<StackDrift> found) {
    line(0, terminal.styled(Style.DIM, HoldText.place(environment)));
    if (names.isEmpty()) {
      line(0, "No target of " + environment.environment() + " is a stack.");
    }
    for (String name : names) {
      line(0, terminal.styled(Style.BOLD, name));
      found.stream().filter(stack -> stack.targetId().equals(name)).forEach(this::stack);
    }
    if (found.stream().anyMatch(stack -> stack.status() != StackDrift.Status.NOT_CHECKED)) {
      line(0, "");
      title("What is never in it");
      wrapped(
          1,
          "What a template does not say: AWS compares the properties that it gives, and only of"
              + " types that support it. Defaults, what was made beside the stack, and values that"
              + " AWS does not give back are not seen.");
    }
    if (found.stream().anyMatch(StackDrift::isDrifted)) {
      line(0, "");
      title("How it is put right");
      wrapped(
          1,
          "By a recovery of the target that is started by hand (docs/runbooks/start-by-hand.md):"
              + " where nothing else differs from the good point, its plan reverts the drift, and"
              + " always asks people to approve. Where the change was meant, put it into the"
              + " template instead.");
    }
  }

  private void stack(StackDrift stack) {
    String name = stack.stackName().map(known -> known + "  ").orElse("");
    switch (stack.status()) {
      case IN_SYNC -> line(1, name + terminal.styled(Style.GOOD, "no drift"));
      case DRIFTED -> line(1, name + terminal.styled(Style.BAD, "drift"));
      case UNKNOWN -> line(1, name + terminal.styled(Style.BAD, "not known"));
      case NOT_CHECKED -> line(1, name + terminal.styled(Style.DIM, "not looked at"));
    }
    stack.because().ifPresent(because -> wrapped(2, because));
    stack.drifted().forEach(this::resource);
  }

  private void resource(ResourceDrift drift) {
    line(
        2,
        terminal.styled(Style.BOLD, drift.logicalId())
            + terminal.styled(Style.DIM, "  " + (drift.type() + " " + drift.physicalId()).strip())
            + "  "
            + drift.status().toLowerCase(Locale.ROOT));
    drift.differences().forEach(this::property);
  }

  private void property(PropertyDrift difference) {
    line(3, difference.path());
    if (!difference.kind().equals("ADD")) {
      line(3, terminal.styled(Style.GOOD, "- " + difference.expected()) + ", by the template");
    }
    if (!difference.kind().equals("REMOVE")) {
      line(3, terminal.styled(Style.BAD, "+ " + difference.actual()) + ", as it is");
    }
  }

  private void title(String text) {
    line(0, terminal.styled(Style.BOLD, text));
  }

  private void wrapped(int depth, String text) {
    Lines.wrap(text, terminal.columns() - depth * INDENT.length())
        .forEach(wrapped -> line(depth, wrapped));
  }

  private void line(int depth, String text) {
    terminal.out().println(INDENT.repeat(depth) + text);
  }
}
