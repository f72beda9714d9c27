package dev.lastgood.functions.point;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Platform;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.InstanceMaintenancePolicy;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/** Reads a target as it is now: its group, and the launch template that the group uses. */
public final class TargetReader {
  private final GroupReader groups;
  private final Ec2Client ec2;
  private final InstantSource clock;

  /**
   * A reader.
   *
   * @param platform where its clients and clock come from
   */
  public TargetReader(Platform platform) {
    this.groups = new GroupReader(platform);
    this.ec2 = platform.client(Ec2Client.class);
    this.clock = platform.clock();
  }

  /**
   * Captures a target's group, its template resolved to number and data.
   *
   * @param target the target
   * @return the capture, or why there is none
   */
  public Reading read(Target target) {
    Optional<AutoScalingGroup> found = groups.group(target);
    if (found.isEmpty()) {
      return new Reading.Unreadable(
          "There is no Auto Scaling group named " + target.autoScalingGroup() + ".");
    }
    AutoScalingGroup group = found.get();
    LaunchTemplateSpecification specification = group.launchTemplate();
    if (specification == null) {
      return new Reading.Unreadable(
          "The group "
              + group.autoScalingGroupName()
              + " does not use a launch template directly; only such groups can be captured.");
    }
    String declared = specification.version() == null ? "$Default" : specification.version();
    Optional<LaunchTemplateVersion> version =
        templateVersion(specification.launchTemplateId(), declared);
    if (version.isEmpty()) {
      return new Reading.Unreadable(
          "Version "
              + declared
              + " of launch template "
              + specification.launchTemplateId()
              + " does not exist.");
    }
    return new Reading.Captured(
        new PointBody(
            PointBody.SCHEMA_VERSION,
            target.id(),
            group.autoScalingGroupName(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            version.get().versionNumber().toString(),
            declared,
            configuration(group, version.get()),
            fleet(group)));
  }

  /**
   * A version of a template, aliases resolved.
   *
   * @param templateId {@code lt-…}
   * @param version a number, {@code $Latest} or {@code $Default}
   * @return empty where the template or its version does not exist
   */
  public Optional<LaunchTemplateVersion> templateVersion(String templateId, String version) {
    try {
      return ec2
          .describeLaunchTemplateVersions(
              DescribeLaunchTemplateVersionsRequest.builder()
                  .launchTemplateId(templateId)
                  .versions(version)
                  .resolveAlias(true)
                  .build())
          .launchTemplateVersions()
          .stream()
          .findFirst();
    } catch (Ec2Exception refused) {
      if (refused.awsErrorDetails() != null
          && refused.awsErrorDetails().errorCode().startsWith("InvalidLaunchTemplate")) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  /**
   * A template version's data as points hold it.
   *
   * @param version as EC2 describes it
   * @return the data by the names of the API, user data replaced by its hash
   */
  public static LaunchTemplate templateOf(LaunchTemplateVersion version) {
    Map<String, Object> data = new TreeMap<>(SdkJson.of(version.launchTemplateData()));
    if (data.remove("UserData") instanceof String userData) {
      data.put("UserDataSha256", CanonicalJson.sha256OfText(userData));
    }
    return new LaunchTemplate(version.launchTemplateId(), data);
  }

  private static GroupConfiguration configuration(
      AutoScalingGroup group, LaunchTemplateVersion version) {
    TreeMap<String, GroupConfiguration.Tag> tags = new TreeMap<>();
    for (TagDescription tag : group.tags()) {
      if (!tag.key().startsWith("aws:")) {
        tags.put(
            tag.key(),
            new GroupConfiguration.Tag(tag.value(), Boolean.TRUE.equals(tag.propagateAtLaunch())));
      }
    }
    return new GroupConfiguration(
        templateOf(version),
        group.minSize(),
        group.maxSize(),
        group.healthCheckType() == null ? "EC2" : group.healthCheckType(),
        orZero(group.healthCheckGracePeriod()),
        Optional.ofNullable(group.defaultInstanceWarmup()).filter(seconds -> seconds >= 0),
        orZero(group.defaultCooldown()),
        group.vpcZoneIdentifier() == null || group.vpcZoneIdentifier().isEmpty()
            ? List.of()
            : List.of(group.vpcZoneIdentifier().split(",")),
        group.availabilityZones(),
        group.targetGroupARNs(),
        group.suspendedProcesses().stream().map(SuspendedProcess::processName).toList(),
        group.terminationPolicies(),
        Boolean.TRUE.equals(group.newInstancesProtectedFromScaleIn()),
        Optional.ofNullable(group.maxInstanceLifetime()).filter(seconds -> seconds > 0),
        Boolean.TRUE.equals(group.capacityRebalance()),
        maintenance(group.instanceMaintenancePolicy()),
        tags);
  }

  private static Map<String, Integer> maintenance(InstanceMaintenancePolicy policy) {
    Map<String, Integer> percentages = new TreeMap<>();
    if (policy != null && policy.minHealthyPercentage() != null) {
      percentages.put("MinHealthyPercentage", policy.minHealthyPercentage());
    }
    if (policy != null && policy.maxHealthyPercentage() != null) {
      percentages.put("MaxHealthyPercentage", policy.maxHealthyPercentage());
    }
    return percentages;
  }

  private static Fleet fleet(AutoScalingGroup group) {
    return new Fleet(
        group.desiredCapacity(),
        group.instances().stream()
            .map(
                instance ->
                    new Fleet.Instance(
                        instance.instanceId(),
                        instance.availabilityZone(),
                        instance.lifecycleStateAsString(),
                        instance.healthStatus(),
                        instance.launchTemplate() == null
                            ? ""
                            : instance.launchTemplate().launchTemplateId(),
                        instance.launchTemplate() == null
                            ? ""
                            : instance.launchTemplate().version(),
                        Boolean.TRUE.equals(instance.protectedFromScaleIn())))
            .toList());
  }

  private static int orZero(Integer value) {
    return value == null ? 0 : value;
  }
}
