package dev.lastgood.simulator.cloudformation;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What resources really are that no other simulated service has, by type and physical id. */
final class LiveProperties {
  private final Map<Key, Map<String, Object>> live = new LinkedHashMap<>();
  private final Map<Key, Map<String, Object>> deleted = new HashMap<>();
  private Observer observer = (_, _, _) -> {};

  private record Key(String type, String physicalId) {}

  /** Told of every change, with what is there then. */
  @FunctionalInterface
  interface Observer {
    void changed(String type, String physicalId, Optional<Map<String, Object>> now);
  }

  void observe(Observer other) {
    observer = other;
  }

  Optional<Map<String, Object>> get(String type, String physicalId) {
    return Optional.ofNullable(live.get(new Key(type, physicalId)));
  }

  /** Everything of a type, by physical id. */
  Map<String, Map<String, Object>> all(String type) {
    Map<String, Map<String, Object>> all = new TreeMap<>();
    live.forEach(
        (key, properties) -> {
          if (key.type().equals(type)) {
            all.put(key.physicalId(), properties);
          }
        });
    return all;
  }

  boolean has(String type, String physicalId) {
    return live.containsKey(new Key(type, physicalId));
  }

  void put(String type, String physicalId, Map<String, Object> properties) {
    Map<String, Object> now = Collections.unmodifiableMap(new TreeMap<>(properties));
    live.put(new Key(type, physicalId), now);
    observer.changed(type, physicalId, Optional.of(now));
  }

  void remove(String type, String physicalId) {
    Map<String, Object> was = live.remove(new Key(type, physicalId));
    if (was != null) {
      deleted.put(new Key(type, physicalId), was);
      observer.changed(type, physicalId, Optional.empty());
    }
  }

  /** Makes what was deleted again, by the same name and as it was. */
  boolean makeAgain(String type, String physicalId) {
    Map<String, Object> was = deleted.get(new Key(type, physicalId));
    if (was == null || live.containsKey(new Key(type, physicalId))) {
      return false;
    }
    put(type, physicalId, was);
    return true;
  }
}
