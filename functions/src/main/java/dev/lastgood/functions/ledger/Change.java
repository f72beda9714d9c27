package dev.lastgood.functions.ledger;

/**
 * How a target differed from its good point when it went bad, in one field.
 *
 * @param field what differed, such as {@code launchTemplate/ImageId}
 * @param good its value in the good point, as text
 * @param bad its value when the target had gone bad, as text
 */
public record Change(String field, String good, String bad) {
  /** Enough to recognise a value by, and little enough for every record that carries it. */
  private static final int VALUE_MAX = 256;

  /** Cuts values that are too long to be kept whole. */
  public Change {
    good = cut(good);
    bad = cut(bad);
  }

  private static String cut(String value) {
    return value.length() <= VALUE_MAX ? value : value.substring(0, VALUE_MAX - 1) + "…";
  }
}
