package dev.lastgood.cli;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.ResourceNames;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** AWS could not be asked; the message says why, and what would help. */
final class AwsFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private AwsFailedException(String message) {
    super(message);
  }

  AwsFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * A call to the tables of an environment that failed.
   *
   * @param failed what the SDK threw
   * @param configuration the environment
   * @return what to tell a person
   */
  static AwsFailedException ofTables(SdkException failed, Configuration configuration) {
    ResourceNames names = ResourceNames.of(configuration);
    String place = place(configuration);
    String why =
        switch (failed) {
          case ResourceNotFoundException _ ->
              "expected the tables %s and %s in %s, found none; is the environment %s deployed there?"
                  .formatted(
                      names.of(ResourceNames.STATE),
                      names.of(ResourceNames.LEDGER),
                      place,
                      names.environment());
          case AwsServiceException refused ->
              "in " + place + ": " + refused(refused, "DynamoDB", "docs/runbooks/hold.md");
          default -> "DynamoDB did not answer in " + place + ": " + failed.getMessage();
        };
    return new AwsFailedException(why, failed);
  }

  /**
   * A call to CloudFormation that failed.
   *
   * @param failed what the SDK threw
   * @param configuration the environment
   * @return what to tell a person
   */
  static AwsFailedException ofStacks(SdkException failed, Configuration configuration) {
    String place = place(configuration);
    String why =
        switch (failed) {
          case AwsServiceException refused ->
              "in " + place + ": " + refused(refused, "CloudFormation", "docs/cli.md");
          default -> "CloudFormation did not answer in " + place + ": " + failed.getMessage();
        };
    return new AwsFailedException(why, failed);
  }

  /**
   * Credentials that lead elsewhere than to the environment.
   *
   * @param configuration the environment
   * @param stackId what was found instead of its stack
   * @return what to tell a person
   */
  static AwsFailedException ofPlace(Configuration configuration, String stackId) {
    return new AwsFailedException(
        "expected credentials of " + place(configuration) + ", found the stack " + stackId);
  }

  private static String place(Configuration configuration) {
    return "account " + configuration.account() + ", " + configuration.region();
  }

  /** See "Common errors" in the API References of Amazon DynamoDB and AWS CloudFormation. */
  private static String refused(AwsServiceException failed, String service, String needed) {
    if (failed.awsErrorDetails() == null) {
      return service + " refused: " + failed.getMessage();
    }
    String message = failed.awsErrorDetails().errorMessage();
    return switch (failed.awsErrorDetails().errorCode()) {
      case "AccessDeniedException", "AccessDenied" ->
          "these credentials are not allowed to: "
              + message
              + " ("
              + needed
              + " says what they need)";
      case "UnrecognizedClientException",
          "InvalidClientTokenId",
          "ExpiredToken",
          "SignatureDoesNotMatch",
          "ExpiredTokenException",
          "InvalidSignatureException",
          "IncompleteSignature",
          "MissingAuthenticationTokenException" ->
          "these credentials are refused: " + message;
      case String code -> service + " refused: " + code + ": " + message;
    };
  }
}
