package dev.lastgood.functions.handler;

/** Refuses what a record of the outside world must not lack. */
public final class Check {
  private Check() {}

  /**
   * A field that must be there.
   *
   * @param value its value, null where it was missing
   * @param field its path in the event, such as {@code detail.alarmName}
   * @param <T> its type
   * @return the value
   * @throws MalformedEventException naming the field, where it is missing
   */
  public static <T> T present(T value, String field) {
    if (value == null || (value instanceof String text && text.isBlank())) {
      throw new MalformedEventException("The field " + field + " is missing or empty.");
    }
    return value;
  }
}
