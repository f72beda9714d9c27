package dev.lastgood.functions.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.lastgood.functions.BodyBuilder;
import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.LaunchSource;
import dev.lastgood.functions.point.LaunchTemplate;
import dev.lastgood.functions.point.Running;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A recovery")
class VerifierTest {
  private List<String> notServing = List.of();
  private List<Obligation> owed = List.of();
  private GroupBody goal = new BodyBuilder().build();

  private Verdict judge(BodyBuilder live) {
    return Verifier.judge(
        "web",
        goal,
        live.build(),
        notServing,
        owed,
        // Version 7 holds the good data too, version 2 the bad.
        new Running.Lookup() {
          @Override
          public Optional<LaunchTemplate> template(String launchTemplateId, String version) {
            return switch (version) {
              case "7" -> goal.configuration().launch().base();
              case "2" -> new BodyBuilder().version("2", "ami-2").configuration().launch().base();
              default -> Optional.empty();
            };
          }

          @Override
          public Optional<LaunchSource.Configuration> configuration(String name) {
            return Optional.empty();
          }
        });
  }

  private void holds(BodyBuilder live) {
    assertInstanceOf(Verdict.Holds.class, judge(live), () -> judge(live).toString());
  }

  private void lacks(BodyBuilder live, String... missing) {
    assertEquals(List.of(missing), assertInstanceOf(Verdict.NotYet.class, judge(live)).missing());
  }

  @Test
  @DisplayName("holds where all is as it was and healthy, with the evidence")
  void holds() {
    assertEquals(
        List.of(
            "web equals its good point of 2026-03-01T10:45:00Z.",
            "10 instances are in service, healthy, and run it."),
        assertInstanceOf(Verdict.Holds.class, judge(new BodyBuilder())).evidence());
  }

  @Test
  @DisplayName("holds with more capacity than the point had, and with other tags")
  void merged() {
    holds(new BodyBuilder().sizes(5, 20, 13).tag("team", "shop"));
  }

  @Test
  @DisplayName("does not hold while the template or a setting that matters is another")
  void differences() {
    lacks(
        new BodyBuilder().version("2", "ami-2").fleet(10, 10, "1"),
        "launchTemplate/ImageId is ami-2 instead of ami-1.");
    lacks(new BodyBuilder().sizes(0, 20, 10), "minSize is 0 instead of 5.");
    lacks(new BodyBuilder().health("EC2", 300), "healthCheckType is EC2 instead of ELB.");
    lacks(new BodyBuilder().suspended("Launch"), "suspendedProcesses is [Launch] instead of [].");
  }

  @Test
  @DisplayName("does not hold while an instance runs something else, by data and not by number")
  void instances() {
    holds(new BodyBuilder().fleet(10, 10, "7"));
    List<dev.lastgood.functions.point.Fleet.Instance> all =
        new ArrayList<>(new BodyBuilder().build().fleet().instances());
    all.set(9, BodyBuilder.instance(9, "InService", true, "2", false));
    lacks(new BodyBuilder().instances(all), "The instance i-00000000000000009 runs version 2.");
    all.set(9, BodyBuilder.instance(9, "InService", true, "", false));
    lacks(new BodyBuilder().instances(all), "The instance i-00000000000000009 runs version .");
  }

  @Test
  @DisplayName("does not hold while an instance is unhealthy, or too few are in service")
  void health() {
    lacks(
        new BodyBuilder().fleet(10, 9, "1"),
        "The instance i-00000000000000009 is not healthy.",
        "Only 9 of 10 instances are in service and healthy.");
    lacks(new BodyBuilder().fleet(9, 9, "1"), "Only 9 of 10 instances are in service and healthy.");
  }

  @Test
  @DisplayName("does not hold while the load balancer does not find an instance healthy")
  void loadBalancer() {
    notServing = List.of("i-00000000000000003");
    lacks(new BodyBuilder(), "The load balancer does not find i-00000000000000003 healthy.");
  }

  @Test
  @DisplayName("a raised minimum and frozen schedules are no difference while they are owed")
  void obligations() {
    BodyBuilder changed = new BodyBuilder().sizes(10, 20, 10).suspended("ScheduledActions");
    lacks(
        changed,
        "minSize is 10 instead of 5.",
        "suspendedProcesses is [ScheduledActions] instead of [].");
    owed =
        List.of(
            new Obligation.RestoreMinimum("minimum-web", "web", "web-production", 10, 5),
            new Obligation.ResumeProcesses(
                "resume-web", "web", "web-production", List.of("ScheduledActions")));
    holds(changed);
    lacks(new BodyBuilder().sizes(9, 20, 10), "minSize is 9 instead of 5.");
    lacks(
        new BodyBuilder().suspended("ScheduledActions", "Launch"),
        "suspendedProcesses is [Launch, ScheduledActions] instead of [].");
  }

  @Test
  @DisplayName("a maximum that makes room for the live capacity is no difference, a higher one is")
  void maximum() {
    goal = new BodyBuilder().sizes(5, 10, 10).build();
    holds(new BodyBuilder().sizes(5, 12, 12));
    lacks(new BodyBuilder().sizes(5, 13, 12), "maxSize is 13 instead of 10.");
  }
}
