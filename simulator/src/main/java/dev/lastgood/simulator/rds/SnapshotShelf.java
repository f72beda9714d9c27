package dev.lastgood.simulator.rds;

import dev.lastgood.simulator.kernel.ServiceError;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** The manual snapshots of DB instances, or those of DB clusters. */
final class SnapshotShelf {
  /** "Quotas in Amazon RDS": manual DB instance snapshots, and manual DB cluster snapshots. */
  private static final int QUOTA_USUAL = 100;

  private final VirtualTime time;
  private final int nameMax;
  private final ServiceError exists;
  private final ServiceError notFound;
  private final Map<String, Taken> taken = new LinkedHashMap<>();
  private final Set<String> failing = new HashSet<>();
  private OptionalInt quota = OptionalInt.of(QUOTA_USUAL);

  SnapshotShelf(VirtualTime time, int nameMax, ServiceError exists, ServiceError notFound) {
    this.time = time;
    this.nameMax = nameMax;
    this.exists = exists;
    this.notFound = notFound;
  }

  /** Refuses a name that is none, is in use, or would be one too many. */
  String admitted(String asked) {
    String name = Databases.lower(asked);
    boolean wellFormed =
        name.length() <= nameMax
            && name.matches("[a-z][a-z0-9-]*")
            && !name.contains("--")
            && !name.endsWith("-");
    if (!wellFormed) {
      throw RdsErrors.INVALID_VALUE.saying(
          "The parameter " + asked + " is not a valid identifier.");
    }
    if (taken.containsKey(name)) {
      throw exists.saying(
          "Cannot create the snapshot because a snapshot with the identifier "
              + name
              + " already exists.");
    }
    if (quota.isPresent() && taken.size() >= quota.getAsInt()) {
      throw RdsErrors.QUOTA.saying("The number of manual snapshots would exceed the quota.");
    }
    return name;
  }

  Taken add(String name, Databases.Database source, int gib, int seconds) {
    Instant now = time.now();
    Taken snapshot =
        new Taken(
            name,
            source.identifier(),
            gib,
            source.isEncrypted(),
            now,
            now.plusSeconds(seconds),
            failing.contains(source.identifier()));
    taken.put(name, snapshot);
    return snapshot;
  }

  /** Those that are asked for, by name and by source; null asks for any. */
  List<Taken> asked(String name, String source) {
    if (name != null && !taken.containsKey(Databases.lower(name))) {
      throw notFound.saying("The snapshot " + name + " is not found.");
    }
    return taken.values().stream()
        .filter(it -> name == null || it.identifier().equals(Databases.lower(name)))
        .filter(it -> source == null || it.source().equals(Databases.lower(source)))
        .toList();
  }

  Stream<Taken> of(String source) {
    return taken.values().stream().filter(it -> it.source().equals(Databases.lower(source)));
  }

  boolean isUnderWay(String source) {
    return of(source).anyMatch(it -> it.isUnderWay(time.now()));
  }

  void fail(String source) {
    failing.add(Databases.lower(source));
  }

  void limit(OptionalInt most) {
    quota = most;
  }

  void delete(String name) {
    taken.remove(Databases.lower(name));
  }

  Optional<Taken> get(String name) {
    return Optional.ofNullable(taken.get(Databases.lower(name)));
  }
}
