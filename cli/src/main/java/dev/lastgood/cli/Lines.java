package dev.lastgood.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines for people: wrapped between words, and times as they read them. */
final class Lines {
  private Lines() {}

  /**
   * Breaks a text between its words.
   *
   * @param width how long a line may be; a longer word stands alone, unbroken, so that it can be
   *     copied
   * @return the lines, at least one
   */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** Seconds as minutes and seconds, {@code 04:07}; minutes go on above an hour. */
  static String clock(double seconds) {
    long whole = Math.round(Math.abs(seconds));
    String sign = seconds < 0 && whole > 0 ? "-" : "";
    return String.format(Locale.ROOT, "%s%02d:%02d", sign, whole / 60, whole % 60);
  }
}
