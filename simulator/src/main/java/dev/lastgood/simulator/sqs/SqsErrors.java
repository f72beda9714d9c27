package dev.lastgood.simulator.sqs;

import dev.lastgood.simulator.kernel.ServiceError;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Validation;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeNameException;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.RequestThrottledException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * What SQS answers when it refuses; see the errors of each action and "Common errors" in its API
 * Reference.
 */
final class SqsErrors {
  static final ServiceError NO_SUCH_QUEUE =
      error("AWS.SimpleQueueService.NonExistentQueue", 400, QueueDoesNotExistException::builder);
  static final ServiceError INVALID_HANDLE =
      error("ReceiptHandleIsInvalid", 404, ReceiptHandleIsInvalidException::builder);
  static final ServiceError NOT_IN_FLIGHT =
      error("AWS.SimpleQueueService.MessageNotInflight", 400, MessageNotInflightException::builder);
  static final ServiceError INVALID_VALUE =
      error("InvalidParameterValue", 400, SqsException::builder);
  static final ServiceError INVALID_ATTRIBUTE =
      error("InvalidAttributeName", 400, InvalidAttributeNameException::builder);
  static final ServiceError MISSING_PARAMETER =
      error("MissingParameter", 400, SqsException::builder);

  static final ServiceProfile.Answers COMMON =
      new ServiceProfile.Answers(
          error("RequestThrottled", 403, RequestThrottledException::builder),
          error("AccessDenied", 403, SqsException::builder),
          error("InternalFailure", 500, SqsException::builder),
          Validation.parameters(MISSING_PARAMETER, INVALID_VALUE));

  /** The same, where attributes are asked for. */
  static final ServiceProfile.Answers OF_ATTRIBUTES =
      new ServiceProfile.Answers(
          COMMON.throttled(),
          COMMON.denied(),
          COMMON.broken(),
          Validation.parameters(MISSING_PARAMETER, INVALID_ATTRIBUTE));

  private SqsErrors() {}

  static AwsServiceException noSuchQueue() {
    return NO_SUCH_QUEUE.saying("The specified queue does not exist.");
  }

  static AwsServiceException invalidHandle(String handle) {
    return INVALID_HANDLE.saying(
        "The input receipt handle \"" + handle + "\" is not a valid receipt handle.");
  }

  static AwsServiceException notInFlight() {
    return NOT_IN_FLIGHT.saying("The message referred to is not in flight.");
  }

  static AwsServiceException invalidValue(String message) {
    return INVALID_VALUE.saying(message);
  }

  private static ServiceError error(
      String code, int status, Supplier<? extends AwsServiceException.Builder> exception) {
    return new ServiceError("Sqs", code, status, exception);
  }
}
