package dev.lastgood.functions.config;

import java.util.Collection;
import java.util.Optional;

/** What someone who mistyped a name probably meant. */
public final class NearestName {
  private NearestName() {}

  /**
   * The known name that is nearest to one that is not known.
   *
   * @param written what was written
   * @param known the names that there are
   * @return the first of those with the fewest letters to change, swap, add or leave out; empty
   *     where none is near: at most a third of its letters, and always one, may differ
   */
  public static Optional<String> of(String written, Collection<String> known) {
    String nearest = null;
    int fewest = Integer.MAX_VALUE;
    for (String name : known) {
      int distance = distance(normal(written), normal(name));
      int allowed = Math.max(1, Math.max(written.length(), name.length()) / 3);
      if (distance <= allowed && distance < fewest) {
        nearest = name;
        fewest = distance;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** Letters alone count: {@code deadline_seconds} and {@code deadlineSeconds} are one name. */
  private static String normal(String name) {
    StringBuilder letters = new StringBuilder();
    name.codePoints()
        .filter(Character::isLetterOrDigit)
        .map(Character::toLowerCase)
        .forEach(letters::appendCodePoint);
    return letters.toString();
  }

  /** The optimal string alignment distance, in three rows. */
  private static int distance(String left, String right) {
    int[] beforeLast = new int[right.length() + 1];
    int[] last = new int[right.length() + 1];
    int[] row = new int[right.length() + 1];
    for (int column = 0; column <= right.length(); column++) {
      last[column] = column;
    }
    for (int line = 1; line <= left.length(); line++) {
      row[0] = line;
      for (int column = 1; column <= right.length(); column++) {
        char mine = left.charAt(line - 1);
        char theirs = right.charAt(column - 1);
        int changed = last[column - 1] + (mine == theirs ? 0 : 1);
        row[column] = Math.min(changed, 1 + Math.min(last[column], row[column - 1]));
        boolean swapped =
            line > 1
                && column > 1
                && mine == right.charAt(column - 2)
                && theirs == left.charAt(line - 2);
        if (swapped) {
          row[column] = Math.min(row[column], beforeLast[column - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[right.length()];
  }
}
