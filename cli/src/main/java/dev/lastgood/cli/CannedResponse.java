package dev.lastgood.cli;

import java.time.Duration;
import java.util.Optional;

/**
 * What one attempt of a task is answered.
 *
 * @param state the task's state
 * @param answer what comes
 * @param delay how long the task takes, in virtual time
 */
record CannedResponse(String state, Answer answer, Duration delay) {

  /** A success or a failure. */
  sealed interface Answer {}

  /**
   * The task succeeds.
   *
   * @param value its result, a JSON document as plain Java values
   */
  record Output(Object value) implements Answer {}

  /**
   * The task fails.
   *
   * @param error the error's name
   * @param cause its explanation
   */
  record Failure(String error, Optional<String> cause) implements Answer {}
}
