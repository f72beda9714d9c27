package dev.lastgood.cli;

/** A template could not be made; the message says why, and what to do about it. */
final class SynthesisException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SynthesisException(String message) {
    super(message);
  }
}
