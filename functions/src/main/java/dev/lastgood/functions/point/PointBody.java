package dev.lastgood.functions.point;

import java.time.Instant;

/** A complete capture of a target: the body of a recovery point, and of an undo point. */
public sealed interface PointBody permits GroupBody, StackBody {
  /**
   * The version of the body's form.
   *
   * @return a number that {@link PointBodies} knows
   */
  int schemaVersion();

  /**
   * The target.
   *
   * @return its name in the configuration
   */
  String targetId();

  /**
   * What was captured.
   *
   * @return the name of the group or of the stack
   */
  String resourceName();

  /**
   * When it was read.
   *
   * @return the instant
   */
  Instant capturedAt();

  /**
   * The identity of the configuration, whatever else ran or was called otherwise.
   *
   * @return SHA-256 of its canonical form, in hexadecimal
   */
  String identity();

  /**
   * What may change without the configuration being another.
   *
   * @return the desired capacity; 0 for a stack
   */
  int desiredCapacity();
}
