package dev.lastgood.test.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.simulator.kernel.Call;
import dev.lastgood.simulator.kernel.CallObserver;
import dev.lastgood.simulator.lambda.InvocationContext;
import dev.lastgood.simulator.rehearsal.RehearsalResult;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"bad-launch-template", "capacity-zeroed"})
  @DisplayName("the incident ends as it would have, nothing is violated and nothing left behind")
  void anywhere(String scenario) {
    List<String> wrong = new ArrayList<>();
    int crashes = 0;
    for (int after = 1; ; after++) {
      Crash[] crash = new Crash[1];
      int number = after;
      Staging staging = Staging.of(scenario);
      staging
          .twist(
              (world, begin) -> {
                crash[0] = new Crash(world, begin, number);
                world.watchCalls(crash[0]);
              })
          .run(1);
      if (crash[0].where.isEmpty()) {
        break;
      }
      crashes++;
      RehearsalResult result = staging.result();
      boolean asItWas =
          staging.group().minSize() == 5 && staging.group().suspendedProcesses().isEmpty();
      if (!result.outcome().equals("RECOVERED")
          || !result.violations().isEmpty()
          || !asItWas
          || staging.facts(Fact.Closed.class).count() != 1) {
        wrong.add(
            after
                + ", "
                + crash[0].where
                + ": "
                + result.outcome()
                + (asItWas ? " " : ", not as it was ")
                + result.violations()
                + staging.facts(Fact.Closed.class).toList());
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(crashes > 20, "it crashed at " + crashes + " places");
  }
}
