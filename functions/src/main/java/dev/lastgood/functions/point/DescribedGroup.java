package dev.lastgood.functions.point;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.functions.handler.MalformedEventException;
import dev.lastgood.functions.point.LaunchSource.InstanceOverride;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;

/**
 * A group as {@code aws autoscaling describe-auto-scaling-groups} prints it, without an account to
 * ask for more: templates are known by their numbers alone, launch configurations by their names.
 *
 * @param body what can be told of it
 * @param arn its ARN; "" where the text lacks it
 * @param status set while it is being deleted, in AWS's words
 * @param owner who else sets it, as its tags tell
 * @param unknown what the text leaves open, in sentences
 * @param notModelled what the SDK's model of a group has no place for: its text by its path
 */
public record DescribedGroup(
    GroupBody body,
    String arn,
    Optional<String> status,
    Optional<Owner> owner,
    List<String> unknown,
    SortedMap<String, String> notModelled) {
  private static final String GROUPS = "AutoScalingGroups";
  private static final String INSTANCES = "Instances";

  /** Copies its collections. */
  public DescribedGroup {
    unknown = List.copyOf(unknown);
    notModelled = new TreeMap<>(notModelled);
  }

  /**
   * Whether all that it launches from is told by numbers and names.
   *
   * @return false where {@code $Latest} or {@code $Default} may have meant any version
   */
  public boolean isResolved() {
    return body.launchNames().templates().stream()
        .noneMatch(named -> named.version().startsWith("$"));
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
    if (groups.isNull()) {
      // What the AWS CLI prints where its --query finds nothing.
      return List.of();
    }
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
    List<String> unknown = new ArrayList<>();
    if (json.path(INSTANCES).isMissingNode()) {
      unknown.add(
          "Its instances are not in this input, so what they run is not compared; ask without"
              + " --no-include-instances.");
    }
    Launched launched = new Launched(group, unknown);
    LaunchSource source = launched.source();
    return new DescribedGroup(
        new GroupBody(
            GroupBody.SCHEMA_VERSION,
            group.autoScalingGroupName(),
            group.autoScalingGroupName(),
            Instant.EPOCH,
            new LaunchNames(
                Optional.ofNullable(group.launchConfigurationName()), launched.versions),
            GroupCapture.configuration(group, source, Optional.empty()),
            GroupCapture.fleet(group, List.of()),
            new TreeMap<>()),
        Objects.requireNonNullElse(group.autoScalingGroupARN(), ""),
        Optional.ofNullable(group.status()),
        Owner.of(group.tags()),
        unknown,
        notModelled(group, json));
  }

  /** Instances come and go, and what is new about one is no difference between two groups. */
  private static SortedMap<String, String> notModelled(AutoScalingGroup group, JsonNode json) {
    SortedMap<String, String> notModelled = SdkReader.unknown(group, json);
    notModelled.keySet().removeIf(path -> path.startsWith(INSTANCES + "/"));
    return notModelled;
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
      String id = id(specification);
      String declared = specification.version() == null ? "$Default" : specification.version();
      String version = declared;
      if (declared.startsWith("$")) {
        TreeSet<String> running =
            launched(Set.of("InService"))
                .filter(of -> id.equals(id(of)))
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

    /** Older programs keep a template's name alone; AWS says both of each instance. */
    private String id(LaunchTemplateSpecification specification) {
      if (specification.launchTemplateId() != null) {
        return specification.launchTemplateId();
      }
      String name = String.valueOf(specification.launchTemplateName());
      return launched(Set.of())
          .filter(of -> name.equals(of.launchTemplateName()) && of.launchTemplateId() != null)
          .map(LaunchTemplateSpecification::launchTemplateId)
          .findFirst()
          .orElse(name);
    }

    /** What instances were launched from: those in some states, or in any. */
    private Stream<LaunchTemplateSpecification> launched(Set<String> states) {
      return group.instances().stream()
          .filter(
              instance -> states.isEmpty() || states.contains(instance.lifecycleStateAsString()))
          .map(software.amazon.awssdk.services.autoscaling.model.Instance::launchTemplate)
          .filter(Objects::nonNull);
    }
  }
}
