package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.OperationPolicy;
import dev.lastgood.functions.plan.Action;
import dev.lastgood.functions.plan.StackAction;
import dev.lastgood.functions.stack.FailedResource;
import dev.lastgood.functions.stack.StackCircumstances;
import dev.lastgood.functions.stack.StackCircumstances.AtWork;
import dev.lastgood.functions.stack.StackCircumstances.Differs;
import dev.lastgood.functions.stack.StackDecision;
import dev.lastgood.functions.stack.StackDecisions;
import dev.lastgood.functions.stack.StackForecast;
import dev.lastgood.functions.stack.StackStatus;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The rows of the decision tables: what is decided about a stack in each status, found by asking
 * the table itself in all circumstances, and what a group's plan may do.
 */
final class DecisionTables {
  private static final long LONG = 100_000;

  private DecisionTables() {}

  /** Every row there is. */
  static SortedSet<String> rows() {
    SortedSet<String> rows = new TreeSet<>();
    for (StackStatus status : StackStatus.values()) {
      circumstances(status)
          .map(StackDecisions::decide)
          .forEach(decision -> rows.add(stack(status.name(), decision.getClass().getSimpleName())));
    }
    leaves(Action.OnGroup.class).map(DecisionTables::group).forEach(rows::add);
    return rows;
  }

  /** A row of the table of stacks. */
  static String stack(String status, String decision) {
    return "stack: " + status + " -> " + decision;
  }

  /** What a group's plan does. */
  static String group(Class<?> action) {
    return "group: " + action.getSimpleName();
  }

  /** What a plan does to a stack, as the table calls it. */
  static String decision(StackAction action) {
    return switch (action) {
      case StackAction.AwaitOperation _ -> "Wait";
      case StackAction.CancelUpdate _ -> "CancelUpdate";
      case StackAction.ContinueRollback _ -> "ContinueRollback";
      case StackAction.RollBackStack _ -> "RollBack";
      case StackAction.ChangeBack _ -> "ChangeBack";
      case StackAction.RevertDrift _ -> "RevertDrift";
    };
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(DecisionTables::leaves)
        : Stream.of(type);
  }

  private static Stream<StackCircumstances> circumstances(StackStatus status) {
    List<Boolean> both = List.of(false, true);
    List<Set<Differs>> differs =
        List.of(
            Set.of(),
            Set.of(Differs.TEMPLATE),
            Set.of(Differs.DRIFT),
            Set.of(Differs.SECRET_PARAMETER));
    Stream.Builder<StackCircumstances> all = Stream.builder();
    for (boolean stable : both) {
      for (Set<Differs> differ : differs) {
        for (AtWork atWork : AtWork.values()) {
          for (OperationPolicy policy : OperationPolicy.values()) {
            for (List<FailedResource> failed : failures()) {
              for (boolean approved : both) {
                all.add(
                    new StackCircumstances(
                        status,
                        stable,
                        differ,
                        atWork,
                        policy,
                        failed,
                        false,
                        approved,
                        false,
                        false,
                        LONG,
                        StackForecast.estimate(List.of())));
              }
            }
          }
        }
      }
    }
    return all.build();
  }

  /** None, one that only needs going on, and one that a person has to see to. */
  private static List<List<FailedResource>> failures() {
    return Stream.of(
            Stream.<String>empty(),
            Stream.of("The security token included in the request is expired"),
            Stream.of("Something that nobody knows"))
        .map(reasons -> reasons.map(DecisionTables::failed).toList())
        .toList();
  }

  private static FailedResource failed(String reason) {
    return new FailedResource(
        "stack",
        "arn:aws:cloudformation:eu-west-1:111122223333:stack/stack/1",
        false,
        "Resource",
        "resource",
        "AWS::SNS::Topic",
        "UPDATE_FAILED",
        reason,
        Instant.EPOCH);
  }

  /** What leaves a stack alone because it is what it should be, and what leaves it to a person. */
  static String left(String because) {
    return StackDecisions.isAsItShouldBe(because)
        ? StackDecision.Nothing.class.getSimpleName()
        : StackDecision.Person.class.getSimpleName();
  }
}
