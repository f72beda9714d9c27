package dev.lastgood.functions.recover;

/** Somebody else changes the target at the same time: nothing more is done to it. */
final class ForeignChangeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ForeignChangeException(String message) {
    super(message);
  }
}
