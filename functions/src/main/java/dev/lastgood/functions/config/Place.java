package dev.lastgood.functions.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Where something stands in a document: the keys (text) and positions in lists (numbers) that lead
 * to it from the top.
 */
record Place(List<Object> steps) {
  static final Place TOP = new Place(List.of());

  Place {
    steps = List.copyOf(steps);
  }

  Place then(Object step) {
    List<Object> longer = new ArrayList<>(steps);
    longer.add(step);
    return new Place(longer);
  }

  Place outer() {
    return new Place(steps.subList(0, steps.size() - 1));
  }

  boolean within(Place outer) {
    return steps.size() >= outer.steps.size()
        && steps.subList(0, outer.steps.size()).equals(outer.steps);
  }

  /** The path as people write it: {@code targets.web.alarms[0].name}. */
  String path() {
    StringBuilder path = new StringBuilder();
    for (Object step : steps) {
      if (step instanceof Integer position) {
        path.append('[').append(position).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step);
      }
    }
    return path.toString();
  }
}
