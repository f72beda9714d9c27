package dev.lastgood.functions.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One change to one target. How each is started and observed stands in {@code recover}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "action")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Action.RestoreSettings.class, name = "RestoreSettings"),
  @JsonSubTypes.Type(value = Action.RefreshToPoint.class, name = "RefreshToPoint")
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

  /**
   * Replaces the instances by an instance refresh to the point's template version, all new ones
   * first.
   *
   * @param says what it does
   * @param forecastSeconds see {@link Action#forecastSeconds}
   * @param launchTemplateId the template
   * @param launchTemplateVersion the number of the version that holds the point's data
   * @param instanceWarmupSeconds how long after its start an instance counts as warm; always said,
   *     because what AWS would fall back to can be as long as the grace period
   */
  record RefreshToPoint(
      String says,
      int forecastSeconds,
      String launchTemplateId,
      String launchTemplateVersion,
      int instanceWarmupSeconds)
      implements Action {
    @Override
    public boolean replacesInstances() {
      return true;
    }
  }
}
