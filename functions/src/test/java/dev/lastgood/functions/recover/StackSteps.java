package dev.lastgood.functions.recover;

import dev.lastgood.functions.Fixtures;
import dev.lastgood.functions.StackBuilder;
import dev.lastgood.functions.config.StackSelection;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Lease;
import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.functions.plan.StackAction;
import dev.lastgood.functions.plan.StackPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Steps on a stack, so that a test says only what matters to it. */
final class StackSteps {
  static final StackAction.ChangeBack CHANGE_BACK = new StackAction.ChangeBack("It goes back.", 90);

  private StackSteps() {}

  static StackStep step(StackBuilder goal, StackBuilder live, Chain chain) {
    StackPlan plan =
        new StackPlan(
            "web",
            live.body().stackId(),
            goal.body(),
            live.body(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(CHANGE_BACK, CHANGE_BACK),
            List.of(),
            List.of(),
            false);
    return new StackStep(
        StackBuilder.target(new StackSelection("web")),
        plan,
        0,
        chain,
        new Lease("web", chain.incidentId(), 1, Fixtures.NOW.plusSeconds(90)),
        new Invocation("request", () -> Duration.ofSeconds(20)));
  }

  static StackStep step(Fact... facts) {
    return step(new StackBuilder("web"), new StackBuilder("web"), Fixtures.chain(facts));
  }

  static Fact planned(String key) {
    return new Fact.Planned(key, false, "It goes back.", new TreeMap<>());
  }

  /** A call that begins an operation, which is owed to be watched. */
  static Fact.Intent begins(String callId, String targetId) {
    return intent(
        callId,
        targetId,
        List.of(new Obligation.WatchStack("token", targetId, "arn", "It goes back.")));
  }

  /** A call that begins none, such as one that makes a change set. */
  static Fact.Intent prepares(String callId) {
    return intent(callId, "web", List.of());
  }

  private static Fact.Intent intent(String callId, String targetId, List<Obligation> owed) {
    return new Fact.Intent(callId, targetId, "Operation", "It is done.", 1, new ArrayList<>(owed));
  }
}
