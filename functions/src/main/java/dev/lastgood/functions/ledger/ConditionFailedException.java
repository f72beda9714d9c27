package dev.lastgood.functions.ledger;

import software.amazon.awssdk.services.dynamodb.model.CancellationReason;

/** Of several writes that were to happen together, one's condition did not hold: none happened. */
final class ConditionFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int index;

  /** The write at an index, counted without the ledger's own entry, was refused. */
  ConditionFailedException(int index, CancellationReason reason) {
    super("Write " + index + " was refused: " + reason.message());
    this.index = index;
  }

  int index() {
    return index;
  }
}
