package dev.lastgood.functions.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastgood.functions.Fixtures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

@DisplayName("A group's past")
class HistoryReaderTest {
  private static final Instant NOW = Fixtures.NOW;

  private static Activity launch(
      int minutesAgo, int seconds, ScalingActivityStatusCode status, String zone) {
    Instant start = NOW.minusSeconds(60L * minutesAgo);
    return Activity.builder()
        .description("Launching a new EC2 instance: i-0123")
        .startTime(start)
        .endTime(start.plusSeconds(seconds))
        .statusCode(status)
        .statusMessage(
            status == ScalingActivityStatusCode.FAILED
                ? "We currently do not have sufficient m7g.large capacity."
                : null)
        .details("{\"Subnet ID\":\"subnet-a\",\"Availability Zone\":\"" + zone + "\"}")
        .build();
  }

  private static Activity terminated(int minutesAgo, String cause) {
    return Activity.builder()
        .description("Terminating EC2 instance: i-0123")
        .startTime(NOW.minusSeconds(60L * minutesAgo))
        .statusCode(ScalingActivityStatusCode.SUCCESSFUL)
        .cause(cause)
        .build();
  }

  private static History of(Activity... newestFirst) {
    return HistoryReader.of(List.of(newestFirst), List.of(), NOW);
  }

  @Test
  @DisplayName("tells how long launches took, of those that came to something")
  void launches() {
    History history =
        of(
            launch(5, 40, ScalingActivityStatusCode.SUCCESSFUL, "a"),
            launch(6, 1, ScalingActivityStatusCode.FAILED, "a"),
            launch(7, 50, ScalingActivityStatusCode.SUCCESSFUL, "b"));
    assertEquals(List.of(40, 50), history.launchSeconds());
    assertEquals(Optional.empty(), history.launchTypically(), "two say too little");
  }

  @Test
  @DisplayName("tells zones in which the newest launch of the last half hour failed")
  void zones() {
    History history =
        of(
            launch(1, 1, ScalingActivityStatusCode.FAILED, "a"),
            launch(2, 40, ScalingActivityStatusCode.SUCCESSFUL, "b"),
            launch(3, 1, ScalingActivityStatusCode.FAILED, "b"),
            launch(4, 40, ScalingActivityStatusCode.SUCCESSFUL, "a"),
            launch(40, 1, ScalingActivityStatusCode.FAILED, "c"));
    assertEquals(
        Map.of("a", "We currently do not have sufficient m7g.large capacity."),
        history.failingZones());
  }

  @Test
  @DisplayName(
      "tells what the group wanted before somebody terminated instances, and not a scale-in")
  void terminated() {
    assertEquals(
        10,
        of(
                terminated(
                    1,
                    "At 2026 instance i-2 was taken out of service in response to a user request,"
                        + " shrinking the capacity from 9 to 8."),
                terminated(
                    2,
                    "At 2026 instance i-1 was taken out of service in response to a user request,"
                        + " shrinking the capacity from 10 to 9."),
                terminated(
                    50,
                    "At 2026 instance i-0 was taken out of service in response to a user request,"
                        + " shrinking the capacity from 20 to 10."))
            .capacityBeforeRequests());
    assertEquals(
        0,
        of(
                terminated(
                    1,
                    "At 2026 an instance was taken out of service in response to a difference between"
                        + " desired and actual capacity, shrinking the capacity from 10 to 9."),
                terminated(
                    2,
                    "At 2026 instance i-1 was taken out of service in response to a user request."))
            .capacityBeforeRequests());
  }

  private static InstanceRefresh refresh(
      InstanceRefreshStatus status, RefreshPreferences preferences) {
    return InstanceRefresh.builder()
        .status(status)
        .startTime(NOW.minusSeconds(1000))
        .endTime(NOW.minusSeconds(700))
        .preferences(preferences)
        .build();
  }

  @Test
  @DisplayName("tells how long refreshes took that replaced all at once, and of no others")
  void refreshes() {
    RefreshPreferences all = RefreshPreferences.builder().maxHealthyPercentage(200).build();
    assertEquals(
        List.of(300),
        HistoryReader.of(
                List.of(),
                List.of(
                    refresh(InstanceRefreshStatus.SUCCESSFUL, all),
                    refresh(InstanceRefreshStatus.CANCELLED, all),
                    refresh(
                        InstanceRefreshStatus.SUCCESSFUL,
                        RefreshPreferences.builder().maxHealthyPercentage(110).build()),
                    refresh(
                        InstanceRefreshStatus.SUCCESSFUL,
                        all.toBuilder().checkpointPercentages(50, 100).build()),
                    refresh(
                        InstanceRefreshStatus.SUCCESSFUL, all.toBuilder().bakeTime(600).build()),
                    refresh(
                        InstanceRefreshStatus.SUCCESSFUL,
                        all.toBuilder().skipMatching(true).build())),
                NOW)
            .refreshSeconds());
  }
}
