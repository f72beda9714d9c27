package dev.lastgood.test.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.config.Mode;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.test.Built;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What somebody changed beside a stack")
class DriftVariationsTest {
  private static final String STACK = "orders-production";

  private static Staging automatic() {
    return Staging.of("drift-only").mode(Mode.AUTOMATIC, 1);
  }

  /** The scenario's change comes in the same instant, its alarm minutes after the recovery. */
  private static Staging startedByHand() {
    return automatic()
        .before(
            world ->
                world
                    .stepFunctions()
                    .client()
                    .startExecution(
                        request ->
                            request
                                .stateMachineArn(Built.PRODUCTION.incidentMachine())
                                .input(
                                    Json.write(
                                        Map.of(
                                            "targetIds",
                                            List.of("orders"),
                                            "requestedBy",
                                            "first-engineer",
                                            "reason",
                                            "The tool found drift.")))));
  }

  private static Staging answering(boolean approved) {
    Staging staging = startedByHand();
    return staging.upon(
        Fact.ApprovalAsked.class,
        (world, _) ->
            world
                .time()
                .after(
                    Duration.ofSeconds(20),
                    () ->
                        world
                            .lambda()
                            .invokeAsync(
                                "lastgood-production-answer",
                                Map.of(
                                    "incidentId",
                                    staging.incidentId(),
                                    "by",
                                    "second-engineer",
                                    "approved",
                                    approved))));
  }

  private static void ended(Staging staging, Outcome outcome) {
    assertEquals(List.of(), staging.result().violations());
    assertEquals(
        outcome,
        staging.facts(Fact.Closed.class).findFirst().orElseThrow().outcome(),
        () -> "" + staging.result().timeline());
  }

  private static Object limit(SimulatedWorld world) {
    return world.cloudFormation().liveProperties(STACK, "Limit").orElseThrow().get("Value");
  }

  private static List<String> changes(Staging staging) {
    return staging.facts(Fact.Intent.class).map(Fact.Intent::operation).toList();
  }

  @Test
  @DisplayName("is put right only once people approve, where a person started it and no alarm did")
  void approved() {
    Staging staging = answering(true).run(1);
    ended(staging, Outcome.RECOVERED);
    List<String> order =
        staging
            .facts(Fact.class)
            .filter(fact -> fact instanceof Fact.Answered || fact instanceof Fact.Intent)
            .map(fact -> fact.getClass().getSimpleName())
            .toList();
    assertEquals("Answered", order.getFirst(), order::toString);
    assertTrue(changes(staging).contains("ExecuteChangeSet"), () -> "" + changes(staging));
    assertEquals("100", limit(staging.world()));
  }

  @Test
  @DisplayName("stays where they decline, and nothing is begun")
  void declined() {
    Staging staging = answering(false).run(1);
    ended(staging, Outcome.DECLINED);
    assertEquals(List.of(), changes(staging));
    assertEquals("0", limit(staging.world()));
  }

  @Test
  @DisplayName("is put right without a question where an alarm began it and the mode lets it")
  void byAlarm() {
    Staging staging = automatic().run(1);
    ended(staging, Outcome.RECOVERED);
    assertEquals(0, staging.facts(Fact.ApprovalAsked.class).count());
    assertEquals("100", limit(staging.world()));
  }
}
