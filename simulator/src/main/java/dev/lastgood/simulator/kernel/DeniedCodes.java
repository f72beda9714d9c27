package dev.lastgood.simulator.kernel;

/**
 * What each service calls a request that its caller may not make; see "Common errors" in the API
 * reference of each.
 */
final class DeniedCodes {
  private DeniedCodes() {}

  /** The error code. */
  static String of(String service) {
    return switch (service) {
      case "ec2" -> "UnauthorizedOperation";
      case "sns" -> "AuthorizationError";
      case "autoscaling", "cloudwatch", "elasticloadbalancing", "s3", "sqs" -> "AccessDenied";
      default -> "AccessDeniedException";
    };
  }

  /** The HTTP status: services that speak JSON answer 400, Lambda apart. */
  static int status(String service) {
    return switch (service) {
      case "dynamodb", "states", "kms", "events", "servicequotas" -> 400;
      default -> 403;
    };
  }
}
