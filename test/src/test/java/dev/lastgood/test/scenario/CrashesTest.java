package dev.lastgood.test.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.simulator.kernel.Call;
import dev.lastgood.simulator.kernel.CallObserver;
import dev.lastgood.simulator.lambda.InvocationContext;
import dev.lastgood.simulator.rehearsal.RehearsalResult;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A function is ended right after the n-th call that changes anything, its answer unseen: once for
 * each n there is.
 */
@DisplayName("Wherever a function crashes after it changed something")
class CrashesTest {
  private static final class Crash implements CallObserver {
    private final SimulatedWorld world;
    private final Instant from;
    private final int after;
    private int calls;
    private String where = "";

    private Crash(SimulatedWorld world, Instant from, int after) {
      this.world = world;
      this.from = from;
      this.after = after;
    }

    @Override
    public void succeeded(Call call, Object response) {
      if (!call.operation().mutating()
          || world.time().now().isBefore(from)
          || call.caller()
              .flatMap(caller -> caller.attachment(InvocationContext.class))
              .isEmpty()) {
        return;
      }
      calls++;
      if (calls == after) {
        InvocationContext context =
            call.caller().get().attachment(InvocationContext.class).orElseThrow();
        where = context.functionName() + " after " + call.operation().name();
        call.caller().get().end("It crashed after " + call.operation().name() + ".");
      }
    }
  }

  private record Ended(int after, String where, Staging staging) {
    /** What is not as it should be, or "". */
    String wrong(Outcome outcome) {
      RehearsalResult result = staging.result();
      boolean asItWas =
          staging.group().minSize() == 5 && staging.group().suspendedProcesses().isEmpty();
      return result.outcome().equals(outcome.name())
              && result.violations().isEmpty()
              && asItWas
              && staging.facts(Fact.Closed.class).count() == 1
          ? ""
          : after
              + ", "
              + where
              + ": "
              + (asItWas ? "" : "not as it was; ")
              + result.violations()
              + staging.facts(Fact.Closed.class).toList();
    }

    /** What is not as it should be, where stacks go back by an operation each, or "". */
    String wrongOnStacks(int stacks) {
      RehearsalResult result = staging.result();
      return result.outcome().equals(Outcome.RECOVERED.name())
              && result.violations().isEmpty()
              && staging.ourStackOperations().size() == stacks
              && Set.copyOf(staging.ourStackOperations()).size() == stacks
              && staging.facts(Fact.Closed.class).count() == 1
          ? ""
          : after
              + ", "
              + where
              + ": "
              + staging.ourStackOperations()
              + result.violations()
              + staging.facts(Fact.Closed.class).toList();
    }
  }

  /** One rehearsal for each place to crash at. */
  private static List<Ended> everywhere(Supplier<Staging> stagings, int first) {
    List<Ended> all = new ArrayList<>();
    for (int after = first; ; after++) {
      Crash[] crash = new Crash[1];
      int number = after;
      Staging staging =
          stagings
              .get()
              .twist(
                  (world, begin) -> {
                    crash[0] = new Crash(world, begin, number);
                    world.watchCalls(crash[0]);
                  })
              .run(1);
      if (crash[0].where.isEmpty()) {
        return all;
      }
      all.add(new Ended(after, crash[0].where, staging));
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "bad-launch-template, RECOVERED",
    "capacity-zeroed, RECOVERED",
    "launch-configuration, RECOVERED",
    "rollout-in-progress, RECOVERED",
    "rollout-irreversible, RECOVERED",
    "template-version-deleted, RECOVERED",
    "fleet-already-unhealthy, RECOVERED",
    "settings-broken, RECOVERED",
    "settings-made-worse, UNDONE",
    "provider-rolls-back, NOT_NEEDED",
    "slow-burn, ESCALATED"
  })
  @DisplayName("the incident ends as it would have, nothing is violated and nothing left behind")
  void anywhere(String scenario, Outcome outcome) {
    List<Ended> all = everywhere(() -> Staging.of(scenario), 1);
    assertEquals(
        List.of(),
        all.stream().map(ended -> ended.wrong(outcome)).filter(wrong -> !wrong.isEmpty()).toList());
    assertTrue(all.size() > 10, "it crashed at " + all.size() + " places");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "stack-update-breaks-service, 1",
    "update-rollback-failed-signal, 1",
    "update-failed-rollback-disabled, 1",
    "three-stack-wave, 3"
  })
  @DisplayName("each stack goes back by one operation, and the incident ends as it would have")
  void anywhereOnStacks(String scenario, int stacks) {
    List<Ended> all = everywhere(() -> Staging.of(scenario), 1);
    assertEquals(
        List.of(),
        all.stream()
            .map(ended -> ended.wrongOnStacks(stacks))
            .filter(not -> !not.isEmpty())
            .toList());
    assertTrue(all.size() > 10, "it crashed at " + all.size() + " places");
  }

  @Test
  @DisplayName(
      "while a lost incident is closed, what it still owed is met by the sweep all the same")
  void whileClosing() {
    Supplier<Staging> stopped =
        () -> {
          Staging staging = Staging.of(Staging.BAD_TEMPLATE);
          return staging.upon(
              Fact.Result.class,
              (world, result) -> {
                if (result.details().containsKey("instanceRefreshId")) {
                  world
                      .time()
                      .after(
                          Duration.ofSeconds(1),
                          () -> LostAndDoubledTest.stop(world, staging.incidentId()));
                }
              });
        };
    List<Ended> all = everywhere(stopped, 20);
    assertEquals(
        List.of(),
        all.stream()
            .map(ended -> ended.wrong(Outcome.ESCALATED))
            .filter(wrong -> !wrong.isEmpty())
            .toList());
    assertTrue(
        all.stream()
            .anyMatch(ended -> ended.staging().facts(Fact.Assigned.class).findAny().isPresent()),
        "something was handed over");
  }
}
