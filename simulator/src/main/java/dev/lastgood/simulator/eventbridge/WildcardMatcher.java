package dev.lastgood.simulator.eventbridge;

import java.util.ArrayList;
import java.util.List;

/**
 * Text with {@code *} for any number of characters; {@code \*} and {@code \\} stand for themselves.
 *
 * @param parts the text between the wildcards, in order; a single one where there is no wildcard
 */
record WildcardMatcher(List<String> parts) implements ValueMatcher {
  /** Reads one; the reason goes into the exception where it is refused. */
  static WildcardMatcher parse(String place, String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '\\') {
        i++;
        if (i == text.length() || (text.charAt(i) != '*' && text.charAt(i) != '\\')) {
          throw new InvalidEventPatternException(
              place, "a backslash escapes a wildcard or a backslash and nothing else");
        }
        part.append(text.charAt(i));
      } else if (character == '*') {
        if (i + 1 < text.length() && text.charAt(i + 1) == '*') {
          throw new InvalidEventPatternException(
              place, "consecutive wildcards are not allowed: " + text);
        }
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(character);
      }
    }
    parts.add(part.toString());
    return new WildcardMatcher(List.copyOf(parts));
  }

  @Override
  public boolean matches(Object value) {
    return value instanceof String text && matchesText(text);
  }

  /** Each middle part may take its first place: an earlier one leaves more for the rest. */
  private boolean matchesText(String text) {
    String first = parts.getFirst();
    if (parts.size() == 1) {
      return text.equals(first);
    }
    String last = parts.getLast();
    if (text.length() < first.length() + last.length()
        || !text.startsWith(first)
        || !text.endsWith(last)) {
      return false;
    }
    int from = first.length();
    int end = text.length() - last.length();
    for (String part : parts.subList(1, parts.size() - 1)) {
      int found = text.indexOf(part, from);
      if (found < 0 || found + part.length() > end) {
        return false;
      }
      from = found + part.length();
    }
    return true;
  }
}
