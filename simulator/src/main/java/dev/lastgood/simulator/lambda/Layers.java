package dev.lastgood.simulator.lambda;

import java.util.Set;
import java.util.TreeSet;

/** The versions of layers that there are. What they hold is not modelled. */
public final class Layers {
  private final Set<String> versions = new TreeSet<>();

  Layers() {}

  /**
   * Publishes a version.
   *
   * @param versionArn its ARN, with its number
   */
  public void publish(String versionArn) {
    versions.add(versionArn);
  }

  /**
   * Deletes a version: functions that have it keep it, no other gets it.
   *
   * @param versionArn its ARN, with its number
   */
  public void delete(String versionArn) {
    versions.remove(versionArn);
  }

  boolean has(String versionArn) {
    return versions.contains(versionArn);
  }
}
