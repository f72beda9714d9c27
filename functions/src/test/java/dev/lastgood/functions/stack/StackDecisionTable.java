package dev.lastgood.functions.stack;

import dev.lastgood.functions.config.OperationPolicy;
import dev.lastgood.functions.stack.StackCircumstances.AtWork;
import dev.lastgood.functions.stack.StackCircumstances.Differs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of {@link StackDecisions} as a page has it, asked of the code row by row. */
final class StackDecisionTable {
  private static final StackForecast FORECAST = new StackForecast(0, 0, 0, 0);

  private StackDecisionTable() {}

  /**
   * The table.
   *
   * @return Markdown: a row a status; what may happen in it, and what never does
   */
  static String markdown() {
    StringBuilder table =
        new StringBuilder("| status | what happens | what never happens |\n|---|---|---|\n");
    for (StackStatus status : StackStatus.values()) {
      Set<String> happens = new LinkedHashSet<>();
      EnumSet<StackOperationKind> asked = EnumSet.noneOf(StackOperationKind.class);
      circumstances(status)
          .map(StackDecisions::decide)
          .forEach(
              decision -> {
                happens.add(said(decision));
                decision.operation().ifPresent(asked::add);
              });
      table
          .append("| `")
          .append(status)
          .append("` | ")
          .append(String.join("<br>", happens))
          .append(" | ")
          .append(never(asked))
          .append(" |\n");
    }
    return table.toString();
  }

  private static String said(StackDecision decision) {
    return decision.getClass().getSimpleName()
        + ": "
        + switch (decision) {
          case StackDecision.Person(String because, var _) -> because;
          case StackDecision.Wait(String because, int _) -> because;
          case StackDecision.Nothing(String because) -> because;
          case StackDecision.CancelUpdate _,
              StackDecision.ContinueRollback _,
              StackDecision.RollBack _,
              StackDecision.ChangeBack _,
              StackDecision.RevertDrift _ ->
              decision.says();
        };
  }

  private static String never(EnumSet<StackOperationKind> asked) {
    List<String> never = new ArrayList<>();
    EnumSet.complementOf(asked).forEach(kind -> never.add(call(kind)));
    never.add("DeleteStack");
    return String.join(", ", never);
  }

  private static String call(StackOperationKind kind) {
    return switch (kind) {
      case CANCEL_UPDATE_STACK -> "CancelUpdateStack";
      case CONTINUE_UPDATE_ROLLBACK -> "ContinueUpdateRollback";
      case ROLLBACK_STACK -> "RollbackStack";
      case UPDATE -> "a change set";
    };
  }

  private static Stream<StackCircumstances> circumstances(StackStatus status) {
    return Stream.of(
        now(status, true, Set.of(), AtWork.NOBODY, OperationPolicy.WAIT, "", false, false),
        now(
            status,
            true,
            Set.of(Differs.TEMPLATE),
            AtWork.NOBODY,
            OperationPolicy.WAIT,
            "The security token included in the request is expired",
            false,
            false),
        now(
            status,
            true,
            Set.of(Differs.DRIFT),
            AtWork.NOBODY,
            OperationPolicy.WAIT,
            "Received 0 SUCCESS signal(s) out of 2.",
            false,
            false),
        now(
            status,
            true,
            Set.of(Differs.SECRET_PARAMETER),
            AtWork.NOBODY,
            OperationPolicy.WAIT,
            "is not authorized to perform: sqs:SetQueueAttributes",
            false,
            false),
        now(
            status,
            true,
            Set.of(Differs.TEMPLATE),
            AtWork.OTHERS,
            OperationPolicy.CANCEL,
            "is not authorized to perform: sqs:SetQueueAttributes",
            true,
            false),
        now(
            status,
            true,
            Set.of(Differs.TEMPLATE),
            AtWork.OTHERS,
            OperationPolicy.WAIT,
            "did not stabilize",
            false,
            false),
        now(
            status,
            true,
            Set.of(Differs.TEMPLATE),
            AtWork.OTHERS,
            OperationPolicy.TELL,
            "did not stabilize",
            false,
            false),
        now(
            status,
            true,
            Set.of(Differs.TEMPLATE),
            AtWork.NOBODY,
            OperationPolicy.WAIT,
            "did not stabilize",
            false,
            true),
        now(
            status,
            false,
            Set.of(Differs.TEMPLATE),
            AtWork.NOBODY,
            OperationPolicy.WAIT,
            "",
            false,
            false))
        .collect(Collectors.toCollection(LinkedHashSet::new))
        .stream();
  }

  private static StackCircumstances now(
      StackStatus status,
      boolean stable,
      Set<Differs> differs,
      AtWork atWork,
      OperationPolicy policy,
      String reason,
      boolean approved,
      boolean continued) {
    return new StackCircumstances(
        status,
        stable,
        differs,
        atWork,
        policy,
        reason.isEmpty()
            ? List.of()
            : List.of(
                new FailedResource(
                    "web",
                    "",
                    false,
                    "Queue",
                    "queue",
                    "AWS::SQS::Queue",
                    "UPDATE_FAILED",
                    reason,
                    Instant.EPOCH)),
        false,
        approved,
        continued,
        false,
        0,
        FORECAST);
  }
}
