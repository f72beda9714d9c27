package dev.lastgood.functions.handler;

import java.io.Serial;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * A service of AWS does not answer, or not now: what was asked can be asked again. The state
 * machines try again for as long after this, by its name, as a passing outage may last; after
 * anything else only a few times.
 */
public final class UnavailableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private static final int SERVER_ERROR = 500;

  /**
   * Writes that met another: "Transaction conflict handling" in the Amazon DynamoDB Developer
   * Guide, "Conditional writes" in the Amazon S3 User Guide.
   */
  private static final Set<String> CONFLICTS =
      Set.of("TransactionConflictException", "ConditionalRequestConflict");

  private static final String CONFLICT = "TransactionConflict";

  private UnavailableException(SdkException cause) {
    super(cause.getMessage(), cause);
  }

  /**
   * What a failed call is told as.
   *
   * @param failure what the SDK threw, after its own retries
   * @return this where the same call may succeed later, else the failure itself
   */
  static RuntimeException told(SdkException failure) {
    return passes(failure) ? new UnavailableException(failure) : failure;
  }

  /**
   * Whether the same call may succeed later.
   *
   * @param failure what the SDK threw, after its own retries
   * @return false where AWS has given an answer that lasts
   */
  public static boolean passes(SdkException failure) {
    return switch (failure) {
      case TransactionCanceledException canceled ->
          canceled.cancellationReasons().stream()
              .anyMatch(reason -> CONFLICT.equals(reason.code()));
      case AwsServiceException answer ->
          answer.statusCode() >= SERVER_ERROR
              || answer.isThrottlingException()
              || (answer.awsErrorDetails() != null
                  && CONFLICTS.contains(answer.awsErrorDetails().errorCode()));
      case SdkClientException _ -> true;
      default -> false;
    };
  }
}
