package dev.lastgood.test.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.config.Mode;
import dev.lastgood.functions.handler.Canary;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.simulator.eventbridge.EventPattern;
import dev.lastgood.simulator.eventbridge.EventRule;
import dev.lastgood.simulator.eventbridge.RetryPolicy;
import dev.lastgood.simulator.eventbridge.RuleTarget;
import dev.lastgood.simulator.kernel.Call;
import dev.lastgood.simulator.kernel.CallObserver;
import dev.lastgood.simulator.kernel.ServiceErrors;
import dev.lastgood.simulator.kernel.ServiceEvent;
import dev.lastgood.simulator.lambda.InvocationObserver;
import dev.lastgood.simulator.rehearsal.RehearsalResult;
import dev.lastgood.simulator.rehearsal.Violation;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.sfn.model.SfnException;

@DisplayName("When something is lost or comes twice")
class LostAndDoubledTest {
  private static void clean(Staging staging, Outcome outcome) {
    RehearsalResult result = staging.result();
    assertEquals(List.of(), result.violations(), () -> "" + result.timeline());
    assertEquals(outcome.name(), result.outcome(), () -> "" + result.timeline());
    assertEquals(1, staging.facts(Fact.Closed.class).count());
  }

  /** Both executions are stopped, as a person would; nobody closes the incident. */
  static void stop(SimulatedWorld world, String incidentId) {
    stop(world, "lastgood-production-incident", incidentId);
    try {
      stop(world, "lastgood-production-recovery", incidentId);
    } catch (SfnException endedWithItsParent) {
      // As it should have.
    }
  }

  private static void stop(SimulatedWorld world, String machine, String incidentId) {
    world
        .stepFunctions()
        .client()
        .stopExecution(
            request ->
                request.executionArn(
                    world
                            .stepFunctions()
                            .stateMachineArn(machine)
                            .replace(":stateMachine:", ":execution:")
                        + ":"
                        + incidentId));
  }

  @Test
  @DisplayName("an alarm whose event is lost is found by the sweep, within its minute")
  void lostEvent() {
    AtomicReference<Instant> openedAt = new AtomicReference<>();
    List<String> woken = new ArrayList<>();
    Staging staging =
        Staging.of("capacity-zeroed")
            .prepared(
                world ->
                    world.watchInvocations(
                        new InvocationObserver() {
                          @Override
                          public void accepted(
                              String functionName, String requestId, Object payload) {
                            if (!Canary.is(payload)) {
                              woken.add(functionName);
                            }
                          }
                        }))
            .before(
                world -> {
                  // Somebody disables the alarm's action, and changes the rule: it matches nothing.
                  world
                      .cloudWatch()
                      .client()
                      .disableAlarmActions(request -> request.alarmNames("web-5xx"));
                  world
                      .eventBridge()
                      .putRule(
                          new EventRule(
                              "lastgood-production-alarms",
                              EventPattern.of(Map.of("source", List.of("nobody"))),
                              List.of(
                                  new RuleTarget(
                                      "function",
                                      world.lambda().functionArn("lastgood-production-detect"),
                                      new RetryPolicy(1, Duration.ofSeconds(60)),
                                      Optional.empty()))));
                })
            .upon(Fact.Opened.class, (world, _) -> openedAt.set(world.time().now()))
            .run(1);
    assertEquals("RECOVERED", staging.result().outcome());
    assertEquals(
        List.of("6 no event lost"),
        staging.result().violations().stream().map(Violation::invariant).toList(),
        "that no rule matches is told, though the sweep makes up for it");
    assertFalse(woken.contains("lastgood-production-detect"), "the event was to be lost");
    Fact.Opened opened = staging.facts(Fact.Opened.class).findFirst().orElseThrow();
    Duration after = Duration.between(opened.since(), openedAt.get());
    assertTrue(after.toSeconds() <= 75, "it was opened " + after + " after the alarm");
  }

  @Test
  @DisplayName(
      "a change that took effect, its answers lost and then throttled, is still taken back")
  void lostThenThrottled() {
    AtomicInteger lost = new AtomicInteger(3);
    Staging staging =
        Staging.of(Staging.BAD_TEMPLATE)
            .prepared(
                world ->
                    world.watchCalls(
                        new CallObserver() {
                          @Override
                          public void succeeded(Call call, Object response) {
                            if (call.operation().name().equals("UpdateAutoScalingGroup")
                                && call.caller().isPresent()
                                && lost.getAndDecrement() > 0) {
                              throw ServiceErrors.of(
                                  AutoScalingException::builder,
                                  "AutoScaling",
                                  "Throttling",
                                  "Rate exceeded",
                                  400);
                            }
                          }
                        }))
            .run(1);
    clean(staging, Outcome.RECOVERED);
    assertTrue(lost.get() < 0, "the raised minimum was to be lost, and lowered again");
    assertEquals(5, staging.group().minSize());
  }

  @ParameterizedTest(name = "{1} in {0}")
  @CsvSource({
    "stack-update-breaks-service, CreateChangeSet",
    "stack-update-breaks-service, ExecuteChangeSet",
    "update-rollback-failed-signal, SignalResource",
    "update-rollback-failed-signal, ContinueUpdateRollback",
    "update-rollback-failed-out-of-band, CreateTopic",
    "update-failed-rollback-disabled, RollbackStack"
  })
  @DisplayName(
      "a call on a stack that took effect, its answer lost and sent again, begins nothing twice")
  void lostOnStacks(String scenario, String operation) {
    AtomicInteger lost = new AtomicInteger(1);
    Staging staging =
        Staging.of(scenario)
            .prepared(
                world ->
                    world.watchCalls(
                        new CallObserver() {
                          @Override
                          public void succeeded(Call call, Object response) {
                            if (call.operation().name().equals(operation)
                                && call.caller().isPresent()
                                && lost.getAndDecrement() > 0) {
                              throw ServiceErrors.of(
                                  CloudFormationException::builder,
                                  "CloudFormation",
                                  "Throttling",
                                  "Rate exceeded",
                                  400);
                            }
                          }
                        }))
            .run(1);
    clean(staging, Outcome.RECOVERED);
    assertTrue(lost.get() <= 0, "it was to be lost");
    assertEquals(
        Set.copyOf(staging.ourStackOperations()).size(), staging.ourStackOperations().size());
  }

