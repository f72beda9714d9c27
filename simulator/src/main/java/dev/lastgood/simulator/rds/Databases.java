package dev.lastgood.simulator.rds;

import dev.lastgood.simulator.kernel.ServiceError;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The DB instances or the DB clusters of a Region, whose identifiers know no case. */
final class Databases {
  static final String INSTANCE = "AWS::RDS::DBInstance";
  static final String CLUSTER = "AWS::RDS::DBCluster";

  private final DatabaseSource source;
  private final String type;
  private final String noun;
  private final ServiceError notFound;
  private final Map<String, String> statuses = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  Databases(DatabaseSource source, String type, String noun, ServiceError notFound) {
    this.source = source;
    this.type = type;
    this.noun = noun;
    this.notFound = notFound;
  }

  /**
   * One of them.
   *
   * @param identifier as RDS stores it
   * @param properties as templates name them
   */
  record Database(String identifier, Map<String, Object> properties) {
    Optional<String> text(String property) {
      return Optional.ofNullable(properties.get(property)).map(String::valueOf);
    }

    boolean isEncrypted() {
      return text("StorageEncrypted").filter("true"::equals).isPresent();
    }

    int gib(int otherwise) {
      return text("AllocatedStorage").map(Integer::parseInt).orElse(otherwise);
    }
  }

  /** All, or the one that is asked for. */
  List<Database> asked(String identifier) {
    return identifier == null ? all() : List.of(get(identifier));
  }

  private List<Database> all() {
    return source.of(type).entrySet().stream()
        .map(entry -> new Database(lower(entry.getKey()), entry.getValue()))
        .toList();
  }

  Database get(String identifier) {
    return all().stream()
        .filter(database -> database.identifier().equals(lower(identifier)))
        .findFirst()
        .orElseThrow(() -> notFound.saying(noun + " " + identifier + " not found."));
  }

  /** A status that somebody has put it into. */
  Optional<String> status(String identifier) {
    return Optional.ofNullable(statuses.get(identifier));
  }

  void status(String identifier, String status) {
    statuses.put(identifier, status);
  }

  static String lower(String identifier) {
    return identifier.toLowerCase(Locale.ROOT);
  }
}
