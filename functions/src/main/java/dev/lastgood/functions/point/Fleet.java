package dev.lastgood.functions.point;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;

/**
 * What was running when a group was captured: the evidence of what is really deployed.
 *
 * @param desiredCapacity the number of instances that the group was to have
 * @param instances its instances, those of its warm pool included, in the order of their ids
 */
public record Fleet(int desiredCapacity, List<Instance> instances) {
  /** Orders its list. */
  public Fleet {
    instances =
        instances.stream().sorted(java.util.Comparator.comparing(Instance::instanceId)).toList();
  }

  /**
   * What a group has as it is described, its warm pool aside.
   *
   * @param group the group
   * @return its instances
   */
  public static Fleet of(AutoScalingGroup group) {
    return GroupCapture.fleet(group, List.of());
  }

  /**
   * One instance of the group.
   *
   * @param instanceId {@code i-…}
   * @param availabilityZone where it runs
   * @param lifecycleState such as {@code InService}, or {@code Warmed:Stopped} in a warm pool
   * @param healthStatus {@code Healthy} or {@code Unhealthy}
   * @param launchTemplateId the template that it was started from; "" where it was none
   * @param launchTemplateVersion the version's number; "" where it was none
   * @param launchConfigurationName the launch configuration that it was started from; "" where it
   *     was none
   * @param instanceType such as {@code m7g.large}; "" where it is not known
   * @param imageId the image, where AWS says it; "" otherwise
   * @param weightedCapacity how many units of capacity it counts for, where AWS says it; ""
   *     otherwise
   * @param protectedFromScaleIn whether it is protected from scale-in
   */
  public record Instance(
      String instanceId,
      String availabilityZone,
      String lifecycleState,
      String healthStatus,
      String launchTemplateId,
      String launchTemplateVersion,
      String launchConfigurationName,
      String instanceType,
      String imageId,
      String weightedCapacity,
      boolean protectedFromScaleIn) {

    /**
     * Whether it serves and is well, as the group sees it.
     *
     * @return true for an instance in service and healthy
     */
    @JsonIgnore
    public boolean isHealthyInService() {
      return inService() && healthStatus.equalsIgnoreCase("Healthy");
    }

    /**
     * Whether it is on its way out.
     *
     * @return true where the group is terminating it, or waits to
     */
    public boolean terminating() {
      return lifecycleState.startsWith("Terminating");
    }

    /**
     * Whether somebody has taken it out of service for a while.
     *
     * @return true on standby, or on the way to it
     */
    public boolean onStandby() {
      return lifecycleState.equals("Standby") || lifecycleState.equals("EnteringStandby");
    }

    /**
     * What it adds to the group's capacity.
     *
     * @return its weight; 1 where its type has none
     */
    int capacity() {
      return weightedCapacity.isEmpty() ? 1 : Integer.parseInt(weightedCapacity);
    }

    /**
     * Whether the group counts it as serving.
     *
     * @return true for an instance in service, healthy or not
     */
    public boolean inService() {
      return lifecycleState.equals("InService");
    }
  }

  /**
   * The instances that serve and are well.
   *
   * @return their number
   */
  public int healthyInService() {
    return (int) instances.stream().filter(Instance::isHealthyInService).count();
  }

  /**
   * The capacity that serves and is well, in the units of the desired capacity.
   *
   * @return the sum of the weights, where instance types have any; otherwise the number of
   *     instances
   */
  public int healthyCapacity() {
    return capacityOf(Instance::isHealthyInService);
  }

  /**
   * The capacity of some instances, in the units of the desired capacity.
   *
   * @param which those that count
   * @return the sum of the weights, where instance types have any; otherwise their number
   */
  public int capacityOf(Predicate<Instance> which) {
    return instances.stream().filter(which).mapToInt(Instance::capacity).sum();
  }

  /**
   * Whether capacity is counted in units of which an instance may give several.
   *
   * @return true where instance types have weights
   */
  @JsonIgnore
  public boolean isWeighted() {
    return instances.stream().anyMatch(instance -> !instance.weightedCapacity().isEmpty());
  }

  /**
   * The instances that serve, well or not.
   *
   * @return their number
   */
  public int inService() {
    return (int) instances.stream().filter(Instance::inService).count();
  }

  /**
   * The capacity that serves, well or not, in the units of the desired capacity.
   *
   * @return the sum of the weights, where instance types have any; otherwise the number of
   *     instances
   */
  public int capacityInService() {
    return capacityOf(Instance::inService);
  }

  /**
   * What of its desired capacity does not serve, or is not well.
   *
   * @return a sentence; empty where nothing is missing
   */
  public Optional<String> shortage() {
    return healthyCapacity() < desiredCapacity
        ? Optional.of(
            "Only "
                + healthyCapacity()
                + " of "
                + desiredCapacity
                + (isWeighted() ? " units of capacity" : " instances")
                + " are in service and healthy.")
        : Optional.empty();
  }
}
