package dev.lastgood.asl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects items up to a limit. */
final class MapItems {

  private final List<MapItem> items = new ArrayList<>();
  private final long most;

  MapItems(long most) {
    this.most = most;
  }

  boolean isFull() {
    return items.size() >= most;
  }

  /** Adds an item, unless there are enough. */
  void add(Object value, String source) {
    add(new MapItem(value, Optional.empty(), source));
  }

  /** Adds the elements of an array, or the members of an object. */
  void addAll(Object document, String source) {
    if (document instanceof Map<?, ?> map) {
      map.forEach((name, value) -> add(new MapItem(value, Optional.of((String) name), source)));
    } else {
      ((List<?>) document).forEach(value -> add(value, source));
    }
  }

  private void add(MapItem item) {
    if (!isFull()) {
      items.add(item);
    }
  }

  List<MapItem> list() {
    return items;
  }
}
