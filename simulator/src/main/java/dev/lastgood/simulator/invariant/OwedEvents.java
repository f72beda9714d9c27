package dev.lastgood.simulator.invariant;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which events Lastgood owes an answer: alarms' changes of state and executions' ends. */
final class OwedEvents {
  private static final Set<String> SOURCES = Set.of("aws.cloudwatch", "aws.states");
  private static final Set<String> OWED =
      Set.of("aws.cloudwatch", "aws.cloudformation", "aws.states");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx");

  private OwedEvents() {}

  /** The event in EventBridge's shape, whichever way it came; empty where nothing is owed. */
  static Optional<Map<?, ?>> of(Map<?, ?> event) {
    if (event.get("alarmData") instanceof Map<?, ?> alarm) {
      return changedAt(alarm)
          .map(at -> Map.of("id", "action-" + alarm.get("alarmName") + "-" + at, "detail", alarm));
    }
    return event.containsKey("detail-type") && OWED.contains(String.valueOf(event.get("source")))
        ? Optional.of(event)
        : Optional.empty();
  }

  /** Empty where it is no alarm's own action: whoever sends it is owed a refusal alone. */
  private static Optional<Instant> changedAt(Map<?, ?> alarm) {
    if (!(alarm.get("state") instanceof Map<?, ?> state)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          OffsetDateTime.parse(String.valueOf(state.get("timestamp")), TIME).toInstant());
    } catch (DateTimeParseException malformed) {
      return Optional.empty();
    }
  }

  /** Whether some rule has to match an event: one of our alarms goes off, or an execution fails. */
  static boolean concerns(Map<?, ?> event, Set<String> ourAlarms, String incidentMachine) {
    if (!SOURCES.contains(String.valueOf(event.get("source")))
        || !(event.get("detail") instanceof Map<?, ?> detail)) {
      return false;
    }
    if (detail.get("state") instanceof Map<?, ?> state) {
      return ourAlarms.contains(String.valueOf(detail.get("alarmName")))
          && "ALARM".equals(state.get("value"));
    }
    return incidentMachine.startsWith(detail.get("stateMachineArn") + ":")
        && Set.of("FAILED", "TIMED_OUT", "ABORTED").contains(String.valueOf(detail.get("status")));
  }

  /** The alarm, the stack or the execution that an event is of. */
  static Object subject(Map<?, ?> event) {
    if (!(event.get("detail") instanceof Map<?, ?> detail)) {
      return event.get("detail-type");
    }
    if (detail.containsKey("stack-id")) {
      return detail.get("stack-id");
    }
    return detail.containsKey("alarmName") ? detail.get("alarmName") : detail.get("name");
  }
}
