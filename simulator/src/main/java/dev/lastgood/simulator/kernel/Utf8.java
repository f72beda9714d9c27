package dev.lastgood.simulator.kernel;

import java.util.Comparator;

/** Strings as AWS counts and sorts them: by their bytes in UTF-8. */
public final class Utf8 {
  /** Orders strings by their bytes, without making any. */
  public static final Comparator<String> ORDER = Utf8::compare;

  private Utf8() {}

  /**
   * The length of a string.
   *
   * @param text any string
   * @return its bytes
   */
  public static int bytes(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit >= 0x80) {
        // A surrogate pair is four bytes: two for each of its units.
        bytes += unit < 0x800 || Character.isSurrogate(unit) ? 1 : 2;
      }
    }
    return bytes;
  }

  /** Java compares UTF-16 units; above the surrogates their order differs from that of bytes. */
  private static int compare(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char one = left.charAt(i);
      char other = right.charAt(i);
      if (one != other) {
        boolean paired = Character.isSurrogate(one);
        if (paired == Character.isSurrogate(other)) {
          return Character.compare(one, other);
        }
        // What needs a pair comes after all that does not.
        return paired ? 1 : -1;
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
