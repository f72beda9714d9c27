package dev.lastgood.simulator.autoscaling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/** A group's scaling activities, as DescribeScalingActivities shows them. */
final class Activities {
  /** "Activities are available for six weeks." */
  private static final Duration KEPT = Duration.ofDays(42);

  private final LinkedHashMap<String, Entry> byId = new LinkedHashMap<>();

  /** One activity while it changes; the SDK's record is made when somebody looks. */
  static final class Entry {
    private final String id;
    private final String group;
    private final String groupArn;
    private final String cause;
    private final Instant startedAt;
    private final String details;
    private String description;
    private ScalingActivityStatusCode status;
    private String message;
    private int progress;
    private Instant endedAt;

    private Entry(
        String id, Group group, String description, String cause, Instant now, String details) {
      this.id = id;
      this.group = group.name();
      this.groupArn = group.settings().autoScalingGroupARN();
      this.description = description;
      this.cause = cause;
      this.startedAt = now;
      this.details = details;
      this.status = ScalingActivityStatusCode.PRE_IN_SERVICE;
    }

    String id() {
      return id;
    }

    String cause() {
      return cause;
    }

    String description() {
      return description;
    }

    Instant startedAt() {
      return startedAt;
    }

    void describe(String text) {
      description = text;
    }

    void progress(ScalingActivityStatusCode code, int percent) {
      status = code;
      progress = percent;
    }

    void end(ScalingActivityStatusCode code, String statusMessage, Instant now) {
      status = code;
      message = statusMessage;
      progress = 100;
      endedAt = now;
    }

    Activity described() {
      return Activity.builder()
          .activityId(id)
          .autoScalingGroupName(group)
          .autoScalingGroupARN(groupArn)
          .description(description)
          .cause(cause)
          .startTime(startedAt)
          .endTime(endedAt)
          .statusCode(status)
          .statusMessage(message)
          .progress(progress)
          .details(details)
          .build();
    }
  }

  Entry begin(String id, Group group, String description, String cause, Instant now, Place place) {
    Entry entry = new Entry(id, group, description, cause, now, place.json());
    byId.put(id, entry);
    return entry;
  }

  /** Where an activity takes place. */
  record Place(String subnetId, String availabilityZone) {
    String json() {
      return "{\"Subnet ID\":\""
          + subnetId
          + "\",\"Availability Zone\":\""
          + availabilityZone
          + "\"}";
    }
  }

  /** Whether the latest one is under way or ended less than a cooldown ago; empty where not. */
  Optional<String> cooling(Instant now, int cooldownSeconds) {
    var last = byId.lastEntry();
    if (last == null) {
      return Optional.empty();
    }
    Instant ended = last.getValue().endedAt;
    return ended == null || ended.plusSeconds(cooldownSeconds).isAfter(now)
        ? Optional.of(last.getKey())
        : Optional.empty();
  }

  Entry get(String id) {
    return byId.get(id);
  }

  /** Those that are still kept, the newest first. */
  List<Entry> newestFirst(Instant now) {
    Instant since = now.minus(KEPT);
    List<Entry> found = new ArrayList<>(byId.values());
    found.removeIf(entry -> entry.startedAt.isBefore(since));
    return found.reversed();
  }
}
