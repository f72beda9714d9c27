package dev.lastgood.functions.point;

import java.time.Instant;
import java.util.List;

/**
 * A complete capture of a group: the body of a recovery point, and of an undo point.
 *
 * @param schemaVersion the version of this form; see {@link #SCHEMA_VERSION}
 * @param targetId the target in the configuration
 * @param groupName the group's name
 * @param capturedAt when it was read
 * @param launchTemplateVersion the number that the group's version resolved to
 * @param declaredVersion how the group names its version: a number, {@code $Latest} or {@code
 *     $Default}
 * @param configuration what can be restored
 * @param fleet what was running
 */
public record PointBody(
    int schemaVersion,
    String targetId,
    String groupName,
    Instant capturedAt,
    String launchTemplateVersion,
    String declaredVersion,
    GroupConfiguration configuration,
    Fleet fleet) {
  /** The version that is written; every version within retention is read. */
  public static final int SCHEMA_VERSION = 1;

  /**
   * The identity of the configuration, whatever it was called and however much of it ran.
   *
   * @return SHA-256 of its canonical form, in hexadecimal
   */
  public String identity() {
    return CanonicalJson.sha256(configuration);
  }

  /**
   * What can be brought back of it: everything but the instances that ran.
   *
   * @return the same body with the desired capacity alone of its fleet
   */
  public PointBody withoutInstances() {
    return new PointBody(
        schemaVersion,
        targetId,
        groupName,
        capturedAt,
        launchTemplateVersion,
        declaredVersion,
        configuration,
        new Fleet(fleet.desiredCapacity(), List.of()));
  }

  /**
   * Whether the group names its version by an alias, so that the number behind it can change
   * without a change to the group.
   *
   * @return true for {@code $Latest} and {@code $Default}
   */
  public boolean followsAlias() {
    return declaredVersion.startsWith("$");
  }
}
