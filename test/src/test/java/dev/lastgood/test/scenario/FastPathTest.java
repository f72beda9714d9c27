package dev.lastgood.test.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.kernel.Call;
import dev.lastgood.simulator.kernel.CallObserver;
import dev.lastgood.simulator.lambda.InvocationContext;
import dev.lastgood.simulator.lambda.InvocationObserver;
import dev.lastgood.simulator.lambda.InvocationResult;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What CloudFormation has taken back by itself")
class FastPathTest {
  /** What runs whether there is an incident or not. */
  private static final List<String> BESIDES = List.of("-sweep", "-capture", "-check");

  // List prices in US dollars, without a free tier: a state transition of a standard workflow, a
  // request to a function on Arm, and a second of one that has 1 GB.
  private static final double TRANSITION = 0.000025;
  private static final double REQUEST = 0.0000002;
  private static final double SECOND = 0.0000133334;

  private static final int SEEDS = 10;

  /** What an incident takes. */
  private static final class Cost implements CallObserver, InvocationObserver {
    private final SimulatedWorld world;
    private final Map<String, Instant> startedAt = new HashMap<>();
    private int transitions;
    private int invocations;
    private double seconds;
    private int changes;

    private Cost(SimulatedWorld world, Instant begin) {
      this.world = world;
      world.watchHistories(
          (_, event) -> {
            if (event.type().apiName().endsWith("StateEntered")) {
              transitions++;
            }
          });
      world.time().at(begin, () -> world.watchInvocations(this));
      world.time().at(begin, () -> world.watchCalls(this));
    }

    private static boolean counts(InvocationContext context) {
      return BESIDES.stream().noneMatch(context.functionName()::endsWith);
    }

    @Override
    public void started(InvocationContext context, Object payload, boolean coldStart) {
      if (counts(context)) {
        invocations++;
        startedAt.put(context.requestId(), world.time().now());
      }
    }

    @Override
    public void finished(
        InvocationContext context, InvocationResult result, Optional<Throwable> thrown) {
      Instant started = startedAt.get(context.requestId());
      if (started != null) {
        seconds += Duration.between(started, world.time().now()).toMillis() / 1000.0;
      }
    }

    private double dollars() {
      return transitions * TRANSITION + invocations * REQUEST + seconds * SECOND;
    }

    @Override
    public void before(Call call) {
      boolean ours =
          call.caller()
              .flatMap(caller -> caller.attachment(InvocationContext.class))
              .filter(Cost::counts)
              .isPresent();
      changes +=
          ours && call.operation().mutating() && call.operation().service().equals("cloudformation")
              ? 1
              : 0;
    }
  }

  /** What some seeds take together. */
  private record Sum(double dollars, double seconds, int changes, Set<String> outcomes) {
    static Sum of(String scenario) {
      double dollars = 0;
      double seconds = 0;
      int changes = 0;
      Set<String> outcomes = new TreeSet<>();
      for (long seed = 1; seed <= SEEDS; seed++) {
        Cost[] cost = new Cost[1];
        Staging staging =
            Staging.of(scenario)
                .twist((world, begin) -> cost[0] = new Cost(world, begin))
                .run(seed);
        dollars += cost[0].dollars();
        seconds += staging.result().recoverySeconds();
        changes += cost[0].changes;
        outcomes.add(staging.result().outcome());
      }
      return new Sum(dollars, seconds, changes, outcomes);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"already-rolled-back", "cleanup-failed"})
  @DisplayName("is recognised, changes nothing, and costs a tenth of a recovery")
  void tenth(String scenario) {
    Sum fast = Sum.of(scenario);
    Sum whole = Sum.of("stack-update-breaks-service");
    assertEquals(Set.of("NOT_NEEDED"), fast.outcomes());
    assertEquals(Set.of("RECOVERED"), whole.outcomes());
    assertEquals(0, fast.changes());
    assertTrue(whole.changes() > 0);
    String says = fast + " of " + whole;
    assertTrue(10 * fast.dollars() <= whole.dollars(), says);
    assertTrue(10 * fast.seconds() <= whole.seconds(), says);
  }

  @ParameterizedTest
  @CsvSource({"170, true", "140, false"})
  @DisplayName("is not glanced at where a glance that hangs would leave no time to end in")
  void noTime(int deadlineSeconds, boolean glances) {
    Set<String> entered = new TreeSet<>();
    Staging staging =
        Staging.of("already-rolled-back")
            .deadlineSeconds(deadlineSeconds)
            .twist(
                (world, _) ->
                    world.watchHistories((_, event) -> event.stateName().ifPresent(entered::add)))
            .run(1);
    assertEquals("NOT_NEEDED", staging.result().outcome());
    assertEquals(List.of(), staging.result().violations());
    assertEquals(glances, entered.contains("Glance"));
    assertEquals(!glances, entered.contains("Recover"));
  }
}
