package dev.lastgood.functions.plan;

import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;

/**
 * An instance refresh that somebody else began and that is not over.
 *
 * @param refreshId its id
 * @param state where it is going
 * @param reversible whether AWS can roll it back: it names what it goes to, by a number
 * @param minHealthyPercentage what it keeps in service, in percent of the desired capacity
 * @param maxHealthyPercentage what it may have in service, in percent of the desired capacity
 * @param instanceWarmupSeconds how long it waits for each new instance
 * @param launchTemplateId the template that it goes to; "" where it names none
 * @param launchTemplateVersion the version's number that it goes to; "" where it names none
 */
public record Rollout(
    String refreshId,
    State state,
    boolean reversible,
    int minHealthyPercentage,
    int maxHealthyPercentage,
    int instanceWarmupSeconds,
    String launchTemplateId,
    String launchTemplateVersion) {
  /** Where a refresh is going. */
  public enum State {
    /** To what it was begun for. */
    FORWARD,
    /** Back to what the group has. */
    ROLLING_BACK,
    /** To a stop. */
    CANCELLING;

    /**
     * Where a refresh of some status is going.
     *
     * @param status as Auto Scaling describes it
     * @return empty where it is over
     */
    public static Optional<State> of(InstanceRefreshStatus status) {
      return switch (status) {
        case PENDING, IN_PROGRESS, BAKING -> Optional.of(FORWARD);
        case ROLLBACK_IN_PROGRESS -> Optional.of(ROLLING_BACK);
        case CANCELLING -> Optional.of(CANCELLING);
        case SUCCESSFUL,
            FAILED,
            CANCELLED,
            ROLLBACK_FAILED,
            ROLLBACK_SUCCESSFUL,
            UNKNOWN_TO_SDK_VERSION ->
            Optional.empty();
      };
    }
  }

  /**
   * How many instances it replaces at a time.
   *
   * @param capacity the desired capacity
   * @return at least one
   */
  int batch(int capacity) {
    return Math.max(1, capacity * (maxHealthyPercentage - minHealthyPercentage) / 100);
  }
}
