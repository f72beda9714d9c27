package dev.lastgood.asl;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One JSON object of a definition while it is read. Every typed read reports a wrong type; what was
 * never read is an unknown field.
 */
final class Fields {

  private final Map<?, ?> values;
  private final String pointer;
  private final Faults faults;
  private final Set<String> known = new LinkedHashSet<>();

  Fields(Map<?, ?> values, String pointer, Faults faults) {
    this.values = values;
    this.pointer = pointer;
    this.faults = faults;
  }

  String pointer() {
    return pointer;
  }

  String pointerTo(String field) {
    return Faults.child(pointer, field);
  }

  boolean has(String field) {
    return values.containsKey(field);
  }

  void fault(String message) {
    faults.add(pointer, message);
  }

  /**
   * Reports a fault.
   *
   * @param path a field, or the way to a field further below such as {@code Catch/0/Next}
   */
  void fault(String path, String message) {
    String at = pointer;
    for (String step : path.split("/")) {
      at = Faults.child(at, step);
    }
    faults.add(at, message);
  }

  /** The raw value of a field, if there is one; this does not make the field known. */
  Object peek(String field) {
    return values.get(field);
  }

  /** The raw value of a field that is present; from now on the field is known. */
  Object raw(String field) {
    known.add(field);
    return values.get(field);
  }

  Optional<String> text(String field) {
    if (!present(field)) {
      return Optional.empty();
    }
    if (values.get(field) instanceof String text) {
      return Optional.of(text);
    }
    return wrong(field, "a string");
  }

  Optional<String> requiredText(String field) {
    if (!present(field)) {
      fault("'" + field + "' is missing");
    }
    return text(field);
  }

  Optional<Boolean> truth(String field) {
    if (!present(field)) {
      return Optional.empty();
    }
    return values.get(field) instanceof Boolean truth
        ? Optional.of(truth)
        : wrong(field, "true or false");
  }

  /** A whole number within bounds, both included. */
  Optional<Long> integer(String field, long least, long most) {
    if (!present(field)) {
      return Optional.empty();
    }
    Object value = values.get(field);
    if ((value instanceof Integer || value instanceof Long)
        && ((Number) value).longValue() >= least
        && ((Number) value).longValue() <= most) {
      return Optional.of(((Number) value).longValue());
    }
    return wrong(field, "an integer from " + least + " to " + most);
  }

  /** A number that is at least so much. */
  Optional<Double> number(String field, double least) {
    if (!present(field)) {
      return Optional.empty();
    }
    if (values.get(field) instanceof Number number && number.doubleValue() >= least) {
      return Optional.of(number.doubleValue());
    }
    return wrong(field, "a number of at least " + least);
  }

  Optional<Fields> object(String field) {
    if (!present(field)) {
      return Optional.empty();
    }
    return values.get(field) instanceof Map<?, ?> map
        ? Optional.of(new Fields(map, pointerTo(field), faults))
        : wrong(field, "an object");
  }

  Optional<List<?>> array(String field) {
    if (!present(field)) {
      return Optional.empty();
    }
    return values.get(field) instanceof List<?> list ? Optional.of(list) : wrong(field, "an array");
  }

  /** The members of an array that are objects; the others are faults. */
  List<Fields> objects(String field) {
    List<?> elements = array(field).orElse(List.of());
    return IntStream.range(0, elements.size())
        .mapToObj(index -> element(field, index, elements.get(index)))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Fields> element(String field, int index, Object value) {
    String elementPointer = Faults.child(pointerTo(field), index);
    if (value instanceof Map<?, ?> map) {
      return Optional.of(new Fields(map, elementPointer, faults));
    }
    faults.add(elementPointer, "must be an object");
    return Optional.empty();
  }

  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    values.keySet().forEach(key -> names.add((String) key));
    return names;
  }

  /** Reports every field that nobody read, those of the other query language by its name. */
  void refuseOthers(String where) {
    for (String field : names()) {
      if (known.contains(field)) {
        continue;
      }
      if (JsonPathFields.contains(field)) {
        faults.add(
            pointerTo(field),
            "'" + field + "' belongs to JSONPath; only definitions in JSONata can be run here");
      } else {
        faults.add(pointerTo(field), "'" + field + "' is not a field of " + where);
      }
    }
  }

  private boolean present(String field) {
    known.add(field);
    return values.containsKey(field);
  }

  private <T> Optional<T> wrong(String field, String expected) {
    fault(field, "'" + field + "' must be " + expected);
    return Optional.empty();
  }
}
