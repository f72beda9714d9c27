package dev.lastgood.test.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.detect.IncidentExecutions;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.simulator.rehearsal.Rehearsals;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.test.Built;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An incident whose execution Step Functions ended")
class ResumedTest {
  private static final int ENTRIES_MAX = 60;

  /** Before it the incident is opened and joined, and has no execution yet. */
  private static final int FIRST_ENTRY = 3;

  private static void lose(SimulatedWorld world, String incidentId, int attempt) {
    world
        .stepFunctions()
        .host()
        .breakExecution(
            Built.PRODUCTION.incidentExecution(IncidentExecutions.name(incidentId, attempt)),
            "States.Runtime",
            "An internal error.");
  }

  private static Staging lostAfter(String scenario, int number) {
    Staging staging = Staging.of(scenario).deadlineSeconds(1_800);
    int[] entries = new int[1];
    return staging
        .upon(
            Fact.class,
            (world, _) -> {
              if (++entries[0] == number) {
                world.time().after(Duration.ZERO, () -> lose(world, staging.incidentId(), 1));
              }
            })
        .run(number);
  }

  private static Optional<Fact.Closed> closed(Staging staging) {
    return staging.facts(Fact.Closed.class).findFirst();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bad-launch-template",
        "fleet-already-unhealthy",
        "wave-two-fails",
        "approval-given",
        "stack-update-breaks-service"
      })
  @DisplayName("goes on from wherever it was, and does nothing twice")
  void anywhere(String scenario) {
    String wished =
        Rehearsals.scenarios().stream()
            .filter(each -> each.name().equals(scenario))
            .findFirst()
            .orElseThrow()
            .outcome();
    long plans = Staging.of(scenario).run(1).facts(Fact.Planned.class).count();
    for (int number = FIRST_ENTRY; number <= ENTRIES_MAX; number++) {
      Staging staging = lostAfter(scenario, number);
      String where = scenario + " after entry " + number;
      assertEquals(List.of(), staging.result().violations(), where);
      assertEquals(wished, staging.result().outcome(), where);
      assertEquals(plans, staging.facts(Fact.Planned.class).count(), where + ": plans");
      assertEquals(
          staging.facts(Fact.BackedUp.class).map(Fact.BackedUp::targetId).distinct().count(),
          staging.facts(Fact.BackedUp.class).count(),
          where + ": undo points");
      assertTrue(
          staging.ourChanges().stream().filter("StartInstanceRefresh"::equals).count() <= 1,
          where + ": refreshes");
      if (number > staging.facts(Fact.class).count()) {
        assertTrue(number > 10, where + " there was nothing to lose any more");
        return;
      }
    }
  }

  @Test
  @DisplayName("is resumed twice, and closed when the third execution is lost")
  void thrice() {
    Staging staging = Staging.of(Staging.BAD_TEMPLATE).deadlineSeconds(3_600);
    int[] leases = new int[1];
    staging
        .upon(
            Fact.LeaseTaken.class,
            (world, _) -> {
              int attempt = ++leases[0];
              world.time().after(Duration.ZERO, () -> lose(world, staging.incidentId(), attempt));
            })
        .run(1);
    assertEquals(List.of(), staging.result().violations());
    assertEquals(Outcome.ESCALATED, closed(staging).orElseThrow().outcome());
    assertEquals(IncidentExecutions.RECOVERING_MAX, leases[0]);
    assertEquals(
        "Its execution ended as FAILED without closing it.",
        closed(staging).orElseThrow().because());
  }

  @Test
  @DisplayName("is closed where too little time is left to begin anything")
  void late() {
    Staging staging = Staging.of(Staging.BAD_TEMPLATE);
    staging
        .upon(
            Fact.Opened.class,
            (world, opened) ->
                world
                    .time()
                    .at(
                        opened.deadline().minusSeconds(150),
                        () -> lose(world, staging.incidentId(), 1)))
        .run(1);
    assertTrue(closed(staging).isPresent());
    assertEquals(List.of(), staging.result().violations());
  }
}
