package dev.lastgood.asl;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Builds the details of a history event under the API's names. */
final class Details {

  /** No details. */
  static final Supplier<Map<String, Object>> NONE = Map::of;

  private final Map<String, Object> values = new LinkedHashMap<>();

  Details with(String name, Object value) {
    values.put(name, value);
    return this;
  }

  Details with(String name, Optional<?> value) {
    value.ifPresent(present -> values.put(name, present));
    return this;
  }

  /** The error and the cause, as far as there are any. */
  static Details of(Failure failure) {
    return new Details().with("error", failure.error()).with("cause", failure.cause());
  }

  Map<String, Object> map() {
    return values;
  }
}
