package dev.lastgood.simulator.iam;

/**
 * Text in which {@code *} stands for any characters and {@code ?} for one; see "Specifying
 * resources" and "Using wildcards" in the IAM User Guide. The star may stand for colons and
 * slashes.
 */
final class Wildcard {
  private final String pattern;
  private final boolean literal;
  private final boolean everything;

  Wildcard(String pattern) {
    this.pattern = pattern;
    this.literal = pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0;
    this.everything = pattern.equals("*");
  }

  boolean matches(String text) {
    if (everything) {
      return true;
    }
    return literal ? pattern.equals(text) : matchesWithStars(text);
  }

  /** Goes back to the last star only: it is linear but for what a star is tried on again. */
  private boolean matchesWithStars(String text) {
    int at = 0;
    int inText = 0;
    int star = -1;
    int afterStarInText = 0;
    while (inText < text.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        afterStarInText = inText;
      } else if (at < pattern.length()
          && (pattern.charAt(at) == '?' || pattern.charAt(at) == text.charAt(inText))) {
        at++;
        inText++;
      } else if (star >= 0) {
        at = star + 1;
        inText = ++afterStarInText;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }
}
