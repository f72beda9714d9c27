package dev.lastgood.simulator.autoscaling;

import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;

/** Told of groups inside the world, at once and reliably, unlike through events. */
public interface GroupListener {
  /**
   * An instance came, went, or changed its lifecycle state, its health, or whether it serves.
   *
   * @param group its group, after the change
   * @param instance the instance, after the change
   */
  default void instanceChanged(Group group, GroupInstance instance) {}

  /**
   * A group was created, or its settings changed.
   *
   * @param group the group, after the change
   * @param before the settings before; equal to those after where it was created
   */
  default void settingsChanged(Group group, AutoScalingGroup before) {}

  /**
   * An instance refresh was started or changed its status.
   *
   * @param group its group
   * @param refresh the refresh, after the change
   */
  default void refreshChanged(Group group, InstanceRefresh refresh) {}
}
