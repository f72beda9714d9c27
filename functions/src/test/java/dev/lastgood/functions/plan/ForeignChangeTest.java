package dev.lastgood.functions.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.BodyBuilder;
import dev.lastgood.functions.ledger.Obligation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("While a recovery is at work")
class ForeignChangeTest {
  private static final List<Obligation> NOTHING_OWED = List.of();

  /** From version 2, EC2 checks and a suspended launch back to version 1 and ELB checks. */
  private static GroupPlan plan() {
    return new GroupPlan(
        "web",
        "web-production",
        good().build(),
        bad().build(),
        Differences.between(good().build(), bad().build()),
        List.of(),
        List.of());
  }

  private static BodyBuilder good() {
    return new BodyBuilder();
  }

  private static BodyBuilder bad() {
    return new BodyBuilder()
        .version("2", "ami-2")
        .health("EC2", 300)
        .suspended("Launch", "HealthCheck")
        .targetGroups("arn:tg-2");
  }

  private static Optional<String> foreign(BodyBuilder live, List<Obligation> owed) {
    return ForeignChange.find(plan(), live.build(), owed);
  }

  @Test
  @DisplayName("what is as it was, or as it is to be, is nobody else's")
  void ours() {
    assertEquals(Optional.empty(), foreign(bad(), NOTHING_OWED));
    assertEquals(Optional.empty(), foreign(good(), NOTHING_OWED));
    assertEquals(Optional.empty(), foreign(bad().health("ELB", 300), NOTHING_OWED));
    assertEquals(Optional.empty(), foreign(bad().version("1", "ami-1"), NOTHING_OWED));
  }

  @Test
  @DisplayName("a step between is ours: some processes run again, both target groups are attached")
  void between() {
    assertEquals(Optional.empty(), foreign(bad().suspended("HealthCheck"), NOTHING_OWED));
    assertEquals(
        Optional.empty(), foreign(bad().targetGroups("arn:tg-1", "arn:tg-2"), NOTHING_OWED));
  }

  @Test
  @DisplayName("what is owed is ours: a raised minimum, frozen schedules")
  void owed() {
    List<Obligation> owed =
        List.of(
            new Obligation.RestoreMinimum("minimum-web", "web", "web-production", 10, 5),
            new Obligation.ResumeProcesses(
                "resume-web", "web", "web-production", List.of("ScheduledActions")));
    BodyBuilder live =
        bad().sizes(10, 20, 10).suspended("Launch", "HealthCheck", "ScheduledActions");
    assertEquals(Optional.empty(), foreign(live, owed));
    assertTrue(foreign(live, NOTHING_OWED).isPresent());
  }

  @Test
  @DisplayName("a third version, another check or another process is somebody else's, and is named")
  void foreign() {
    assertEquals(
        Optional.of(
            "Somebody has changed launchTemplate/ImageId from ami-2 to ami-3 meanwhile; it is not"
                + " interfered with."),
        foreign(bad().version("3", "ami-3"), NOTHING_OWED));
    assertTrue(foreign(bad().health("EC2", 1), NOTHING_OWED).isPresent());
    assertTrue(
        foreign(bad().suspended("Launch", "HealthCheck", "Terminate"), NOTHING_OWED).isPresent());
    assertTrue(foreign(bad().targetGroups("arn:tg-3"), NOTHING_OWED).isPresent());
    assertTrue(foreign(bad().sizes(7, 20, 10), NOTHING_OWED).isPresent());
  }

  @Test
  @DisplayName("scaling and what only describes a group may change")
  void harmless() {
    assertEquals(Optional.empty(), foreign(bad().sizes(5, 20, 14), NOTHING_OWED));
    assertEquals(Optional.empty(), foreign(bad().tag("team", "other"), NOTHING_OWED));
  }
}
