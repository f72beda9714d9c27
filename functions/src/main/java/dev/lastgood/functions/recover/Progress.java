package dev.lastgood.functions.recover;

import dev.lastgood.functions.ledger.Chain;

/** How far an action is. */
sealed interface Progress {
  /** The chain with all that the step has written. */
  Chain chain();

  /** Something is under way: look again later. */
  record Running(Chain chain, String says) implements Progress {}

  /** It has done what it was to do. */
  record Done(Chain chain, String says) implements Progress {}

  /** It cannot do what it was to do. */
  record Failed(Chain chain, String because) implements Progress {}

  /** What it was planned for is not so any more: a new plan is needed. */
  record Stale(Chain chain, String because) implements Progress {}
}
