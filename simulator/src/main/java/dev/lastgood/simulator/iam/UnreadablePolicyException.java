package dev.lastgood.simulator.iam;

/** A policy says something that IAM would refuse, or that is not modelled here. */
public final class UnreadablePolicyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Refuses a place in a policy.
   *
   * @param place the stack, the logical id and the element
   * @param reason what is wrong there
   */
  UnreadablePolicyException(String place, String reason) {
    super(place + ": " + reason);
  }
}
