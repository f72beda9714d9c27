package dev.lastgood.functions.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.point.GroupReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/** Reads a group's past: its newest scaling activities and instance refreshes. */
final class HistoryReader {
  private static final String LAUNCHING = "Launching a new EC2 instance";
  private static final String TERMINATING = "Terminating EC2 instance";

  /** Scaling in has other words; see "Verify a scaling activity" in the user guide. */
  private static final Pattern SHRUNK_BY_REQUEST =
      Pattern.compile("in response to a user request, shrinking the capacity from (\\d{1,9}) to");

  /** What failed or was asked for longer ago has nothing to do with an incident of now. */
  private static final Duration LATELY = Duration.ofMinutes(30);

  /** At this maximum all replacements are launched at once. */
  private static final int ALL_AT_ONCE_PERCENTAGE = 200;

  private final GroupReader groups;

  HistoryReader(Platform platform) {
    this.groups = new GroupReader(platform);
  }

  History read(String groupName, Instant now) {
    return of(groups.newestActivities(groupName), groups.newestRefreshes(groupName), now);
  }

  /** What activities and refreshes tell, the newest of both first. */
  static History of(List<Activity> activities, List<InstanceRefresh> refreshes, Instant now) {
    Instant lately = now.minus(LATELY);
    List<Integer> launchSeconds = new ArrayList<>();
    Set<String> zonesSeen = new HashSet<>();
    Map<String, String> failing = new TreeMap<>();
    int capacityBefore = 0;
    for (Activity activity : activities) {
      boolean launches = text(activity.description()).startsWith(LAUNCHING);
      if (launches && activity.statusCode() == ScalingActivityStatusCode.SUCCESSFUL) {
        launchSeconds.add(seconds(activity.startTime(), activity.endTime()));
      }
      boolean recent = activity.startTime().isAfter(lately);
      String zone = launches && recent ? zone(activity) : "";
      // The newest of a zone comes first, and it alone says how the zone is now.
      if (!zone.isEmpty()
          && zonesSeen.add(zone)
          && activity.statusCode() == ScalingActivityStatusCode.FAILED) {
        failing.put(zone, text(activity.statusMessage()));
      }
      if (recent && text(activity.description()).startsWith(TERMINATING)) {
        capacityBefore = Math.max(capacityBefore, shrunkFrom(text(activity.cause())));
      }
    }
    return new History(
        launchSeconds,
        refreshes.stream()
            .filter(HistoryReader::replacedAllAtOnce)
            .map(refresh -> seconds(refresh.startTime(), refresh.endTime()))
            .toList(),
        failing,
        capacityBefore);
  }

  /** Others say nothing about how long such a one takes. */
  private static boolean replacedAllAtOnce(InstanceRefresh refresh) {
    return refresh.status() == InstanceRefreshStatus.SUCCESSFUL
        && refresh.endTime() != null
        && refresh.preferences() != null
        && Objects.requireNonNullElse(refresh.preferences().maxHealthyPercentage(), 0)
            >= ALL_AT_ONCE_PERCENTAGE
        && Objects.requireNonNullElse(refresh.preferences().bakeTime(), 0) == 0
        && refresh.preferences().checkpointPercentages().isEmpty()
        && !Boolean.TRUE.equals(refresh.preferences().skipMatching());
  }

  /** An activity's details are JSON in a text; see "Activity" in the API Reference. */
  private static String zone(Activity activity) {
    String details = text(activity.details());
    return details.isEmpty()
        ? ""
        : Json.read(details, JsonNode.class).path("Availability Zone").asText("");
  }

  /** What the group wanted before; 0 where it was not a person who wanted fewer. */
  private static int shrunkFrom(String cause) {
    Matcher shrunk = SHRUNK_BY_REQUEST.matcher(cause);
    return shrunk.find() ? Integer.parseInt(shrunk.group(1)) : 0;
  }

  private static int seconds(Instant from, Instant to) {
    return (int) Duration.between(from, to).toSeconds();
  }

  private static String text(String value) {
    return Objects.requireNonNullElse(value, "");
  }
}
