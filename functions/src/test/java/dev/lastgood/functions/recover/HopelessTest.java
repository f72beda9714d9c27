package dev.lastgood.functions.recover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.Fixtures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

@DisplayName("An instance refresh is given up")
class HopelessTest {
  private static final Instant SINCE = Fixtures.NOW;
  private static final Instant LATER = SINCE.plusSeconds(90);

  private final List<Activity> newestFirst = new ArrayList<>();

  private HopelessTest and(String description, ScalingActivityStatusCode status, String says) {
    newestFirst.addFirst(
        Activity.builder()
            .description(description)
            .startTime(SINCE.plusSeconds(newestFirst.size() + 1))
            .statusCode(status)
            .statusMessage(says)
            .cause(says)
            .build());
    return this;
  }

  private HopelessTest failed() {
    return and(
        "Launching a new EC2 instance: i-0",
        ScalingActivityStatusCode.FAILED,
        "We currently do not have sufficient m7g.large capacity.");
  }

  private HopelessTest launched(int number) {
    return and(
        "Launching a new EC2 instance: i-" + number,
        ScalingActivityStatusCode.SUCCESSFUL,
        "It was started.");
  }

  private HopelessTest unhealthy(int number) {
    return and(
        "Terminating EC2 instance: i-" + number,
        ScalingActivityStatusCode.SUCCESSFUL,
        "an instance was taken out of service in response to an ELB system health check failure.");
  }

  private Optional<String> because(Instant now) {
    return Hopeless.because(newestFirst, SINCE, now);
  }

  @Test
  @DisplayName("where every launch failed, with what AWS says; not before a minute has passed")
  void launches() {
    failed().failed().failed();
    assertEquals(Optional.empty(), because(SINCE.plusSeconds(59)));
    assertEquals(
        Optional.of(
            "No instance can be launched. AWS says: We currently do not have sufficient m7g.large"
                + " capacity."),
        because(LATER));
  }

  @Test
  @DisplayName("not where one launch came to something, or two failed")
  void some() {
    assertEquals(Optional.empty(), failed().failed().because(LATER));
    assertEquals(Optional.empty(), failed().launched(1).failed().because(LATER));
  }

  @Test
  @DisplayName("where three of its instances failed their health checks, not where others did")
  void health() {
    launched(1).launched(2).launched(3);
    assertEquals(
        Optional.empty(), unhealthy(7).unhealthy(8).unhealthy(9).unhealthy(1).because(LATER));
    assertTrue(unhealthy(2).unhealthy(3).because(LATER).orElseThrow().startsWith("3 of the new"));
  }

  @Test
  @DisplayName("by what came after its beginning alone")
  void before() {
    failed().failed().failed();
    assertEquals(Optional.empty(), Hopeless.because(newestFirst, LATER, LATER.plusSeconds(90)));
  }
}
