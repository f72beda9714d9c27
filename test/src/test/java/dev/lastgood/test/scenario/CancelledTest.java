package dev.lastgood.test.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.config.Mode;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Incidents;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.simulator.autoscaling.GroupInstance;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.rehearsal.RehearsalResult;
import dev.lastgood.simulator.rehearsal.Rehearsals;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.test.Built;
import dev.lastgood.test.TestPlatform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@DisplayName("An incident that a person cancels")
class CancelledTest {
  private static final Fact.CancelAsked WISH =
      new Fact.CancelAsked("ada", Optional.of("we roll forward"));

  /** More entries than any of these incidents has while it is open. */
  private static final int ENTRIES_MAX = 60;

  private static void cancel(Staging staging, SimulatedWorld world) {
    Incidents incidents =
        new Incidents(
            new TestPlatform(
                Map.of(DynamoDbClient.class, world.dynamoDb().client()),
                world.time()::now,
                Map.of(
                    "STATE_TABLE", Built.PRODUCTION.stateTable(),
                    "LEDGER_TABLE", Built.PRODUCTION.ledgerTable()),
                Staging.PRODUCTION));
    incidents.cancel(incidents.require(staging.incidentId()), WISH);
  }

  /** Somebody cancels right after the ledger's entry of a number. */
  private static Staging cancelledAfter(String scenario, int number) {
    Staging staging = Staging.of(scenario);
    int[] entries = new int[1];
    return staging
        .upon(
            Fact.class,
            (world, _) -> {
              if (++entries[0] == number) {
                world.time().after(Duration.ZERO, () -> cancel(staging, world));
              }
            })
        .run(number);
  }

  private static Set<String> images(Staging staging) {
    Set<String> images = new TreeSet<>();
    for (GroupInstance instance :
        staging.world().autoScaling().group("web-production").orElseThrow().instances()) {
      if (instance.lifecycleState() == LifecycleState.IN_SERVICE) {
        images.add(instance.imageId());
      }
    }
    return images;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bad-launch-template",
        "fleet-already-unhealthy",
        "verification-fails",
        "approval-given",
        "stack-update-breaks-service"
      })
  @DisplayName("stops wherever it is, leaves nothing mixed and nothing owed")
  void anywhere(String scenario) {
    int cancelled = 0;
    for (int number = 1; number <= ENTRIES_MAX; number++) {
      Staging staging = cancelledAfter(scenario, number);
      RehearsalResult result = staging.result();
      String where = scenario + " after entry " + number;
      assertEquals(List.of(), result.violations(), where);
      if (staging.facts(Fact.CancelAsked.class).findAny().isEmpty()) {
        assertTrue(number > 5, where + " there was nothing to cancel any more");
        break;
      }
      if (result.outcome().equals(Outcome.CANCELLED.name())) {
        cancelled++;
      } else {
        assertTrue(
            staging.facts(Fact.Verified.class).findAny().isPresent()
                || staging.facts(Fact.ActionEnded.class).findAny().isPresent(),
            where + " it ended as " + result.outcome());
      }
      if (!scenario.startsWith("stack")) {
        assertEquals(1, images(staging).size(), where + " instances are mixed");
        assertEquals(5, staging.group().minSize(), where + " the minimum is left raised");
      }
    }
    assertTrue(cancelled > 5, cancelled + " were cancelled");
  }

  @Test
  @DisplayName("while people are asked ends within seconds, and nothing was changed")
  void whileAsking() {
    Staging staging = Staging.of(Staging.BAD_TEMPLATE).mode(Mode.APPROVE, 1);
    staging
        .upon(
            Fact.ApprovalAsked.class,
            (world, _) -> world.time().after(Duration.ofSeconds(33), () -> cancel(staging, world)))
        .run(1);
    assertEquals(Outcome.CANCELLED.name(), staging.result().outcome());
    assertEquals(List.of(), staging.result().violations());
    assertEquals(List.of(), staging.ourChanges());
    assertTrue(staging.result().recoverySeconds() < 60);
    assertEquals(
        "Cancelled by ada, because: we roll forward. Not done: ",
        staging.facts(Fact.Closed.class).findFirst().orElseThrow().because().substring(0, 54));
    assertEquals(List.of(), staging.held(), "what was left alone may be deployed to");
  }

  @Test
  @DisplayName("does so under hostile faults, too")
  void hostile() {
    Rehearsals rehearsals = new Rehearsals(Built.PRODUCTION);
    for (int seed = 1; seed <= 25; seed++) {
      RehearsalResult result = rehearsals.rehearse("cancelled", seed, FaultSettings.HOSTILE);
      assertEquals(List.of(), result.violations(), "seed " + seed);
    }
  }
}
