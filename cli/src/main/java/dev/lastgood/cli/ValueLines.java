package dev.lastgood.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lines of one difference, from what is to what was good. Of two lists each element has its
 * line, so that what they have in common need not be read twice.
 */
final class ValueLines {
  private ValueLines() {}

  /** Which of the two groups has it. */
  enum Side {
    BOTH("  "),
    LIVE("- "),
    GOOD("+ ");

    private final String sign;

    Side(String sign) {
      this.sign = sign;
    }
  }

  /**
   * A line.
   *
   * @param side which of the two has it
   * @param text it, with its sign
   */
  record Line(Side side, String text) {
    static Line of(Side side, String value) {
      return new Line(side, side.sign + value);
    }
  }

  /**
   * The lines of a difference, as {@code diff} would have them.
   *
   * @param good the good value
   * @param live the live one
   */
  static List<Line> of(String good, String live) {
    List<String> before = elements(good).orElse(List.of());
    List<String> now = elements(live).orElse(List.of());
    List<String> common = before.stream().filter(now::contains).toList();
    if (common.isEmpty() || common.size() == before.size() && common.size() == now.size()) {
      // Nothing in common, or nothing but the order differs.
      return List.of(Line.of(Side.LIVE, live), Line.of(Side.GOOD, good));
    }
    List<Line> lines = new ArrayList<>();
    common.forEach(element -> lines.add(Line.of(Side.BOTH, element)));
    now.stream()
        .filter(element -> !common.contains(element))
        .forEach(element -> lines.add(Line.of(Side.LIVE, element)));
    before.stream()
        .filter(element -> !common.contains(element))
        .forEach(element -> lines.add(Line.of(Side.GOOD, element)));
    return lines;
  }

  /** The elements of a list of names; a list of anything larger stays as it is. */
  private static Optional<List<String>> elements(String value) {
    boolean isList = value.startsWith("[") && value.endsWith("]") && !value.contains("{");
    return isList
        ? Optional.of(List.of(value.substring(1, value.length() - 1).split(", ")))
        : Optional.empty();
  }
}
