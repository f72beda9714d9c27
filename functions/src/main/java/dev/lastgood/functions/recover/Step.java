package dev.lastgood.functions.recover;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Lease;

/** One step of one action, and the right to take it. */
sealed interface Step permits GroupStep, StackStep {
  /** The target. */
  Target target();

  /** The incident's ledger as it was read. */
  Chain chain();

  /** The lease, under this attempt's fence. */
  Lease lease();

  /** The time that is left. */
  Invocation invocation();
}
