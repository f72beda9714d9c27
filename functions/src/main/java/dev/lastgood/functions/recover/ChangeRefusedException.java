package dev.lastgood.functions.recover;

/** A person has said, after the plan was made, that nothing be changed. */
final class ChangeRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ChangeRefusedException(String because) {
    super(because);
  }
}
