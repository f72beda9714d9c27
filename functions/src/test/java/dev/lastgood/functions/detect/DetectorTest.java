package dev.lastgood.functions.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.Fixtures;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.LastIncident;
import dev.lastgood.functions.ledger.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Detecting an incident")
class DetectorTest {
  private static final Instant NOW = Fixtures.NOW;
  private static final Instant SINCE = NOW.minusSeconds(40);
  private static final AlarmReading WENT_OFF = Fixtures.alarm(AlarmReading.State.ALARM, SINCE);
  private static final Target WEB = Fixtures.target("web");
  private static final Target SHOP = Fixtures.target("shop", 600, "web-5xx");

  private static Decision decide(AlarmReading alarm, Standing... standings) {
    return Detector.decide(alarm, List.of(standings), NOW);
  }

  private static Incident opened(AlarmReading alarm, Standing... standings) {
    return assertInstanceOf(Decision.Open.class, decide(alarm, standings)).incident();
  }

  private static Standing after(Target target, Instant closedAt) {
    return new Standing(
        target,
        Optional.empty(),
        Optional.of(new LastIncident("before", closedAt, Outcome.ESCALATED)));
  }

  private static Standing in(Target target, String incidentId) {
    return new Standing(target, Optional.of(incidentId), Optional.empty());
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(value = AlarmReading.State.class, names = "ALARM", mode = EnumSource.Mode.EXCLUDE)
  @DisplayName("an alarm in any other state than ALARM leads to nothing, and the state is told")
  void otherStates(AlarmReading.State state) {
    Decision decision = decide(Fixtures.alarm(state, SINCE), Standing.untroubled(WEB));
    assertInstanceOf(Decision.Nothing.class, decision);
    assertTrue(decision.because().contains(state.name()), decision.because());
  }

  @Test
  @DisplayName("an alarm that no target names leads to nothing")
  void nobodys() {
    Decision decision = decide(WENT_OFF);
    assertInstanceOf(Decision.Nothing.class, decision);
    assertTrue(decision.because().contains("No target names"), decision.because());
  }

  @Test
  @DisplayName("an untroubled target gets an incident, due by the alarm's own timestamp")
  void opens() {
    Incident incident = opened(WENT_OFF, Standing.untroubled(WEB));
    assertEquals(List.of("web"), incident.targetIds());
    assertEquals("web-5xx", incident.alarmName());
    assertEquals(SINCE, incident.since());
    assertEquals(SINCE.plusSeconds(900), incident.deadline());
    assertEquals(NOW, incident.openedAt());
    assertEquals(Optional.empty(), incident.outcome());
  }

  @Test
  @DisplayName("an event that arrives hours late is due by the alarm's timestamp all the same")
  void late() {
    Instant hoursAgo = NOW.minus(Duration.ofHours(5));
    Incident incident =
        opened(Fixtures.alarm(AlarmReading.State.ALARM, hoursAgo), Standing.untroubled(WEB));
    assertEquals(hoursAgo.plusSeconds(900), incident.deadline());
  }

  @Test
  @DisplayName("several targets make one incident, in the order of their ids, due by the shortest")
  void severalTargets() {
    Incident incident = opened(WENT_OFF, Standing.untroubled(WEB), Standing.untroubled(SHOP));
    assertEquals(List.of("shop", "web"), incident.targetIds());
    assertEquals(SINCE.plusSeconds(600), incident.deadline());
  }

  @Test
  @DisplayName("a target that is in an incident already is left out of a new one")
  void partlyBusy() {
    Incident incident = opened(WENT_OFF, in(WEB, "other"), Standing.untroubled(SHOP));
    assertEquals(List.of("shop"), incident.targetIds());
  }

  @Test
  @DisplayName("where every target is in an incident, the alarm joins the first's")
  void joins() {
    Decision.Join join =
        assertInstanceOf(
            Decision.Join.class, decide(WENT_OFF, in(WEB, "first"), in(SHOP, "second")));
    assertEquals("first", join.incidentId());
  }

  @Test
  @DisplayName("an alarm that went off before an incident ended belongs to that incident")
  void covered() {
    assertInstanceOf(Decision.Nothing.class, decide(WENT_OFF, after(WEB, NOW)));
    Decision same = decide(WENT_OFF, after(WEB, SINCE));
    assertInstanceOf(Decision.Nothing.class, same);
    assertTrue(same.because().contains("before"), same.because());
  }

  @Test
  @DisplayName("an alarm that went off after an incident ended begins another")
  void notCovered() {
    assertEquals(List.of("web"), opened(WENT_OFF, after(WEB, SINCE.minusMillis(1))).targetIds());
  }

  @Test
  @DisplayName("the id is a function of alarm, time and targets, whatever the order and the hour")
  void identity() {
    String id = opened(WENT_OFF, Standing.untroubled(WEB), Standing.untroubled(SHOP)).id();
    Decision later =
        Detector.decide(
            WENT_OFF,
            List.of(Standing.untroubled(SHOP), Standing.untroubled(WEB)),
            NOW.plusSeconds(100));
    assertEquals(id, assertInstanceOf(Decision.Open.class, later).incident().id());
    assertTrue(id.startsWith("20260302-104420-"), id);
    assertTrue(id.matches("[0-9a-f-]{1,80}"), "it must serve as an execution's name: " + id);

    assertNotEquals(id, opened(WENT_OFF, Standing.untroubled(WEB)).id());
    assertNotEquals(
        id,
        opened(
                new AlarmReading("other", AlarmReading.State.ALARM, SINCE),
                Standing.untroubled(WEB),
                Standing.untroubled(SHOP))
            .id());
    assertNotEquals(
        id,
        opened(
                Fixtures.alarm(AlarmReading.State.ALARM, SINCE.plusMillis(1)),
                Standing.untroubled(WEB),
                Standing.untroubled(SHOP))
            .id());
  }

  @Test
  @DisplayName("an alarm has been OK for a window only when the whole window has passed")
  void okFor() {
    AlarmReading ok = Fixtures.alarm(AlarmReading.State.OK, NOW.minusSeconds(120));
    assertTrue(ok.isOkFor(NOW, Duration.ofSeconds(120)));
    assertEquals(false, ok.isOkFor(NOW, Duration.ofSeconds(121)));
    for (AlarmReading.State state : AlarmReading.State.values()) {
      assertEquals(
          state == AlarmReading.State.OK,
          Fixtures.alarm(state, Instant.EPOCH).isOkFor(NOW, Duration.ZERO));
    }
  }
}
