package dev.lastgood.functions.point;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a group launches its instances from, resolved to data. The three exclude each other; see
 * "UpdateAutoScalingGroup" in the Amazon EC2 Auto Scaling API Reference. By which numbers and names
 * the group asks for them stands in {@link LaunchNames}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "source")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LaunchSource.Template.class, name = "LaunchTemplate"),
  @JsonSubTypes.Type(value = LaunchSource.Configuration.class, name = "LaunchConfiguration"),
  @JsonSubTypes.Type(value = LaunchSource.MixedInstances.class, name = "MixedInstancesPolicy")
})
public sealed interface LaunchSource {
  /**
   * The template that everything starts from.
   *
   * @return the group's own, or a mixed instances policy's; empty for a launch configuration
   */
  Optional<LaunchTemplate> base();

  /**
   * Every template that instances may start from.
   *
   * @return by their places, as {@link LaunchNames.TemplateVersion} names them
   */
  Map<String, LaunchTemplate> templates();

  /**
   * What it is, for people.
   *
   * @return a few words
   */
  String says();

  /**
   * One launch template, used directly.
   *
   * @param template it, with its data
   */
  record Template(LaunchTemplate template) implements LaunchSource {
    @Override
    public Optional<LaunchTemplate> base() {
      return Optional.of(template);
    }

    @Override
    public Map<String, LaunchTemplate> templates() {
      return Map.of(LaunchNames.BASE, template);
    }

    @Override
    public String says() {
      return "the launch template " + template.id();
    }
  }

  /**
   * A launch configuration. It cannot be changed once it is made, so its name stands for its data
   * as a number stands for a template version's: the name is not part of what it is.
   *
   * @param data as "DescribeLaunchConfigurations" has it, without what only names it; user data is
   *     replaced by its hash
   */
  record Configuration(Map<String, Object> data) implements LaunchSource {
    /** Orders its data. */
    public Configuration {
      data = new TreeMap<>(data);
    }

    @Override
    public Optional<LaunchTemplate> base() {
      return Optional.empty();
    }

    @Override
    public Map<String, LaunchTemplate> templates() {
      return Map.of();
    }

    @Override
    public String says() {
      return "a launch configuration";
    }
  }

  /**
   * A mixed instances policy.
   *
   * @param template the policy's own template
   * @param instancesDistribution how On-Demand and Spot Instances are mixed, by the API's names
   * @param overrides in the order of their priority
   */
  record MixedInstances(
      LaunchTemplate template,
      Map<String, Object> instancesDistribution,
      List<InstanceOverride> overrides)
      implements LaunchSource {
    /** Copies its collections. */
    public MixedInstances {
      instancesDistribution = new TreeMap<>(instancesDistribution);
      overrides = List.copyOf(overrides);
    }

    @Override
    public Optional<LaunchTemplate> base() {
      return Optional.of(template);
    }

    @Override
    public Map<String, LaunchTemplate> templates() {
      Map<String, LaunchTemplate> templates = new LinkedHashMap<>();
      templates.put(LaunchNames.BASE, template);
      for (int index = 0; index < overrides.size(); index++) {
        String place = LaunchNames.override(index);
        overrides.get(index).launchTemplate().ifPresent(own -> templates.put(place, own));
      }
      return templates;
    }

    @Override
    public String says() {
      return "a mixed instances policy over the launch template " + template.id();
    }

    /**
     * Whether instance types are chosen by what they must have, in place of their names.
     *
     * @return true where an override, or a template, has instance requirements
     */
    public boolean hasInstanceRequirements() {
      return Stream.concat(
              overrides.stream().map(InstanceOverride::settings),
              templates().values().stream().map(LaunchTemplate::data))
          .anyMatch(fields -> fields.containsKey("InstanceRequirements"));
    }

    /**
     * The overrides by names that are readable and different from each other.
     *
     * @return in the order of their priority; an instance type, or {@code instanceRequirements},
     *     with a number where it is there more than once
     */
    public Map<String, InstanceOverride> named() {
      Map<String, InstanceOverride> named = new LinkedHashMap<>();
      for (InstanceOverride override : overrides) {
        String name = override.settings().getOrDefault("InstanceType", "").toString();
        String plain = name.isEmpty() ? "instanceRequirements" : name;
        String free = plain;
        for (int number = 2; named.containsKey(free); number++) {
          free = plain + "#" + number;
        }
        named.put(free, override);
      }
      return named;
    }
  }

  /**
   * One override of a mixed instances policy.
   *
   * @param launchTemplate its own template; absent where it uses the policy's
   * @param settings the rest by the API's names: {@code InstanceType}, {@code WeightedCapacity},
   *     {@code InstanceRequirements}, {@code ImageId}, …
   */
  record InstanceOverride(Optional<LaunchTemplate> launchTemplate, Map<String, Object> settings) {
    /** Orders its settings. */
    public InstanceOverride {
      settings = new TreeMap<>(settings);
    }
  }
}
