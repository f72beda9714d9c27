package dev.lastgood.functions.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.Fixtures;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.LastIncident;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.functions.stack.StackStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A stack whose last operation went wrong")
class StackFailureTest {
  private static final Instant NOW = Fixtures.NOW;
  private static final Instant SINCE = NOW.minusSeconds(40);
  private static final Target WEB = Fixtures.target("web");
  private static final String STACK_ID = "arn:aws:cloudformation:eu-west-1:1:stack/web/1";

  private static StackFailure failure(String stackId, StackStatus status, Instant since) {
    return new StackFailure(stackId, "web", status, since);
  }

  private static StackFailure failure() {
    return failure(STACK_ID, StackStatus.UPDATE_ROLLBACK_FAILED, SINCE);
  }

  private static Incident opened(StackFailure failure, Instant now) {
    return assertInstanceOf(
            Decision.Open.class, Detector.decide(failure, Standing.untroubled(WEB), now))
        .incident();
  }

  private static Decision after(Instant closedAt) {
    return Detector.decide(
        failure(),
        new Standing(
            WEB,
            Optional.empty(),
            Optional.of(new LastIncident("before", closedAt, Outcome.ESCALATED))),
        NOW);
  }

  @Test
  @DisplayName("gets an incident, due by CloudFormation's own timestamp, that names no alarm")
  void opens() {
    Incident incident = opened(failure(), NOW);
    assertEquals(List.of("web"), incident.targetIds());
    assertEquals("", incident.alarmName());
    assertEquals(SINCE, incident.since());
    assertEquals(SINCE.plusSeconds(900), incident.deadline());
    assertEquals(NOW, incident.openedAt());
    assertEquals(Optional.empty(), incident.outcome());
    assertFalse(incident.isByAlarm());
    assertEquals(
        "Stack web went to UPDATE_ROLLBACK_FAILED at 2026-03-02T10:44:20Z", incident.cause());
  }

  @Test
  @DisplayName("that is told of hours late is due by that timestamp all the same")
  void late() {
    assertEquals(
        SINCE.plusSeconds(900), opened(failure(), NOW.plus(Duration.ofHours(5))).deadline());
  }

  @Test
  @DisplayName("joins the incident that its target is in")
  void joins() {
    Decision decision =
        Detector.decide(failure(), new Standing(WEB, Optional.of("first"), Optional.empty()), NOW);
    assertEquals("first", assertInstanceOf(Decision.Join.class, decision).incidentId());
  }

  @Test
  @DisplayName("belongs to the incident before, where it failed before that ended")
  void covered() {
    for (Instant closedAt : List.of(SINCE, NOW)) {
      Decision decision = after(closedAt);
      assertInstanceOf(Decision.Nothing.class, decision);
      assertTrue(decision.because().contains("incident before"), decision.because());
    }
    assertInstanceOf(Decision.Open.class, after(SINCE.minusMillis(1)));
  }

  @Test
  @DisplayName("is one incident, whether an event or the sweep tells of it, and however often")
  void identity() {
    String id = opened(failure(), NOW).id();
    assertEquals(id, opened(failure(), NOW.plusSeconds(59)).id());
    assertTrue(id.startsWith("20260302-104420-"), id);
    assertTrue(id.matches("[0-9a-f-]{1,80}"), "it must serve as an execution's name: " + id);
    assertNotEquals(
        id, opened(failure(STACK_ID + "2", StackStatus.UPDATE_ROLLBACK_FAILED, SINCE), NOW).id());
    assertNotEquals(id, opened(failure(STACK_ID, StackStatus.UPDATE_FAILED, SINCE), NOW).id());
    assertNotEquals(
        id,
        opened(failure(STACK_ID, StackStatus.UPDATE_ROLLBACK_FAILED, SINCE.plusMillis(1)), NOW)
            .id());
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(StackStatus.class)
  @DisplayName("has come to rest in a status that says so: none is under way, gone or complete")
  void statuses(StackStatus status) {
    String name = status.name();
    boolean wentWrong = name.endsWith("_FAILED") || name.endsWith("ROLLBACK_COMPLETE");
    assertEquals(wentWrong, StackFailure.isFailure(status));
    assertFalse(StackFailure.isFailure(status) && status.isInProgress());
  }
}
