package dev.lastgood.functions.stack;

/** A text that is no CloudFormation template; its message says where, and what stands there. */
public final class UnreadableTemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param message what is wrong, in a sentence
   */
  public UnreadableTemplateException(String message) {
    super(message);
  }
}
