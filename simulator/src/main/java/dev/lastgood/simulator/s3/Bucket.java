package dev.lastgood.simulator.s3;

import dev.lastgood.simulator.kernel.Utf8;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** One bucket: keys, and of each its versions, the newest first. */
final class Bucket {
  private final boolean versioned;
  private final NavigableMap<String, Deque<Version>> byKey = new TreeMap<>(Utf8.ORDER);

  Bucket(boolean versioned) {
    this.versioned = versioned;
  }

  boolean isVersioned() {
    return versioned;
  }

  /** What is read under a key: the newest version, unless it is a delete marker. */
  Optional<Version> current(String key) {
    return newest(key).filter(version -> !version.isDeleteMarker());
  }

  /** The newest version, delete markers included. */
  Optional<Version> newest(String key) {
    return Optional.ofNullable(byKey.get(key)).map(Deque::peekFirst);
  }

  Optional<Version> version(String key, String id) {
    return Optional.ofNullable(byKey.get(key)).stream()
        .flatMap(Deque::stream)
        .filter(version -> version.id().equals(Optional.of(id)))
        .findFirst();
  }

  void add(String key, Version version) {
    Deque<Version> versions = byKey.computeIfAbsent(key, _ -> new ArrayDeque<>());
    if (!versioned) {
      versions.clear();
    }
    versions.addFirst(version);
  }

  void remove(String key, Version version) {
    Deque<Version> versions = byKey.get(key);
    versions.remove(version);
    if (versions.isEmpty()) {
      byKey.remove(key);
    }
  }

  void removeAll(String key) {
    byKey.remove(key);
  }

  /** The keys after another one, in the order of listings. */
  Map<String, Deque<Version>> after(String key) {
    return byKey.tailMap(key, false);
  }

  /** The keys from a prefix on, in the order of listings. */
  Map<String, Deque<Version>> from(String prefix) {
    return byKey.tailMap(prefix, true);
  }
}
