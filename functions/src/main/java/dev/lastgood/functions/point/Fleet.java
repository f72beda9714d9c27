package dev.lastgood.functions.point;

import java.util.List;

/**
 * What was running when a group was captured: the evidence of what is really deployed.
 *
 * @param desiredCapacity the number of instances that the group was to have
 * @param instances its instances, in the order of their ids
 */
public record Fleet(int desiredCapacity, List<Instance> instances) {
  /** Orders its list. */
  public Fleet {
    instances =
        instances.stream().sorted(java.util.Comparator.comparing(Instance::instanceId)).toList();
  }

  /**
   * One instance of the group.
   *
   * @param instanceId {@code i-…}
   * @param availabilityZone where it runs
   * @param lifecycleState such as {@code InService}
   * @param healthStatus {@code Healthy} or {@code Unhealthy}
   * @param launchTemplateId the template that it was started from; "" where it was none
   * @param launchTemplateVersion the version's number; "" where it was none
   * @param protectedFromScaleIn whether it is protected from scale-in
   */
  public record Instance(
      String instanceId,
      String availabilityZone,
      String lifecycleState,
      String healthStatus,
      String launchTemplateId,
      String launchTemplateVersion,
      boolean protectedFromScaleIn) {

    /**
     * Whether it serves and is well, as the group sees it.
     *
     * @return true for an instance in service and healthy
     */
    public boolean isHealthyInService() {
      return inService() && healthStatus.equalsIgnoreCase("Healthy");
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
   * The instances that serve, well or not.
   *
   * @return their number
   */
  public int inService() {
    return (int) instances.stream().filter(Instance::inService).count();
  }
}
