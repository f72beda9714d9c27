package dev.lastgood.asl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An error on its way through Retry and Catch, perhaps to the end of the execution.
 *
 * @param error its name; a Fail state need not give one
 * @param cause its explanation, likewise
 * @param missedHeartbeat whether a timeout came from a missed heartbeat, which histories report as
 *     {@code States.Timeout} and which may be caught as {@code States.HeartbeatTimeout} too
 */
record Failure(Optional<String> error, Optional<String> cause, boolean missedHeartbeat) {

  static Failure of(String error, String cause) {
    return new Failure(Optional.of(error), Optional.of(cause), false);
  }

  static Failure of(Optional<String> error, Optional<String> cause) {
    return new Failure(error, cause, false);
  }

  static Failure timeout(boolean missedHeartbeat) {
    return new Failure(Optional.of(ErrorNames.TIMEOUT), Optional.empty(), missedHeartbeat);
  }

  /** The cause that the service gives for a payload above the limit. */
  static Failure dataLimitExceeded(String stateOrTask) {
    return of(
        ErrorNames.DATA_LIMIT_EXCEEDED,
        "The state/task '"
            + stateOrTask
            + "' returned a result with a size exceeding the maximum number of bytes service"
            + " limit.");
  }

  /** Whether a retrier or a catcher with these names applies. */
  boolean isNamedBy(List<String> errorEquals) {
    String name = error.orElse("");
    if (name.equals(ErrorNames.RUNTIME)) {
      // Never retriable, and always the end of the execution.
      return false;
    }
    return errorEquals.stream().anyMatch(pattern -> matches(pattern, name));
  }

  private boolean matches(String pattern, String name) {
    return switch (pattern) {
      case ErrorNames.ALL -> !name.equals(ErrorNames.DATA_LIMIT_EXCEEDED);
      case ErrorNames.TASK_FAILED -> !name.equals(ErrorNames.TIMEOUT);
      case ErrorNames.HEARTBEAT_TIMEOUT -> missedHeartbeat || name.equals(pattern);
      default -> name.equals(pattern);
    };
  }

  /** The error output that a catcher sees. */
  Map<String, Object> errorOutput() {
    Map<String, Object> output = new LinkedHashMap<>();
    error.ifPresent(value -> output.put("Error", value));
    cause.ifPresent(value -> output.put("Cause", value));
    return output;
  }
}
