package dev.lastgood.cli;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.ResourceNames;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** AWS could not be asked; the message says why, and what would help. */
final class AwsFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

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
    String place = "account " + names.account() + ", " + names.region();
    String why =
        switch (failed) {
          case ResourceNotFoundException _ ->
              "expected the tables %s and %s in %s, found none; is the environment %s deployed there?"
                  .formatted(
                      names.of(ResourceNames.STATE),
                      names.of(ResourceNames.LEDGER),
                      place,
                      names.environment());
          case AwsServiceException refused -> "in " + place + ": " + refused(refused);
          default -> "DynamoDB did not answer in " + place + ": " + failed.getMessage();
        };
    return new AwsFailedException(why, failed);
  }

  /** See "Common errors" in the Amazon DynamoDB API Reference. */
  private static String refused(AwsServiceException failed) {
    String message = failed.awsErrorDetails().errorMessage();
    return switch (failed.awsErrorDetails().errorCode()) {
      case "AccessDeniedException" ->
          "these credentials are not allowed to: "
              + message
              + " (docs/runbooks/hold.md says what they need)";
      case "UnrecognizedClientException",
          "ExpiredTokenException",
          "InvalidSignatureException",
          "IncompleteSignature",
          "MissingAuthenticationTokenException" ->
          "these credentials are refused: " + message;
      case String code -> "DynamoDB refused: " + code + ": " + message;
    };
  }
}
