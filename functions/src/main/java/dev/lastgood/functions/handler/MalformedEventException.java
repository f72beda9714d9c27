package dev.lastgood.functions.handler;

/**
 * The input of a function is not what it must be. Thrown so that the asynchronous invocation fails
 * and the event reaches the dead-letter queue, with a message that names the field.
 */
public final class MalformedEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Refuses an input.
   *
   * @param message which field, what was expected there, and what was found
   */
  public MalformedEventException(String message) {
    super(message);
  }

  /**
   * Refuses an input that could not be read.
   *
   * @param message which field, what was expected there, and what was found
   * @param cause what the reader said
   */
  public MalformedEventException(String message, Throwable cause) {
    super(message, cause);
  }
}
