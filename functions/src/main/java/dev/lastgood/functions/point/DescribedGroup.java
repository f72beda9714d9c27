package dev.lastgood.functions.point;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.functions.handler.MalformedEventException;
import dev.lastgood.functions.point.LaunchSource.InstanceOverride;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;

/**
 * A group as {@code aws autoscaling describe-auto-scaling-groups} prints it, without an account to
 * ask for more: templates are known by their numbers alone, launch configurations by their names.
 *
 * @param body what can be told of it
 * @param unknown what the text leaves open, in sentences
 */
public record DescribedGroup(PointBody body, List<String> unknown) {
  private static final String GROUPS = "AutoScalingGroups";

  /** Copies its list. */
  public DescribedGroup {
    unknown = List.copyOf(unknown);
  }

  /**
   * Reads what the command prints.
   *
   * @param document its whole output, one group of it, or a list of groups
   * @return the groups, in their order
   * @throws MalformedEventException naming the place, where it is something else
   */
  public static List<DescribedGroup> read(JsonNode document) {
    JsonNode groups = document.has(GROUPS) ? document.get(GROUPS) : document;
    List<DescribedGroup> read = new ArrayList<>();
    if (groups.isArray()) {
      for (JsonNode group : groups) {
        read.add(one(group, GROUPS + "/" + read.size()));
      }
    } else {
      read.add(one(groups, GROUPS));
    }
    return List.copyOf(read);
  }

  private static DescribedGroup one(JsonNode json, String place) {
    AutoScalingGroup group =
        (AutoScalingGroup) SdkReader.read(AutoScalingGroup.builder(), json, place);
    for (String field : List.of("AutoScalingGroupName", "MinSize", "MaxSize", "DesiredCapacity")) {
      if (json.path(field).isMissingNode()) {
        throw new MalformedEventException(
            place
                + ": "
                + field
                + " is missing: expected what 'aws autoscaling describe-auto-scaling-groups"
                + " --output json' prints");
      }
    }
    Set<String> known =
        group.sdkFields().stream().map(SdkField::memberName).collect(Collectors.toSet());
    List<String> unknown = new ArrayList<>();
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                unknown.add(name + " is not compared: this version does not know it.");
              }
            });
    Launched launched = new Launched(group, unknown);
    LaunchSource source = launched.source();
    return new DescribedGroup(
        new PointBody(
            PointBody.SCHEMA_VERSION,
            group.autoScalingGroupName(),
            group.autoScalingGroupName(),
            Instant.EPOCH,
            new LaunchNames(
                Optional.ofNullable(group.launchConfigurationName()), launched.versions),
            GroupCapture.configuration(group, source, Optional.empty()),
            GroupCapture.fleet(group, List.of()),
            new TreeMap<>()),
        unknown);
  }

  /** Works out what a group launches from, as far as it can be told. */
  private static final class Launched {
    private final AutoScalingGroup group;
    private final List<String> unknown;
    private final List<LaunchNames.TemplateVersion> versions = new ArrayList<>();

    Launched(AutoScalingGroup group, List<String> unknown) {
      this.group = group;
      this.unknown = unknown;
    }

    LaunchSource source() {
      if (group.mixedInstancesPolicy() != null
          && group.mixedInstancesPolicy().launchTemplate() != null) {
        return mixed();
      }
      if (group.launchTemplate() != null) {
        return new LaunchSource.Template(template(LaunchNames.BASE, group.launchTemplate()));
      }
      if (group.launchConfigurationName() == null) {
        unknown.add("It names nothing that it launches from.");
      }
      return new LaunchSource.Configuration(
          group.launchConfigurationName() == null
              ? Map.of()
              : Map.of("LaunchConfigurationName", group.launchConfigurationName()));
    }

    private LaunchSource mixed() {
      var policy = group.mixedInstancesPolicy();
      LaunchTemplate base =
          template(LaunchNames.BASE, policy.launchTemplate().launchTemplateSpecification());
      List<InstanceOverride> overrides = new ArrayList<>();
      for (LaunchTemplateOverrides override : policy.launchTemplate().overrides()) {
        String place = LaunchNames.override(overrides.size());
        overrides.add(
            new InstanceOverride(
                Optional.ofNullable(override.launchTemplateSpecification())
                    .map(own -> template(place, own)),
                SdkJson.of(override, Set.of("LaunchTemplateSpecification"))));
      }
      return new LaunchSource.MixedInstances(
          base,
          policy.instancesDistribution() == null
              ? Map.of()
              : SdkJson.of(policy.instancesDistribution()),
          overrides);
    }

    /** An alias meant what the instances run, where they all run the same. */
    private LaunchTemplate template(String place, LaunchTemplateSpecification specification) {
      if (specification == null) {
        throw new MalformedEventException(
            group.autoScalingGroupName() + ": its mixed instances policy names no launch template");
      }
      String id =
          specification.launchTemplateId() == null
              ? String.valueOf(specification.launchTemplateName())
              : specification.launchTemplateId();
      String declared = specification.version() == null ? "$Default" : specification.version();
      String version = declared;
      if (declared.startsWith("$")) {
        TreeSet<String> running =
            group.instances().stream()
                .filter(instance -> "InService".equals(instance.lifecycleStateAsString()))
                .map(software.amazon.awssdk.services.autoscaling.model.Instance::launchTemplate)
                .filter(of -> of != null && id.equals(of.launchTemplateId()))
                .map(LaunchTemplateSpecification::version)
                .filter(number -> number != null)
                .collect(Collectors.toCollection(TreeSet::new));
        if (running.size() == 1) {
          version = running.first();
        } else {
          unknown.add(
              "Which version "
                  + declared
                  + " of "
                  + id
                  + " meant cannot be told: "
                  + (running.isEmpty()
                      ? "no instance in service runs one."
                      : "its instances run " + String.join(" and ", running) + "."));
        }
      }
      versions.add(new LaunchNames.TemplateVersion(place, id, version, declared, Optional.empty()));
      return new LaunchTemplate(id, Map.of("Version", version));
    }
  }
}
