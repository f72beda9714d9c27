package dev.lastgood.test.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.handler.CallLimits;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.simulator.kernel.Call;
import dev.lastgood.simulator.kernel.CallObserver;
import dev.lastgood.simulator.lambda.InvocationContext;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.test.Built;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

@DisplayName("Whatever hangs, at the deadline")
class DeadlineTest {
  private final List<Instant> deadlines = new ArrayList<>();
  private final List<Instant> closed = new ArrayList<>();
  private final TreeSet<String> closings = new TreeSet<>();

  /** Calls that are never answered, from the first change of the recovery on. */
  private final class Hanging implements CallObserver {
    private final SimulatedWorld world;
    private final BiPredicate<InvocationContext, Call> which;

    private Hanging(SimulatedWorld world, BiPredicate<InvocationContext, Call> which) {
      this.world = world;
      this.which = which;
    }

    @Override
    public void before(Call call) {
      Optional<InvocationContext> context =
          call.caller().flatMap(caller -> caller.attachment(InvocationContext.class));
      if (context.isPresent() && which.test(context.get(), call)) {
        world.time().sleep(CallLimits.CALL);
        throw ApiCallTimeoutException.create(CallLimits.CALL.toMillis());
      }
    }
  }

  private Staging staging(BiPredicate<InvocationContext, Call> hanging) {
    return Staging.of(Staging.BAD_TEMPLATE)
        .upon(Fact.Opened.class, (_, opened) -> deadlines.add(opened.deadline()))
        .upon(Fact.Closed.class, (world, _) -> closed.add(world.time().now()))
        .twist((world, _) -> world.watchCalls(new Hanging(world, hanging)));
  }

  private static boolean isClose(InvocationContext context) {
    return context
        .functionName()
        .equals(Built.PRODUCTION.functionName(dev.lastgood.functions.sweep.CloseHandler.class));
  }

  private void inTime(Staging staging) {
    assertEquals(Outcome.ESCALATED.name(), staging.result().outcome());
    assertEquals(List.of(), staging.result().violations());
    assertEquals(1, closed.size());
    assertEquals(1, deadlines.size());
    long late = Duration.between(deadlines.getFirst(), closed.getFirst()).toSeconds();
    assertTrue(late <= 30, "closed " + late + " s after the deadline");
    assertEquals(5, staging.group().minSize());
    assertEquals(List.of(), staging.group().suspendedProcesses());
  }

  @Test
  @DisplayName(
      "where Auto Scaling answers nothing, what is owed goes to the sweep, and it is closed")
  void autoScaling() {
    boolean[] begun = new boolean[1];
    Staging[] staging = new Staging[1];
    staging[0] =
        staging(
            (_, call) ->
                begun[0]
                    && call.operation().service().equals("autoscaling")
                    && call.at().isBefore(deadlines.getFirst().plusSeconds(90)));
    staging[0].upon(
        Fact.Result.class,
        (_, result) -> begun[0] |= result.details().containsKey("instanceRefreshId"));
    inTime(staging[0].run(1));
    assertTrue(
        staging[0]
            .facts(Fact.Assigned.class)
            .anyMatch(assigned -> assigned.because().contains("no time left")),
        "not all was tried");
  }

  @Test
  @DisplayName("an attempt to close that hangs until it is ended is followed by one that closes")
  void firstAttempt() {
    Staging staging =
        staging(
            (context, call) -> {
              if (!isClose(context)) {
                // The refresh is never seen to end, so that the deadline comes.
                return !deadlines.isEmpty()
                    && call.operation().name().equals("DescribeInstanceRefreshes")
                    && call.at().isBefore(deadlines.getFirst());
              }
              closings.add(context.requestId());
              return closings.size() == 1;
            });
    inTime(staging.run(1));
    assertTrue(closings.size() >= 2, "attempts: " + closings);
  }
}
