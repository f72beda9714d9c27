package dev.lastgood.functions.stack;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Why a rollback failed, and what that allows; see "Update rollback failed" under "Troubleshooting"
 * in the AWS CloudFormation User Guide. A resource's handler ends its reason with one of the codes
 * of "Progress events" in the CloudFormation CLI User Guide, such as {@code HandlerErrorCode:
 * NotFound}; older resources give the words of their service.
 */
public enum RollbackFailureCause {
  /** Credentials of whoever asked ended before the rollback did. */
  EXPIRED_TOKEN(
      Allows.CONTINUE,
      "the credentials that the rollback ran with had expired",
      "security token included in the request is (expired|invalid)",
      "ExpiredToken",
      "HandlerErrorCode: InvalidCredentials"),
  /** Instances or wait conditions did not signal that they are ready. */
  MISSING_SIGNAL(
      Allows.REPAIR,
      "signals are missing",
      "Failed to receive \\d+ resource signal",
      "Received \\d+ (SUCCESS|FAILURE) signal",
      "WaitCondition timed out",
      "Received \\d+ conditions when expecting \\d+"),
  /** A service refused for the number of calls, or failed for a moment. */
  TRANSIENT(
      Allows.CONTINUE,
      "a service was busy or failed for a moment",
      "Rate exceeded",
      "Throttling",
      "TooManyRequests",
      "HandlerErrorCode: (ServiceInternalError|NetworkFailure|InternalFailure)",
      "Internal Failure",
      "Service ?Unavailable"),
  /** A resource took longer than CloudFormation waits. */
  DID_NOT_STABILISE(
      Allows.CONTINUE,
      "a resource took longer than CloudFormation waits",
      "did(n't| not) stabilize",
      "HandlerErrorCode: NotStabilized",
      "Exceeded attempts to wait",
      "timed out waiting"),
  /** More than the account may have. */
  LIMITS(
      Allows.PERSON,
      "a quota is used up",
      "LimitExceeded",
      "HandlerErrorCode: ServiceLimitExceeded",
      "limit (has been |was )?exceeded",
      "exceed(s|ed)? (the|your) .*(limit|quota)",
      "maximum number of",
      "quota"),
  /** Whoever asked, or the stack's role, may not do it. */
  PERMISSIONS(
      Allows.PERSON,
      "a permission is missing",
      "not authorized to perform",
      "Access ?Denied",
      "UnauthorizedOperation",
      "HandlerErrorCode: (AccessDenied|UnauthorizedTaggingOperation)"),
  /** Something that the stack made was deleted or changed by others. */
  OUT_OF_BAND_CHANGE(
      Allows.REPAIR,
      "what the stack made was changed by others",
      "HandlerErrorCode: NotFound",
      "(does not|doesn't) exist",
      "not found",
      "NotFound",
      "NoSuch",
      "NonExistent"),
  /** None of these. */
  UNKNOWN(Allows.PERSON, "the reason is not one that this version knows");

  /** What a cause allows. */
  public enum Allows {
    /** Continuing the rollback as it is may succeed. */
    CONTINUE,
    /** Continuing may succeed after a repair, where {@link RollbackRepair} knows one. */
    REPAIR,
    /** A person has to see to it first. */
    PERSON
  }

  private final Allows allows;
  private final String says;
  private final List<Pattern> patterns;

  RollbackFailureCause(Allows allows, String says, String... patterns) {
    this.allows = allows;
    this.says = says;
    this.patterns =
        Arrays.stream(patterns)
            .map(pattern -> Pattern.compile(pattern, Pattern.CASE_INSENSITIVE))
            .toList();
  }

  /**
   * The cause that a reason tells of. Where it could be several, the first of this table: what says
   * least about the resource itself comes first.
   *
   * @param reason of a resource's failure
   * @return {@link #UNKNOWN} where none of the texts is in it
   */
  public static RollbackFailureCause of(String reason) {
    return Arrays.stream(values())
        .filter(
            cause -> cause.patterns.stream().anyMatch(pattern -> pattern.matcher(reason).find()))
        .findFirst()
        .orElse(UNKNOWN);
  }

  /**
   * What it allows.
   *
   * @return what may be done about it
   */
  public Allows allows() {
    return allows;
  }

  /**
   * What it is, for people.
   *
   * @return half a sentence
   */
  public String says() {
    return says;
  }
}
