package dev.lastgood.functions.ledger;

import java.time.Instant;

/** What came of releasing a hold. */
public sealed interface Release {
  /** It stood, and does not stand any more. */
  record Released() implements Release {}

  /**
   * Somebody had released it before.
   *
   * @param by who
   * @param because why
   * @param at when
   */
  record AlreadyReleased(String by, String because, Instant at) implements Release {}

  /**
   * A later incident had renewed it: what it says now, nobody has looked at.
   *
   * @param hold the hold that stands
   */
  record Renewed(Hold hold) implements Release {}

  /** The incident has none on this target, and none was released. */
  record None() implements Release {}
}
