package dev.lastgood.functions.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** One change to one target. How each is started and observed stands in {@code recover}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "action")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Action.RestoreSettings.class, name = "RestoreSettings"),
  @JsonSubTypes.Type(value = Action.RecreateVersions.class, name = "RecreateVersions"),
  @JsonSubTypes.Type(value = Action.AwaitRollback.class, name = "AwaitRollback"),
  @JsonSubTypes.Type(value = Action.RollBackRefresh.class, name = "RollBackRefresh"),
  @JsonSubTypes.Type(value = Action.CancelRefresh.class, name = "CancelRefresh"),
  @JsonSubTypes.Type(value = Action.ReplaceUnhealthy.class, name = "ReplaceUnhealthy"),
  @JsonSubTypes.Type(value = Action.RefreshToPoint.class, name = "RefreshToPoint"),
  @JsonSubTypes.Type(value = Action.UpdateAndRefresh.class, name = "UpdateAndRefresh"),
  @JsonSubTypes.Type(value = StackAction.AwaitOperation.class, name = "AwaitOperation"),
  @JsonSubTypes.Type(value = StackAction.CancelUpdate.class, name = "CancelUpdate"),
  @JsonSubTypes.Type(value = StackAction.ContinueRollback.class, name = "ContinueRollback"),
  @JsonSubTypes.Type(value = StackAction.RollBackStack.class, name = "RollBackStack"),
  @JsonSubTypes.Type(value = StackAction.ChangeBack.class, name = "ChangeBack"),
  @JsonSubTypes.Type(value = StackAction.RevertDrift.class, name = "RevertDrift")
})
public sealed interface Action permits Action.OnGroup, StackAction {
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

  /** One change to one group. */
  sealed interface OnGroup extends Action {}

  /**
   * Sets capacity, health checks, target groups and processes as the point has them, live capacity
   * merged and never lowered.
   *
   * @param says what it does
   * @param forecastSeconds see {@link Action#forecastSeconds}
   */
  record RestoreSettings(String says, int forecastSeconds) implements OnGroup {
    @Override
    public boolean replacesInstances() {
      return false;
    }
  }

  /**
   * Makes launch template versions that were deleted again, from the data that the point holds.
   * They get new numbers, which the actions after it use; see "CreateLaunchTemplateVersion" in the
   * Amazon EC2 API Reference.
   *
   * @param says what it does
   * @param forecastSeconds see {@link Action#forecastSeconds}
   * @param places the places of the versions, as the point's launch names have them
   */
  record RecreateVersions(String says, int forecastSeconds, List<String> places)
      implements OnGroup {
    /** Copies its list. */
    public RecreateVersions {
      places = List.copyOf(places);
    }

    @Override
    public boolean replacesInstances() {
      return false;
    }
  }

  /** What is about an instance refresh that somebody else began. */
  sealed interface OnRollout extends OnGroup {
    /**
     * The refresh.
     *
     * @return its id
     */
    String refreshId();
  }

  /**
   * Waits for a rollback that AWS or somebody has begun already; it changes nothing.
   *
   * @param says what it does
   * @param forecastSeconds see {@link Action#forecastSeconds}
   * @param refreshId the refresh that is being rolled back
   */
  record AwaitRollback(String says, int forecastSeconds, String refreshId) implements OnRollout {
    @Override
    public boolean replacesInstances() {
      return false;
    }
  }

  /**
   * Has AWS roll a refresh back that is under way; see "Undo changes with a rollback" in the Amazon
   * EC2 Auto Scaling User Guide. The group's own settings were not changed yet.
   *
   * @param says what it does
   * @param forecastSeconds see {@link Action#forecastSeconds}
   * @param refreshId the refresh
   */
  record RollBackRefresh(String says, int forecastSeconds, String refreshId) implements OnRollout {
    @Override
    public boolean replacesInstances() {
      return true;
    }
  }

  /**
   * Stops a refresh that is under way where it is; what it has replaced stays replaced.
   *
   * @param says what it does
   * @param forecastSeconds see {@link Action#forecastSeconds}
   * @param refreshId the refresh
   */
  record CancelRefresh(String says, int forecastSeconds, String refreshId) implements OnRollout {
    @Override
    public boolean replacesInstances() {
      return false;
    }
  }

  /**
   * Has the group launch from what the point launches from, then terminates the instances that are
   * unhealthy and run something else: the group replaces them. A refresh might wait for a healthy
   * share that a fleet in this state cannot reach.
   *
   * @param says what it does
   * @param forecastSeconds see {@link Action#forecastSeconds}
   */
  record ReplaceUnhealthy(String says, int forecastSeconds) implements OnGroup {
    @Override
    public boolean replacesInstances() {
      return true;
    }
  }

  /** Replaces the instances by an instance refresh, all new ones first. */
  sealed interface Refresh extends OnGroup {
    /**
     * How it replaces them.
     *
     * @return what the refresh is told
     */
    RefreshPreferences preferences();

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
   * @param launchTemplateVersion the number of the version that holds the point's data; where that
   *     is made again before, its new number is used
   * @param preferences see {@link Refresh#preferences}
   */
  record RefreshToPoint(
      String says,
      int forecastSeconds,
      String launchTemplateId,
      String launchTemplateVersion,
      RefreshPreferences preferences)
      implements Refresh {}

  /**
   * Has the group launch from what the point launches from, then refreshes to what the group has. A
   * refresh cannot name a launch configuration, nor anything where instance types are chosen by
   * instance requirements; see "Instance refresh" in the Amazon EC2 Auto Scaling User Guide.
   *
   * @param says what it does
   * @param forecastSeconds see {@link Action#forecastSeconds}
   * @param preferences see {@link Refresh#preferences}; instance requirements do not allow that
   *     matching instances are kept
   */
  record UpdateAndRefresh(String says, int forecastSeconds, RefreshPreferences preferences)
      implements Refresh {}
}
