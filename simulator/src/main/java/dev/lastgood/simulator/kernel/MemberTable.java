package dev.lastgood.simulator.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table of the SDK's structures and some of their members, from a file beside this class.
 *
 * @param byStructure the members' names, by service and structure
 */
record MemberTable(Map<String, Set<String>> byStructure) {
  /**
   * What AWS's API models call required. The SDK's classes do not say it, so that the table does; a
   * test of the module {@code test} keeps it what the models say.
   */
  static final MemberTable REQUIRED = read("required-members.properties");

  /** What is refused by name where a request has it. */
  static final MemberTable UNMODELLED = read("unmodelled-members.properties");

  /**
   * The members of a structure that stand in the table.
   *
   * @param structure the SDK's class of a request or of a part of one
   * @return their names in the model; empty where there are none
   */
  Set<String> of(Class<?> structure) {
    return byStructure.getOrDefault(key(structure), Set.of());
  }

  /** The service's package and the structure, such as {@code autoscaling.Tag}. */
  private static String key(Class<?> structure) {
    String[] packages = structure.getPackageName().split("\\.");
    return packages[packages.length - 2] + "." + structure.getSimpleName();
  }

  private static MemberTable read(String file) {
    Properties table = new Properties();
    try (InputStream text = MemberTable.class.getResourceAsStream(file)) {
      table.load(text);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return new MemberTable(
        table.stringPropertyNames().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    structure -> structure,
                    structure -> Set.of(table.getProperty(structure).split(" ")))));
  }
}
