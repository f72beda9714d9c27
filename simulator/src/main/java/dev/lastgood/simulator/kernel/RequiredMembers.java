package dev.lastgood.simulator.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The members that AWS's API models call required. The SDK's classes do not say it, so that a table
 * beside this class does; a test of the module {@code test} keeps it what the models say.
 */
final class RequiredMembers {
  private static final Map<String, Set<String>> BY_STRUCTURE = read();

  private RequiredMembers() {}

  /**
   * The required members of a structure.
   *
   * @param structure the SDK's class of a request or of a part of one
   * @return their names in the model; empty where there are none
   */
  static Set<String> of(Class<?> structure) {
    return BY_STRUCTURE.getOrDefault(key(structure), Set.of());
  }

  /** The service's package and the structure, such as {@code autoscaling.Tag}. */
  private static String key(Class<?> structure) {
    String[] packages = structure.getPackageName().split("\\.");
    return packages[packages.length - 2] + "." + structure.getSimpleName();
  }

  private static Map<String, Set<String>> read() {
    Properties table = new Properties();
    try (InputStream text =
        RequiredMembers.class.getResourceAsStream("required-members.properties")) {
      table.load(text);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return table.stringPropertyNames().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                structure -> structure, structure -> names(table.getProperty(structure))));
  }

  private static Set<String> names(String line) {
    return Set.of(line.split(" "));
  }
}
