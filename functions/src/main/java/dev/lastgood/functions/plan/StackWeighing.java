package dev.lastgood.functions.plan;

import dev.lastgood.functions.point.Reading;
import dev.lastgood.functions.point.StackBody;
import dev.lastgood.functions.stack.StackCircumstances;
import dev.lastgood.functions.stack.StackCircumstances.AtWork;
import dev.lastgood.functions.stack.StackCircumstances.Differs;
import dev.lastgood.functions.stack.StackDecision;
import dev.lastgood.functions.stack.StackDecisions;
import dev.lastgood.functions.stack.StackForecast;
import dev.lastgood.functions.stack.StackGraph;
import dev.lastgood.functions.stack.StackOperation;
import dev.lastgood.functions.stack.UnreadableTemplateException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Weighs what is done to a stack: what the one table of decisions says, as actions. */
final class StackWeighing {
  private StackWeighing() {}

  /**
   * Weighs one stack.
   *
   * @param situation all that is known of it
   * @param secondsLeft what its actions may take
   */
  static Weighing of(StackSituation situation, long secondsLeft) {
    StackBody goal;
    switch (situation.goal()) {
      case Goal.None<StackBody> none -> {
        return new Weighing.Leave(none.because());
      }
      case Goal.Known<StackBody> known -> goal = known.body();
    }
    return switch (situation.live()) {
      case Reading.Unreadable unreadable -> new Weighing.Leave(unreadable.because());
      case Reading.Stack live -> of(situation, goal, live.body(), secondsLeft);
    };
  }

  private static Weighing of(
      StackSituation situation, StackBody goal, StackBody live, long secondsLeft) {
    StackComparison comparison = StackComparison.of(situation, goal, live);
    StackDecision decision =
        StackDecisions.decide(circumstances(situation, live, comparison, secondsLeft));
    return switch (decision) {
      case StackDecision.Nothing nothing -> new Weighing.Well(sentence(nothing.because()));
      case StackDecision.Person person -> person(situation, comparison, person);
      case StackDecision.Wait _,
          StackDecision.CancelUpdate _,
          StackDecision.ContinueRollback _,
          StackDecision.RollBack _,
          StackDecision.ChangeBack _,
          StackDecision.RevertDrift _ ->
          change(situation, comparison, decision, List.of());
    };
  }

  /** What is only for people to allow becomes a plan that asks them. */
  private static Weighing person(
      StackSituation situation, StackComparison comparison, StackDecision.Person person) {
    if (person.proposal().isPresent()
        && person.proposal().get() instanceof StackDecision.ContinueRollback skipping) {
      return change(
          situation,
          comparison,
          skipping,
          skipping.resourcesToSkip().stream()
              .map(
                  resource ->
                      new Loss(
                          resource,
                          "Skipping "
                              + resource
                              + " leaves it other than its template says. "
                              + person.because()))
              .toList());
    }
    return new Weighing.Leave(
        person.because()
            + person.proposal().map(ready -> " Ready to be done: " + ready.says()).orElse(""));
  }

  private static Weighing change(
      StackSituation situation,
      StackComparison comparison,
      StackDecision decision,
      List<Loss> losses) {
    List<Loss> all = new java.util.ArrayList<>(losses);
    if (mayLose(decision)) {
      all.addAll(comparison.losses());
    }
    StackPlan plan =
        new StackPlan(
            situation.target().id(),
            comparison.live().stackId(),
            comparison.goal(),
            comparison.live(),
            situation.operation().flatMap(StackOperation::clientRequestToken),
            situation.operation().map(StackOperation::startedAt),
            comparison.differences(),
            List.of(action(decision)),
            List.of(),
            all,
            situation.selection().protectData());
    return new Weighing.Change(plan, order(situation, plan));
  }

  /**
   * Whether what differs from the goal may be lost by it. CloudFormation's own rollbacks remove
   * what an update has made, too: who begins one answers for that. One that goes on was begun by
   * others.
   */
  private static boolean mayLose(StackDecision decision) {
    return switch (decision) {
      case StackDecision.ChangeBack _,
          StackDecision.RevertDrift _,
          StackDecision.CancelUpdate _,
          StackDecision.RollBack _ ->
          true;
      case StackDecision.ContinueRollback _,
          StackDecision.Wait _,
          StackDecision.Nothing _,
          StackDecision.Person _ ->
          false;
    };
  }

  /** What of it others import, and it of others: where only its resources change, that stays. */
  private static Optional<StackGraph.Change> order(StackSituation situation, StackPlan plan) {
    if (situation.goalTemplate().isEmpty() || !(situation.live() instanceof Reading.Stack live)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          StackGraph.Change.of(
              plan.goal().capture(situation.goalTemplate().get()),
              live.body().capture(live.template()),
              plan.forecastSeconds()));
    } catch (UnreadableTemplateException unreadable) {
      return Optional.empty();
    }
  }

  private static StackAction action(StackDecision decision) {
    int seconds = decision.forecastSeconds();
    return switch (decision) {
      case StackDecision.Wait wait -> new StackAction.AwaitOperation(wait.says(), seconds);
      case StackDecision.CancelUpdate cancel ->
          new StackAction.CancelUpdate(cancel.says(), seconds);
      case StackDecision.ContinueRollback rollback ->
          new StackAction.ContinueRollback(
              rollback.says(), seconds, rollback.repairs(), rollback.resourcesToSkip());
      case StackDecision.RollBack rollBack ->
          new StackAction.RollBackStack(rollBack.says(), seconds);
      case StackDecision.ChangeBack back -> new StackAction.ChangeBack(back.says(), seconds);
      case StackDecision.RevertDrift drift -> new StackAction.RevertDrift(drift.says(), seconds);
      case StackDecision.Nothing _, StackDecision.Person _ ->
          throw new IllegalStateException("That changes nothing: " + decision.says());
    };
  }

  private static StackCircumstances circumstances(
      StackSituation situation, StackBody live, StackComparison comparison, long secondsLeft) {
    Optional<StackOperation> operation = situation.operation();
    Set<Differs> differs = EnumSet.noneOf(Differs.class);
    differs.addAll(comparison.differs());
    if (differs.isEmpty() && situation.looksForDrift()) {
      // CloudFormation says, when it makes the change set, whether there is any.
      differs.add(Differs.DRIFT);
    }
    return new StackCircumstances(
        live.state().status(),
        operation.flatMap(StackOperation::lastStable).isPresent()
            || wasStable(comparison.goal(), live),
        differs,
        operation.map(StackOperation::atWork).orElse(AtWork.NOBODY),
        situation.selection().whileAtWork(),
        operation.map(StackOperation::rollbackFailures).orElse(List.of()),
        live.state().parentId().isPresent(),
        false,
        situation.continuedBefore(),
        operation.map(StackOperation::isCleanupOnlyFailure).orElse(false),
        secondsLeft,
        StackForecast.estimate(comparison.changedTypes())
            .withSnapshots(snapshotSeconds(situation, comparison)));
  }

  private static int snapshotSeconds(StackSituation situation, StackComparison comparison) {
    return situation.selection().protectData()
        ? Protection.of(comparison.losses(), comparison.live().state()).forecastSeconds()
        : 0;
  }

  /** CloudFormation forgets events after 90 days; a point of the same stack does not. */
  private static boolean wasStable(StackBody point, StackBody live) {
    return point.stackId().equals(live.stackId()) && point.state().status().isStable();
  }

  private static String sentence(String clause) {
    return Character.toUpperCase(clause.charAt(0)) + clause.substring(1);
  }
}
