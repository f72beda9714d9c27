package dev.lastgood.functions.recover;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/**
 * Sees that an instance refresh will come to nothing long before AWS gives it up, which takes an
 * hour: what stands in its way shows in the group's scaling activities alone; see "Troubleshoot
 * Amazon EC2 Auto Scaling" in the user guide.
 */
final class Hopeless {
  private static final String LAUNCHING = "Launching a new EC2 instance";
  private static final String TERMINATING = "Terminating EC2 instance";
  private static final String UNHEALTHY = "health check";

  /** One or two may fail by chance. */
  private static final int FAILURES_MIN = 3;

  /** The first failure may be gone with the next attempt. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Hopeless() {}

  /**
   * Judges a refresh of which nothing is replaced yet.
   *
   * @param activities the group's newest activities, the newest first
   * @param since when the refresh began
   * @param now the present
   * @return why it will come to nothing, in a sentence; empty while it may come to something
   */
  static Optional<String> because(List<Activity> activities, Instant since, Instant now) {
    if (now.isBefore(since.plus(PATIENCE))) {
      return Optional.empty();
    }
    Set<String> launched = new HashSet<>();
    int failed = 0;
    boolean some = false;
    String message = "";
    int unhealthy = 0;
    // The oldest first, so that an instance is launched before it is terminated.
    for (Activity activity : activities.reversed()) {
      if (activity.startTime().isBefore(since)) {
        continue;
      }
      String description = Objects.requireNonNullElse(activity.description(), "");
      if (description.startsWith(LAUNCHING)) {
        if (activity.statusCode() == ScalingActivityStatusCode.FAILED) {
          failed++;
          message = Objects.requireNonNullElse(activity.statusMessage(), "nothing about it");
        } else {
          some = true;
          launched.add(instanceId(description));
        }
      } else if (description.startsWith(TERMINATING)
          && launched.contains(instanceId(description))
          && Objects.requireNonNullElse(activity.cause(), "").contains(UNHEALTHY)) {
        unhealthy++;
      }
    }
    if (!some && failed >= FAILURES_MIN) {
      return Optional.of("No instance can be launched. AWS says: " + message);
    }
    return unhealthy >= FAILURES_MIN
        ? Optional.of(
            unhealthy
                + " of the new instances failed their health checks: what they run is not good any"
                + " more, or what it depends on is not.")
        : Optional.empty();
  }

  /** It ends the description: {@code Launching a new EC2 instance: i-…}. */
  private static String instanceId(String description) {
    return description.substring(description.lastIndexOf(' ') + 1);
  }
}
