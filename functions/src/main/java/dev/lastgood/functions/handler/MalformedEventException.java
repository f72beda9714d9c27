package dev.lastgood.functions.handler;

/**
 * The input of a function is not what it must be. Thrown so that the asynchronous invocation fails
 * and the event reaches the dead-letter queue, with a message that names the field.
 */
public final class MalformedEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Logs, dead letters and notices repeat it: what was found is quoted, not copied. */
  private static final int MESSAGE_MAX = 1_000;

  /**
   * Refuses an input.
   *
   * @param message which field, what was expected there, and what was found
   */
  public MalformedEventException(String message) {
    super(shown(message));
  }

  /**
   * Refuses an input that could not be read.
   *
   * @param message which field, what was expected there, and what was found
   * @param cause what the reader said
   */
  public MalformedEventException(String message, Throwable cause) {
    super(shown(message), cause);
  }

  private static String shown(String message) {
    StringBuilder shown = new StringBuilder();
    message
        .codePoints()
        .limit(MESSAGE_MAX)
        .forEach(
            point ->
                shown.appendCodePoint(
                    Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE
                        ? '\uFFFD'
                        : point));
    return message.length() > MESSAGE_MAX ? shown + "…" : shown.toString();
  }
}
