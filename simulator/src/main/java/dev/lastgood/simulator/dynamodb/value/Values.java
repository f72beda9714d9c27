package dev.lastgood.simulator.dynamodb.value;

import dev.lastgood.simulator.kernel.Utf8;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;

/**
 * Attribute values in the one form in which they are kept, so that equal values are equal objects:
 * numbers plain, sets sorted, attributes in the order of their names.
 *
 * <p>The SDK's attribute values are immutable throughout, so nothing is copied that already has
 * this form.
 */
public final class Values {
  /** Orders strings by their UTF-8 bytes, as sort keys and comparisons do. */
  public static final Comparator<String> STRINGS = Utf8.ORDER;

  /** Orders binaries by their bytes, unsigned. */
  public static final Comparator<SdkBytes> BINARIES =
      (left, right) ->
          java.util.Arrays.compareUnsigned(left.asByteArrayUnsafe(), right.asByteArrayUnsafe());

  /** Orders numbers by value. */
  public static final Comparator<String> NUMBERS = Numbers::compare;

  private static final int DEPTH_MAX = 32;

  private Values() {}

  /**
   * The form in which an item is kept.
   *
   * @param item as it stands in a request
   * @return its attributes in the order of their names, unmodifiable
   */
  public static Map<String, AttributeValue> normalized(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> kept = new TreeMap<>();
    item.forEach((name, value) -> kept.put(name, normalized(value)));
    return Collections.unmodifiableMap(kept);
  }

  /**
   * The form in which a value is kept.
   *
   * @param value as it stands in a request
   * @return the same object where it already has this form
   */
  public static AttributeValue normalized(AttributeValue value) {
    return normalized(value, 1);
  }

  /**
   * How expressions and messages name a value's type.
   *
   * @param value any value
   * @return such as {@code S} or {@code NULL}
   */
  public static String typeName(AttributeValue value) {
    return value.type() == Type.NUL ? "NULL" : value.type().name();
  }

  /**
   * Orders two values of the same scalar type.
   *
   * @param left a string, number or binary
   * @param right one of the same type
   * @return as comparators do
   */
  public static int compare(AttributeValue left, AttributeValue right) {
    return switch (left.type()) {
      case S -> STRINGS.compare(left.s(), right.s());
      case N -> Numbers.compare(left.n(), right.n());
      case B -> BINARIES.compare(left.b(), right.b());
      default -> throw new IllegalArgumentException("No order among " + typeName(left));
    };
  }

  /**
   * Whether values of this type have an order.
   *
   * @param value any value
   * @return true for strings, numbers and binaries
   */
  public static boolean isOrdered(AttributeValue value) {
    return value.type() == Type.S || value.type() == Type.N || value.type() == Type.B;
  }

  /**
   * Whether a value begins with another one.
   *
   * @param whole any value
   * @param prefix any value
   * @return false also where they are not both strings, or both binaries
   */
  public static boolean beginsWith(AttributeValue whole, AttributeValue prefix) {
    if (whole.type() != prefix.type()) {
      return false;
    }
    return switch (whole.type()) {
      case S -> whole.s().startsWith(prefix.s());
      case B -> Bytes.startsWith(whole.b(), prefix.b());
      default -> false;
    };
  }

  /**
   * Whether a value holds another one: a part of a string or binary, a member of a set, an element
   * of a list.
   *
   * @param whole any value
   * @param part any value
   * @return false also where their types do not fit
   */
  public static boolean contains(AttributeValue whole, AttributeValue part) {
    return switch (whole.type()) {
      case S -> part.type() == Type.S && whole.s().contains(part.s());
      case B -> part.type() == Type.B && Bytes.contains(whole.b(), part.b());
      case SS -> part.type() == Type.S && whole.ss().contains(part.s());
      case NS -> part.type() == Type.N && whole.ns().contains(part.n());
      case BS -> part.type() == Type.B && whole.bs().contains(part.b());
      case L -> whole.l().contains(part);
      case N, M, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> false;
    };
  }

  private static AttributeValue normalized(AttributeValue value, int depth) {
    return switch (value.type()) {
      case S, B, BOOL -> value;
      case NUL -> {
        if (!value.nul()) {
          throw Invalid.parameter("Null attribute value types must have the value of true");
        }
        yield value;
      }
      case N -> {
        String number = Numbers.normalized(value.n());
        yield number.equals(value.n()) ? value : AttributeValue.fromN(number);
      }
      case SS -> AttributeValue.fromSs(set("string", value.ss(), STRINGS));
      case NS ->
          AttributeValue.fromNs(
              set("number", value.ns().stream().map(Numbers::normalized).toList(), NUMBERS));
      case BS -> AttributeValue.fromBs(set("binary", value.bs(), BINARIES));
      case L -> list(value, depth);
      case M -> map(value, depth);
      case UNKNOWN_TO_SDK_VERSION ->
          throw Invalid.request(
              "Supplied AttributeValue is empty, must contain exactly one of the supported"
                  + " datatypes");
    };
  }

  private static AttributeValue list(AttributeValue value, int depth) {
    checkDepth(depth);
    List<AttributeValue> kept = new ArrayList<>(value.l().size());
    boolean same = true;
    for (AttributeValue element : value.l()) {
      AttributeValue normalized = normalized(element, depth + 1);
      same &= normalized == element;
      kept.add(normalized);
    }
    return same ? value : AttributeValue.fromL(kept);
  }

  private static AttributeValue map(AttributeValue value, int depth) {
    checkDepth(depth);
    Map<String, AttributeValue> kept = new TreeMap<>();
    boolean same = true;
    String previous = "";
    for (Map.Entry<String, AttributeValue> entry : value.m().entrySet()) {
      AttributeValue normalized = normalized(entry.getValue(), depth + 1);
      same &= normalized == entry.getValue() && entry.getKey().compareTo(previous) >= 0;
      previous = entry.getKey();
      kept.put(entry.getKey(), normalized);
    }
    return same ? value : AttributeValue.fromM(kept);
  }

  private static void checkDepth(int depth) {
    if (depth > DEPTH_MAX) {
      throw Invalid.request("Nesting Levels have exceeded supported limits");
    }
  }

  private static <T> List<T> set(String type, List<T> members, Comparator<T> order) {
    if (members.isEmpty()) {
      throw Invalid.parameter("An " + type + " set  may not be empty");
    }
    List<T> sorted = new ArrayList<>(members);
    sorted.sort(order);
    for (int i = 1; i < sorted.size(); i++) {
      if (order.compare(sorted.get(i - 1), sorted.get(i)) == 0) {
        throw Invalid.parameter("Input collection " + members + " contains duplicates.");
      }
    }
    return sorted;
  }
}
