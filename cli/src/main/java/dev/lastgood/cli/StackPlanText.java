package dev.lastgood.cli;

import dev.lastgood.cli.Terminal.Style;
import dev.lastgood.functions.stack.ChangeGate;
import dev.lastgood.functions.stack.OfflineStackPlan;
import dev.lastgood.functions.stack.PlannedChange;
import dev.lastgood.functions.stack.StackDecision;
import dev.lastgood.functions.stack.StackWaves;
import dev.lastgood.functions.stack.TemplateDifference;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Plans of stacks, for people. */
final class StackPlanText {
  private static final String INDENT = "    ";

  private final Terminal terminal;

  StackPlanText(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(StackPlans plans, Path goodPath, Path livePath) {
    for (OfflineStackPlan plan : plans.plans()) {
      print(plan, plans, goodPath, livePath);
      line("");
    }
    plans.notPlanned().forEach(this::wrapped);
    order(plans);
  }

  private void print(OfflineStackPlan plan, StackPlans plans, Path goodPath, Path livePath) {
    line(terminal.styled(Style.BOLD, plan.stackName()));
    if (plan.differences().isEmpty()) {
      line("No difference.");
    } else {
      line(terminal.styled(Style.BAD, "- " + livePath) + ", as it is now");
      line(terminal.styled(Style.GOOD, "+ " + goodPath) + ", when it was good");
    }
    for (TemplateDifference difference : plan.differences()) {
      line("");
      line(
          terminal.styled(Style.BOLD, difference.field())
              + terminal.styled(Style.DIM, "  " + words(difference.effect())));
      ValueLines.of(difference.good(), difference.live())
          .forEach(each -> line(terminal.styled(style(each.side()), each.text())));
    }
    line("");
    if (!plan.changes().isEmpty()) {
      line(terminal.styled(Style.BOLD, "What going back would do to resources"));
      plan.changes().forEach(change -> wrapped(said(change)));
      line("");
    }
    line(terminal.styled(Style.BOLD, "Action"));
    action(plan, plans);
    line("");
    line(terminal.styled(Style.BOLD, "What cannot be restored from this input"));
    plan.notRestorable().forEach(this::wrapped);
  }

  private void action(OfflineStackPlan plan, StackPlans plans) {
    switch (plan.decision()) {
      case StackDecision.Nothing nothing -> wrapped(nothing.says());
      case StackDecision.Person _ -> line(INDENT + "none");
      case StackDecision.Wait _,
          StackDecision.CancelUpdate _,
          StackDecision.ContinueRollback _,
          StackDecision.RollBack _,
          StackDecision.ChangeBack _,
          StackDecision.RevertDrift _ -> {
        line(
            INDENT
                + "%s, about %d s (an estimate)"
                    .formatted(plan.decision().getClass().getSimpleName(), plan.forecastSeconds()));
        wrapped(plan.decision().says());
        plan.calls(plans.good().get(plan.stackName()))
            .forEach(call -> line(terminal.styled(Style.DIM, INDENT + call)));
        gate(plan);
      }
    }
  }

  private void gate(OfflineStackPlan plan) {
    if (plan.gate().isEmpty()) {
      return;
    }
    switch (plan.gate().get()) {
      case ChangeGate.Clear _ -> wrapped("Nothing that holds data is replaced or removed.");
      case ChangeGate.NeedsApproval(List<String> lost) -> {
        wrapped(terminal.styled(Style.BAD, "It needs approval:"));
        lost.forEach(this::wrapped);
      }
    }
  }

  private void order(StackPlans plans) {
    plans.graph().conflicts().forEach(this::wrapped);
    switch (plans.waves()) {
      case StackWaves.Ordered ordered -> {
        if (ordered.waves().isEmpty()) {
          return;
        }
        line(terminal.styled(Style.BOLD, "Waves"));
        int number = 0;
        for (List<String> wave : ordered.waves()) {
          number++;
          line("%d   %s".formatted(number, String.join(", ", wave)));
        }
        plans
            .graph()
            .edges()
            .forEach(
                edge -> wrapped(edge.before() + " before " + edge.after() + ": " + edge.because()));
        wrapped(
            "About %d s in all (an estimate); the longest way is %s, %d s."
                .formatted(
                    ordered.forecastSeconds(),
                    String.join(", then ", ordered.criticalPath()),
                    ordered.criticalPathSeconds()));
      }
      case StackWaves.Circular(List<List<String>> circles) ->
          circles.forEach(
              circle -> wrapped("No order satisfies the circle " + String.join(", ", circle)));
    }
  }

  private static String said(PlannedChange change) {
    String replacement =
        switch (change.replacement()) {
          case TRUE -> ", replaced";
          case CONDITIONAL -> ", perhaps replaced";
          case FALSE -> "";
        };
    return change.logicalId()
        + " ("
        + change.type()
        + "): "
        + change.action().name().toLowerCase(Locale.ROOT)
        + (change.properties().isEmpty() ? "" : " " + String.join(", ", change.properties()))
        + replacement;
  }

  private static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Style style(ValueLines.Side side) {
    return switch (side) {
      case GOOD -> Style.GOOD;
      case LIVE -> Style.BAD;
      case BOTH -> Style.DIM;
    };
  }

  private void wrapped(String text) {
    Lines.wrap(text, terminal.columns() - INDENT.length())
        .forEach(wrapped -> line(INDENT + wrapped));
  }

  private void line(String text) {
    terminal.out().println(text);
  }
}
