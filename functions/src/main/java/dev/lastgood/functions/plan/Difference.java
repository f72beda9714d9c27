package dev.lastgood.functions.plan;

/**
 * One difference between a point and the live target.
 *
 * @param field what differs, such as {@code minSize} or {@code launchTemplate/ImageId}
 * @param point its value in the point, as text
 * @param live its value now, as text
 * @param kind what it can break
 */
public record Difference(String field, String point, String live, Kind kind) {
  /** What a difference can break. */
  public enum Kind {
    /** What instances run: putting it right means replacing instances. */
    LAUNCH,
    /** How many instances there are. */
    CAPACITY,
    /** What counts as healthy, and what keeps the group working. */
    HEALTH,
    /** Nothing that an alarm could see; never a reason to act in an incident. */
    OTHER
  }

  /**
   * Whether it can be the cause of an alarm.
   *
   * @return false for what only describes
   */
  public boolean isRelevant() {
    return kind != Kind.OTHER;
  }
}
