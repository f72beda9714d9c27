package dev.lastgood.functions.point;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The restorable configuration of an Auto Scaling group: what a recovery point's identity is made
 * of. Desired capacity, instances and times are not in it, nor is the way in which the group names
 * its template version: {@code $Latest} and the number that it stands for are the same
 * configuration while they resolve to the same data.
 *
 * <p>Fields as in "DescribeAutoScalingGroups" of the Amazon EC2 Auto Scaling API Reference. Lists
 * that AWS does not order are sorted, so that their order makes no difference.
 *
 * @param launch what new instances start from
 * @param minSize the least number of instances
 * @param maxSize the greatest number of instances
 * @param healthCheckType {@code EC2}, {@code ELB}, …; a comma-separated list
 * @param healthCheckGracePeriodSeconds how long a new instance's failing checks are overlooked
 * @param defaultInstanceWarmupSeconds absent where the group has none
 * @param defaultCooldownSeconds the pause after a simple scaling activity
 * @param subnetIds the subnets that instances are launched in, sorted
 * @param availabilityZones the zones, sorted
 * @param targetGroupArns the target groups, sorted
 * @param suspendedProcesses the names of suspended processes, sorted
 * @param terminationPolicies in the order in which they are applied
 * @param newInstancesProtectedFromScaleIn whether new instances are protected
 * @param maxInstanceLifetimeSeconds absent where instances live without limit
 * @param capacityRebalance whether Spot instances at risk are replaced early
 * @param instanceMaintenancePolicy {@code MinHealthyPercentage} and {@code MaxHealthyPercentage},
 *     empty where the group has none
 * @param tags key to value and whether it is propagated; tags of AWS's own ({@code aws:}) left out
 * @param furtherSettings what else belongs to the group, by the names of {@link
 *     GroupCapture#FURTHER}; absent in points of schema version 1, which did not capture it
 * @param attachments what is attached to the group; absent in points of schema version 1, and
 *     wherever the group alone was read
 */
public record GroupConfiguration(
    LaunchSource launch,
    int minSize,
    int maxSize,
    String healthCheckType,
    int healthCheckGracePeriodSeconds,
    Optional<Integer> defaultInstanceWarmupSeconds,
    int defaultCooldownSeconds,
    List<String> subnetIds,
    List<String> availabilityZones,
    List<String> targetGroupArns,
    List<String> suspendedProcesses,
    List<String> terminationPolicies,
    boolean newInstancesProtectedFromScaleIn,
    Optional<Integer> maxInstanceLifetimeSeconds,
    boolean capacityRebalance,
    Map<String, Integer> instanceMaintenancePolicy,
    SortedMap<String, Tag> tags,
    Optional<SortedMap<String, Object>> furtherSettings,
    Optional<Attachments> attachments) {

  /** Copies and orders its collections. */
  public GroupConfiguration {
    subnetIds = subnetIds.stream().sorted().toList();
    availabilityZones = availabilityZones.stream().sorted().toList();
    targetGroupArns = targetGroupArns.stream().sorted().toList();
    suspendedProcesses = suspendedProcesses.stream().sorted().toList();
    terminationPolicies = List.copyOf(terminationPolicies);
    instanceMaintenancePolicy = new TreeMap<>(instanceMaintenancePolicy);
    tags = new TreeMap<>(tags);
    furtherSettings = furtherSettings.map(settings -> new TreeMap<>(settings));
  }

  /**
   * A tag's value.
   *
   * @param value the value
   * @param propagateAtLaunch whether instances get it too
   */
  public record Tag(String value, boolean propagateAtLaunch) {}
}
