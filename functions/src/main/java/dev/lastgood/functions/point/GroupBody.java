package dev.lastgood.functions.point;

import dev.lastgood.functions.config.GroupOwner;
import dev.lastgood.functions.handler.CanonicalJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A complete capture of a group: the body of a recovery point, and of an undo point.
 *
 * @param schemaVersion the version of this form; see {@link #SCHEMA_VERSION}
 * @param targetId the target in the configuration
 * @param groupName the group's name
 * @param capturedAt when it was read
 * @param launchNames how the group names what it launches from
 * @param configuration what can be restored
 * @param fleet what was running
 * @param evidence what else was seen and cannot be restored as it was, by the API's names
 */
public record GroupBody(
    int schemaVersion,
    String targetId,
    String groupName,
    Instant capturedAt,
    LaunchNames launchNames,
    GroupConfiguration configuration,
    Fleet fleet,
    SortedMap<String, Object> evidence)
    implements PointBody {
  /** The version that is written; every version is read, see {@link PointBodies}. */
  public static final int SCHEMA_VERSION = 2;

  /** Copies its map. */
  public GroupBody {
    evidence = new TreeMap<>(evidence);
  }

  @Override
  public String identity() {
    return CanonicalJson.sha256(configuration);
  }

  @Override
  public String resourceName() {
    return groupName;
  }

  @Override
  public int desiredCapacity() {
    return fleet.desiredCapacity();
  }

  /**
   * What can be brought back of it: everything but the instances that ran.
   *
   * @return the same body with the desired capacity alone of its fleet
   */
  public GroupBody withoutInstances() {
    return new GroupBody(
        schemaVersion,
        targetId,
        groupName,
        capturedAt,
        launchNames,
        configuration,
        new Fleet(fleet.desiredCapacity(), List.of()),
        evidence);
  }

  /**
   * The same point with more instances, within what its configuration allows.
   *
   * @param capacity the least desired capacity
   * @return a copy; this where it wants as many already
   */
  public GroupBody withCapacityOfAtLeast(int capacity) {
    int desired = Math.min(configuration.maxSize(), capacity);
    return desired <= fleet.desiredCapacity()
        ? this
        : new GroupBody(
            schemaVersion,
            targetId,
            groupName,
            capturedAt,
            launchNames,
            configuration,
            new Fleet(desired, fleet.instances()),
            evidence);
  }

  /**
   * The same point where template versions have other numbers, which hold the same data.
   *
   * @param numbers the numbers, by the versions' places; what is not in it stays
   * @return a copy
   */
  public GroupBody renumbered(Map<String, String> numbers) {
    return numbers.isEmpty()
        ? this
        : new GroupBody(
            schemaVersion,
            targetId,
            groupName,
            capturedAt,
            launchNames.renumbered(numbers),
            configuration,
            fleet,
            evidence);
  }

  /**
   * The stack that made the group, as its tags say.
   *
   * @return the stack's name; empty where no stack did
   */
  public Optional<String> stackName() {
    return Optional.ofNullable(evidence.get(GroupOwner.STACK.tagKey())).map(Object::toString);
  }

  /**
   * The number of the template version that everything starts from.
   *
   * @return "" for a launch configuration
   */
  public String launchTemplateVersion() {
    return launchNames.base().map(LaunchNames.TemplateVersion::version).orElse("");
  }

  /**
   * How the group names that version: a number, {@code $Latest} or {@code $Default}.
   *
   * @return "" for a launch configuration
   */
  public String declaredVersion() {
    return launchNames.base().map(LaunchNames.TemplateVersion::declaredVersion).orElse("");
  }

  /**
   * Whether the group names a version by an alias, so that the number behind it can change without
   * a change to the group.
   *
   * @return true for {@code $Latest} and {@code $Default}
   */
  public boolean followsAlias() {
    return launchNames.templates().stream()
        .anyMatch(version -> version.declaredVersion().startsWith("$"));
  }
}
