package dev.lastgood.functions.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One change to one target. How each is started and observed stands in {@code recover}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "action")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Action.RestoreSettings.class, name = "RestoreSettings"),
  @JsonSubTypes.Type(value = Action.RefreshToPoint.class, name = "RefreshToPoint"),
  @JsonSubTypes.Type(value = Action.UpdateAndRefresh.class, name = "UpdateAndRefresh")
})
public sealed interface Action {
  /**
   * What it does, for people.
   *
   * @return a sentence
   */
  String says();

  /**
   * How long it is expected to take, from its first call until nothing of it is under way.
   *
   * @return seconds
   */
  int forecastSeconds();

  /**
   * Whether it replaces instances.
   *
   * @return true where what runs is not what ran before
   */
  boolean replacesInstances();

  /**
   * Sets capacity, health checks, target groups and processes as the point has them, live capacity
   * merged and never lowered.
   *
   * @param says what it does
   * @param forecastSeconds see {@link Action#forecastSeconds}
   */
  record RestoreSettings(String says, int forecastSeconds) implements Action {
    @Override
    public boolean replacesInstances() {
      return false;
    }
  }

  /** Replaces the instances by an instance refresh, all new ones first. */
  sealed interface Refresh extends Action {
    /**
     * How long after its start an instance counts as warm; always said, because what AWS would fall
     * back to can be as long as the grace period.
     *
     * @return seconds
     */
    int instanceWarmupSeconds();

    @Override
    default boolean replacesInstances() {
      return true;
    }
  }

  /**
   * Refreshes to the point's template version, which the refresh itself names: the group launches
   * from it from then on.
   *
   * @param says what it does
   * @param forecastSeconds see {@link Action#forecastSeconds}
   * @param launchTemplateId the template
   * @param launchTemplateVersion the number of the version that holds the point's data
   * @param instanceWarmupSeconds see {@link Refresh#instanceWarmupSeconds}
   */
  record RefreshToPoint(
      String says,
      int forecastSeconds,
      String launchTemplateId,
      String launchTemplateVersion,
      int instanceWarmupSeconds)
      implements Refresh {}

  /**
   * Has the group launch from what the point launches from, then refreshes to what the group has. A
   * refresh cannot name a launch configuration, nor anything where instance types are chosen by
   * instance requirements; see "Instance refresh" in the Amazon EC2 Auto Scaling User Guide.
   *
   * @param says what it does
   * @param forecastSeconds see {@link Action#forecastSeconds}
   * @param instanceWarmupSeconds see {@link Refresh#instanceWarmupSeconds}
   * @param skipMatching whether instances that run it already are kept, which instance requirements
   *     do not allow
   */
  record UpdateAndRefresh(
      String says, int forecastSeconds, int instanceWarmupSeconds, boolean skipMatching)
      implements Refresh {}
}