  @Test
  @DisplayName("an event that lacks a field reaches the dead-letter queue with the field's name")
  void malformedEvent() {
    List<String> deadLetters = new ArrayList<>();
    Staging staging =
        Staging.of("capacity-zeroed")
            .prepared(world -> world.sqs().listen(arrival -> deadLetters.add(arrival.body())))
            .before(
                world ->
                    world
                        .eventBridge()
                        .publish(
                            new ServiceEvent(
                                "aws.cloudwatch",
                                "CloudWatch Alarm State Change",
                                List.of(),
                                Map.of("alarmName", "web-5xx", "state", Map.of("value", "ALARM")),
                                ServiceEvent.Delivery.DURABLE)))
            .run(1);
    clean(staging, Outcome.RECOVERED);
    assertEquals(1, deadLetters.size(), deadLetters::toString);
    assertTrue(
        deadLetters.getFirst().contains("detail.state.timestamp is missing"),
        deadLetters::toString);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"SuspendProcesses", "StartInstanceRefresh"})
  @DisplayName("an execution that somebody stops mid-way is closed by the sweep, nothing left owed")
  void stopped(String operation) {
    for (long seed = 1; seed <= 3; seed++) {
      AtomicReference<Instant> stoppedAt = new AtomicReference<>(Instant.MAX);
      AtomicReference<Instant> closedAt = new AtomicReference<>(Instant.MAX);
      Staging staging = Staging.of(Staging.BAD_TEMPLATE);
      staging
          .upon(
              Fact.Intent.class,
              (world, intent) -> {
                if (intent.operation().equals(operation)) {
                  world
                      .time()
                      .after(
                          Duration.ofSeconds(1),
                          () -> {
                            stoppedAt.set(world.time().now());
                            stop(world, staging.incidentId());
                          });
                }
              })
          .upon(Fact.Closed.class, (world, _) -> closedAt.set(world.time().now()))
          .run(seed);
      clean(staging, Outcome.ESCALATED);
      Duration took = Duration.between(stoppedAt.get(), closedAt.get());
      assertTrue(took.toSeconds() <= 150, "seed " + seed + ": it took " + took);
      assertEquals(5, staging.group().minSize());
      assertEquals(List.of(), staging.group().suspendedProcesses());
    }
  }

  @Test
  @DisplayName("an execution that is stopped while people are asked harms nothing, nor do they")
  void stoppedWhileAsked() {
    Staging staging = Staging.of(Staging.BAD_TEMPLATE).mode(Mode.APPROVE, 1);
    boolean[] answered = {false};
    staging
        .upon(
            Fact.ApprovalAsked.class,
            (world, _) -> {
              world
                  .time()
                  .after(
                      Duration.ofSeconds(30),
                      () -> stop(world, "lastgood-production-incident", staging.incidentId()));
            })
        .upon(
            Fact.Closed.class,
            (world, _) ->
                world
                    .time()
                    .after(
                        Duration.ofSeconds(10),
                        () ->
                            world
                                .lambda()
                                .invoke(
                                    "lastgood-production-answer",
                                    Map.of(
                                        "incidentId",
                                        staging.incidentId(),
                                        "by",
                                        "ada",
                                        "approved",
                                        true),
                                    (_, _) ->
                                        world
                                            .time()
                                            .after(
                                                Duration.ofMinutes(8), () -> answered[0] = true))))
        .until(() -> answered[0])
        .run(1);
    clean(staging, Outcome.ESCALATED);
    assertEquals(List.of(), staging.ourChanges());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"capacity-zeroed", "nothing-changed"})
  @DisplayName(
      "an event that comes again, at once, soon and an hour late, begins no second incident")
  void doubled(String scenario) {
    List<Map<String, Object>> events = new ArrayList<>();
    boolean[] over = {false};
    Staging staging = Staging.of(scenario);
    staging
        .prepared(
            world ->
                world.watchInvocations(
                    new InvocationObserver() {
                      @Override
                      public void accepted(String functionName, String requestId, Object payload) {
                        if (functionName.equals("lastgood-production-detect")
                            && events.isEmpty()
                            && !Canary.is(payload)) {
                          Map<String, Object> event = new HashMap<>();
                          ((Map<?, ?>) payload)
                              .forEach((key, value) -> event.put(key.toString(), value));
                          events.add(event);
                          for (int seconds : List.of(0, 1, 30, 300, 1800, 3600)) {
                            world
                                .time()
                                .after(
                                    Duration.ofSeconds(seconds),
                                    () ->
                                        world
                                            .lambda()
                                            .invokeAsync("lastgood-production-detect", event));
                          }
                          world.time().after(Duration.ofSeconds(3660), () -> over[0] = true);
                        }
                      }
                    }))
        .until(() -> over[0])
        .run(1);
    assertTrue(over[0], "the rehearsal ended before");
    assertEquals(1, staging.incidents());
    clean(staging, scenario.equals("capacity-zeroed") ? Outcome.RECOVERED : Outcome.ESCALATED);
  }
}
