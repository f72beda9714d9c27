package dev.lastgood.functions.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a schema cannot say: figures that must fit each other, names that must not stand twice, and
 * alarms that must be able to clear before a target's deadline.
 */
final class ConfigurationChecks {
  /**
   * What the fastest action takes, in seconds: a change of the group's settings and capacity,
   * without new instances.
   */
  static final int FASTEST_ACTION_SECONDS = 60;

  /** What the orchestrator itself may take of a deadline, in seconds. */
  static final int ORCHESTRATOR_MARGIN_SECONDS = 60;

  /** An incident is closed in one transaction, and DynamoDB takes 100 writes in one. */
  private static final int TARGETS_OF_ALARM_MAX = 15;

  private static final int DAY_SECONDS = 86_400;
  private static final int WEEK_SECONDS = 7 * DAY_SECONDS;
  private static final int HOUR_SECONDS = 3_600;

  private final YamlDocument document;
  private final List<ConfigurationFault> faults = new ArrayList<>();

  private ConfigurationChecks(YamlDocument document) {
    this.document = document;
  }

  /**
   * Checks what the schema found no fault with.
   *
   * @param readable the targets that could be read, by their places
   */
  static List<ConfigurationFault> faults(YamlDocument document, Map<Place, PlacedTarget> readable) {
    ConfigurationChecks checks = new ConfigurationChecks(document);
    readable.forEach((place, placed) -> checks.target(place, placed.target()));
    readable.forEach(
        (place, placed) -> placed.target().group().ifPresent(group -> checks.owner(place, group)));
    checks.subjects(readable);
    checks.sharedAlarms(readable);
    new DependencyChecks(document, checks.faults).check(readable);
    return checks.faults;
  }

  private void target(Place place, Target target) {
    Set<String> names = new HashSet<>();
    boolean clears = true;
    for (int position = 0; position < target.alarms().size(); position++) {
      Place alarmPlace = place.then("alarms").then(position);
      Alarm alarm = target.alarms().get(position);
      if (!names.add(alarm.name())) {
        fault(alarmPlace.then("name"), "each alarm once a target", alarm.name() + " again");
      }
      clears &= alarm(alarmPlace, alarm);
    }
    if (clears) {
      deadline(place, target);
    }
  }

  /** What a service of AWS keeps is recovered through the service. */
  private void owner(Place place, GroupSelection group) {
    switch (group) {
      case GroupSelection.Named named ->
          GroupOwner.ofName(named.name())
              .ifPresent(owner -> owned(place.then("autoScalingGroup"), named.name(), owner));
      case GroupSelection.Tagged tagged ->
          GroupOwner.ofTags(List.of(tagged.key()))
              .filter(GroupOwner::keepsGroup)
              .ifPresent(
                  owner ->
                      owned(place.then("autoScalingGroupTag").then("key"), tagged.key(), owner));
    }
  }

  private void owned(Place place, String found, GroupOwner owner) {
    fault(
        place,
        "a group of your own; where it belongs to %s, %s".formatted(owner.says(), owner.way()),
        found);
  }

  private boolean alarm(Place place, Alarm alarm) {
    if (alarm.datapointsToAlarm() > alarm.evaluationPeriods()) {
      fault(
          place.then("datapointsToAlarm"),
          "at most the alarm's evaluationPeriods, " + alarm.evaluationPeriods(),
          "the number " + alarm.datapointsToAlarm());
      return false;
    }
    // PutMetricAlarm, https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/: seven days
    // for periods of an hour or longer, one day for shorter ones.
    long span = (long) alarm.periodSeconds() * alarm.evaluationPeriods();
    int longest = alarm.periodSeconds() >= HOUR_SECONDS ? WEEK_SECONDS : DAY_SECONDS;
    if (span > longest) {
      fault(
          place.then("evaluationPeriods"),
          "at most "
              + longest / alarm.periodSeconds()
              + " periods of this length, as CloudWatch does",
          "the number " + alarm.evaluationPeriods());
      return false;
    }
    return true;
  }

