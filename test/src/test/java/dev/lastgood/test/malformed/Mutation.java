package dev.lastgood.test.malformed;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A valid input in which something is not as it should be, at a place that exists in it.
 *
 * @param says what was done to it
 * @param value JSON values
 * @param last whether it is not to be mutated further: nested deeper, nothing could carry it
 */
record Mutation(String says, Object value, boolean last) {
  /** As deep as JSON is read here at the most, and its envelope in a dead letter around it. */
  private static final int DEEP = 950;

  private static final String HUGE = "x".repeat(250 * 1024);

  private static final List<String> NAMES =
      List.of(
          "../x",
          "../../incidents/x",
          "/",
          "incident#x",
          "arn:aws:iam::999999999999:role/other",
          "arn:aws:autoscaling:eu-west-1:999999999999:autoScalingGroup:x:autoScalingGroupName/x",
          "${BUCKET}",
          "{% $states.input %}",
          "' OR '1'='1",
          "__proto__",
          "null",
          "  ",
          "",
          "x\r\ny: z",
          "-1");

  private static final List<String> UNICODE =
      List.of(
          "\uD800",
          "\uDFFFx",
          "\u0000",
          "\u0001\u0002\u001B[31m",
          "\u202Ereversed",
          "\uFEFF",
          "\uFFFF",
          "👩‍👩‍👧‍👦".repeat(40),
          "e\u0301".repeat(200));

  private static final List<Object> NUMBERS =
      List.of(
          0,
          -1,
          Integer.MAX_VALUE,
          Integer.MIN_VALUE,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          1.5,
          -0.0,
          1e308,
          BigInteger.TEN.pow(400));

  private static final List<String> INSTANTS =
      List.of(
          "1970-01-01T00:00:00Z",
          "0000-01-01T00:00:00Z",
          "2999-01-01T00:00:00Z",
          "-1000000000-01-01T00:00:00Z",
          "+1000000000-12-31T23:59:59.999999999Z",
          "2026-02-30T00:00:00Z",
          "yesterday",
          "2026-03-01");

  /** What a place can become. */
  private enum Kind {
    DROPPED,
    ADDED,
    OTHER_TYPE,
    DEEP,
    HUGE,
    UNICODE,
    NAME,
    NUMBER,
    INSTANT,
    EMPTY,
    NULL,
    TWICE,
    OTHERS,
    WHOLE
  }

  /**
   * Mutates once.
   *
   * @param valid a valid input; stays as it is
   * @param others texts that mean something elsewhere, such as other incidents' ids
   */
  static Mutation of(Object valid, List<String> others, RandomGenerator chance) {
    Object copy = copy(valid);
    List<Place> places = new ArrayList<>();
    collect(copy, "", places);
    Kind kind = Kind.values()[chance.nextInt(Kind.values().length)];
    if (places.isEmpty() || kind == Kind.WHOLE) {
      return new Mutation("all of it", whole(chance), true);
    }
    Place place = places.get(chance.nextInt(places.size()));
    switch (kind) {
      case DROPPED -> place.drop();
      case ADDED -> place.set(added(place.value(), chance));
      case OTHER_TYPE -> place.set(otherType(place.value(), chance));
      case DEEP -> place.set(deep(chance.nextBoolean()));
      case HUGE -> place.set(HUGE);
      case UNICODE -> place.set(one(UNICODE, chance));
      case NAME -> place.set(one(NAMES, chance));
      case NUMBER -> place.set(one(NUMBERS, chance));
      case INSTANT -> place.set(one(INSTANTS, chance));
      case EMPTY -> place.set(chance.nextBoolean() ? new ArrayList<>() : new LinkedHashMap<>());
      case NULL -> place.set(null);
      case TWICE -> place.set(twice(place.value()));
      case OTHERS -> place.set(others.isEmpty() ? "" : one(others, chance));
      case WHOLE -> throw new IllegalStateException("Done above.");
    }
    return new Mutation(place.path() + " " + kind, copy, kind == Kind.DEEP);
  }

  /** A place in an input: the member of an object, or the item of a list. */
  private record Place(Object container, Object key, String path) {
    @SuppressWarnings("unchecked")
    private Map<String, Object> map() {
      return (Map<String, Object>) container;
    }

    @SuppressWarnings("unchecked")
    private List<Object> list() {
      return (List<Object>) container;
    }

    Object value() {
      return key instanceof Integer index ? list().get(index) : map().get((String) key);
    }

    void set(Object value) {
      if (key instanceof Integer index) {
        list().set(index, value);
      } else {
        map().put((String) key, value);
      }
    }

    void drop() {
      if (key instanceof Integer index) {
        list().remove((int) index);
      } else {
        map().remove((String) key);
      }
    }
  }

  private static void collect(Object value, String path, List<Place> places) {
    switch (value) {
      case Map<?, ?> map ->
          map.forEach(
              (name, member) -> {
                places.add(new Place(map, name, path + "/" + name));
                collect(member, path + "/" + name, places);
              });
      case List<?> list -> {
        for (int index = 0; index < list.size(); index++) {
          places.add(new Place(list, index, path + "/" + index));
          collect(list.get(index), path + "/" + index, places);
        }
      }
      case null -> {}
      default -> {}
    }
  }

  private static Object copy(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<Object, Object> copied = new LinkedHashMap<>();
        map.forEach((name, member) -> copied.put(name, copy(member)));
        yield copied;
      }
      case List<?> list -> new ArrayList<>(list.stream().map(Mutation::copy).toList());
      case null -> null;
      default -> value;
    };
  }

  private static <T> T one(List<T> of, RandomGenerator chance) {
    return of.get(chance.nextInt(of.size()));
  }

  private static Object whole(RandomGenerator chance) {
    return switch (chance.nextInt(7)) {
      case 0 -> null;
      case 1 -> new ArrayList<>();
      case 2 -> new LinkedHashMap<>();
      case 3 -> HUGE;
      case 4 -> 7;
      case 5 -> true;
      default -> deep(chance.nextBoolean());
    };
  }

  private static Object added(Object value, RandomGenerator chance) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> more = new LinkedHashMap<>(map);
      more.put(one(NAMES, chance), one(UNICODE, chance));
      more.put("canary", true);
      return more;
    }
    if (value instanceof List<?> list) {
      List<Object> more = new ArrayList<>(list);
      more.add(null);
      more.add(one(NAMES, chance));
      return more;
    }
    return value + "\n";
  }

  private static Object otherType(Object value, RandomGenerator chance) {
    List<Object> types = new ArrayList<>();
    types.add(List.of(String.valueOf(value)));
    types.add(Map.of("value", String.valueOf(value)));
    types.add(value instanceof Boolean ? "perhaps" : true);
    types.add(value instanceof Number ? "many" : 7);
    types.add(value instanceof String ? Map.of() : "text");
    return one(types, chance);
  }

  private static Object twice(Object value) {
    if (value instanceof List<?> list) {
      List<Object> doubled = new ArrayList<>(list);
      doubled.addAll(list);
      return doubled;
    }
    return List.of(String.valueOf(value), String.valueOf(value));
  }

  private static Object deep(boolean lists) {
    Object value = "bottom";
    for (int depth = 0; depth < DEEP; depth++) {
      value = lists ? new ArrayList<>(List.of(value)) : new LinkedHashMap<>(Map.of("a", value));
    }
    return value;
  }
}
