package dev.lastgood.simulator.dynamodb.value;

import dev.lastgood.simulator.kernel.ServiceError;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** What DynamoDB answers to a request that it cannot make sense of. */
public final class Invalid {
  /** For which the SDK has no class of its own. */
  public static final ServiceError VALIDATION =
      new ServiceError("DynamoDb", "ValidationException", 400, DynamoDbException::builder);

  private Invalid() {}

  /**
   * A {@code ValidationException}.
   *
   * @param message what is wrong
   * @return the exception, to be thrown
   */
  public static AwsServiceException request(String message) {
    return VALIDATION.saying(message);
  }

  /**
   * A {@code ValidationException} about a value.
   *
   * @param message what is wrong with it
   * @return the exception, to be thrown
   */
  public static AwsServiceException parameter(String message) {
    return request("One or more parameter values were invalid: " + message);
  }
}