  private void deadline(Place place, Target target) {
    int needed =
        target.clearingSeconds()
            + target.stabilityWindowSeconds()
            + FASTEST_ACTION_SECONDS
            + ORCHESTRATOR_MARGIN_SECONDS;
    if (needed > target.deadlineSeconds()) {
      fault(
          place.then("deadlineSeconds"),
          "at least %d seconds: %d until its alarms can clear, %d of stability window, %d for the fastest action, %d of the orchestrator's own"
              .formatted(
                  needed,
                  target.clearingSeconds(),
                  target.stabilityWindowSeconds(),
                  FASTEST_ACTION_SECONDS,
                  ORCHESTRATOR_MARGIN_SECONDS),
          "%d seconds".formatted(target.deadlineSeconds()));
    }
  }

  /** Two targets for one group or stack would take turns at changing it. */
  private void subjects(Map<Place, PlacedTarget> readable) {
    Map<String, Place> owners = new LinkedHashMap<>();
    readable.forEach(
        (place, placed) -> {
          Subject subject = placed.target().subject();
          String field =
              switch (subject) {
                case GroupSelection.Named _ -> "autoScalingGroup";
                case GroupSelection.Tagged _ -> "autoScalingGroupTag";
                case StackSelection _ -> "stack";
              };
          String kind = placed.target().stack().isPresent() ? "stack" : "group";
          Place owner =
              owners.putIfAbsent(placed.world() + " " + kind + " " + subject.says(), place);
          if (owner != null) {
            fault(
                place.then(field),
                "each "
                    + (kind.equals("stack") ? "stack" : "Auto Scaling group")
                    + " in one target",
                "the "
                    + kind
                    + " "
                    + subject.says()
                    + ", which "
                    + owner.path()
                    + " protects already");
          }
        });
  }

  /** An alarm has one period in CloudWatch, whatever targets it speaks for. */
  private void sharedAlarms(Map<Place, PlacedTarget> readable) {
    Map<String, Alarm> known = new LinkedHashMap<>();
    Map<String, Place> places = new LinkedHashMap<>();
    Map<String, Integer> targets = new LinkedHashMap<>();
    readable.forEach(
        (place, placed) -> {
          for (int position = 0; position < placed.target().alarms().size(); position++) {
            Alarm alarm = placed.target().alarms().get(position);
            String key = placed.world() + " " + alarm.name();
            Place here = place.then("alarms").then(position);
            Place first = places.putIfAbsent(key, here);
            if (first != null && !known.get(key).equals(alarm) && !first.within(place)) {
              fault(
                  here,
                  "the same figures for %s as at %s: %s"
                      .formatted(alarm.name(), first.path(), figures(known.get(key))),
                  figures(alarm));
            }
            known.putIfAbsent(key, alarm);
            String environment = place.path().substring(0, place.path().indexOf(".targets"));
            int speaksFor = targets.merge(environment + " " + alarm.name(), 1, Integer::sum);
            if (speaksFor == TARGETS_OF_ALARM_MAX + 1) {
              fault(
                  here,
                  "an alarm for at most %d targets, which are recovered as one incident"
                      .formatted(TARGETS_OF_ALARM_MAX),
                  alarm.name() + " at one more");
            }
          }
        });
  }

  private static String figures(Alarm alarm) {
    return "%d of %d periods of %d seconds"
        .formatted(alarm.datapointsToAlarm(), alarm.evaluationPeriods(), alarm.periodSeconds());
  }

  private void fault(Place place, String expected, String found) {
    faults.add(document.fault(place, expected, found));
  }

  /**
   * A target that could be read.
   *
   * @param world its account and Region, as far as they could be read
   */
  record PlacedTarget(String world, Target target) {
    static PlacedTarget of(JsonNode environment, Target target) {
      return new PlacedTarget(
          environment.path("account").asText() + "/" + environment.path("region").asText(), target);
    }
  }
}
