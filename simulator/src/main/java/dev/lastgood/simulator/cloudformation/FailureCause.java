package dev.lastgood.simulator.cloudformation;

/**
 * Why a resource cannot be created or changed; see "Update rollback failed" in "Troubleshooting
 * CloudFormation" of the AWS CloudFormation User Guide.
 */
public enum FailureCause {
  /** Not enough signals came; gone when somebody sends one ({@code SignalResource}). */
  MISSING_SIGNAL(
      "Failed to receive 1 resource signal(s) within the specified duration", Remedy.SIGNAL),
  /** Whoever acts may not; stays until it is remedied. */
  MISSING_PERMISSION(
      "Resource handler returned message: \"User is not authorized to perform this action\""
          + " (HandlerErrorCode: AccessDenied)",
      Remedy.PERSON),
  /** The credentials of the operation ran out; gone with the next operation. */
  EXPIRED_TOKEN(
      "Resource handler returned message: \"The security token included in the request is expired\""
          + " (HandlerErrorCode: InvalidCredentials)",
      Remedy.NEXT_OPERATION),
  /** A quota of the account; stays until it is remedied. */
  LIMIT_EXCEEDED(
      "Resource handler returned message: \"The limit for this resource has been reached\""
          + " (HandlerErrorCode: ServiceLimitExceeded)",
      Remedy.PERSON),
  /** It took too long to become stable; gone with the next operation. */
  DID_NOT_STABILISE("Resource did not stabilize.", Remedy.NEXT_OPERATION),
  /** The new properties are refused; stays until it is remedied. */
  INVALID_REQUEST(
      "Resource handler returned message: \"Properties validation failed\" (HandlerErrorCode:"
          + " InvalidRequest)",
      Remedy.PERSON);

  private final String reason;
  private final Remedy remedy;

  FailureCause(String reason, Remedy remedy) {
    this.reason = reason;
    this.remedy = remedy;
  }

  /** What makes a cause go away. */
  enum Remedy {
    SIGNAL,
    NEXT_OPERATION,
    PERSON
  }

  String reason() {
    return reason;
  }

  Remedy remedy() {
    return remedy;
  }
}
