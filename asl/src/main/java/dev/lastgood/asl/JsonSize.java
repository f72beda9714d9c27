package dev.lastgood.asl;

import java.util.List;
import java.util.Map;

/**
 * The size of a document as JSON text in UTF-8, without writing it.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Step
 *     Functions service quotas: input or output size for a task, state, or execution</a>
 */
final class JsonSize {

  /** The largest payload: 256 KiB. */
  static final int PAYLOAD_BYTES_MAX = 262_144;

  private JsonSize() {}

  /** The size in bytes; of something larger than a payload, only that it is larger. */
  static long of(Object document) {
    return add(0, document);
  }

  static boolean exceedsPayload(Object document) {
    return add(0, document) > PAYLOAD_BYTES_MAX;
  }

  /** Adds up sizes; stops early above the limit, where the exact size no longer matters. */
  private static long add(long size, Object value) {
    return size > PAYLOAD_BYTES_MAX
        ? size
        : switch (value) {
          case null -> size + 4;
          case String text -> size + ofText(text);
          case Boolean truth -> size + (truth ? 4 : 5);
          case Integer number -> size + digits(number);
          case Long number -> size + digits(number);
          case Number number -> size + number.toString().length();
          case List<?> list -> addList(size, list);
          case Map<?, ?> map -> addMap(size, map);
          default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
        };
  }

  private static long addList(long size, List<?> list) {
    long sum = size + 2 + Math.max(0, list.size() - 1);
    for (Object element : list) {
      sum = add(sum, element);
    }
    return sum;
  }

  private static long addMap(long size, Map<?, ?> map) {
    long sum = size + 2 + Math.max(0, map.size() - 1);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      sum = add(sum + ofText((String) entry.getKey()) + 1, entry.getValue());
    }
    return sum;
  }

  private static int digits(long number) {
    int digits = number < 0 ? 2 : 1;
    // Counts down from the negative side, which also holds the smallest long.
    for (long rest = number < 0 ? number : -number; rest <= -10; rest /= 10) {
      digits++;
    }
    return digits;
  }

  private static long ofText(String text) {
    long bytes = 2;
    for (int index = 0; index < text.length(); index++) {
      bytes += ofCharacter(text.charAt(index));
    }
    return bytes;
  }

  private static int ofCharacter(char character) {
    if (character < ' ') {
      return switch (character) {
        case '\b', '\t', '\n', '\f', '\r' -> 2;
        default -> 6;
      };
    }
    if (character == '"' || character == '\\') {
      return 2;
    }
    if (character < 0x80) {
      return 1;
    }
    // A surrogate pair makes four bytes together.
    return character < 0x800 || Character.isSurrogate(character) ? 2 : 3;
  }
}
