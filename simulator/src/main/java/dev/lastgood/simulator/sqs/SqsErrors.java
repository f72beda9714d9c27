package dev.lastgood.simulator.sqs;

import dev.lastgood.simulator.kernel.ServiceErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What SQS answers when it refuses. */
final class SqsErrors {
  private SqsErrors() {}

  static AwsServiceException noSuchQueue() {
    return ServiceErrors.of(
        QueueDoesNotExistException::builder,
        "Sqs",
        "AWS.SimpleQueueService.NonExistentQueue",
        "The specified queue does not exist.",
        400);
  }

  static AwsServiceException invalidHandle(String handle) {
    return ServiceErrors.of(
        ReceiptHandleIsInvalidException::builder,
        "Sqs",
        "ReceiptHandleIsInvalid",
        "The input receipt handle \"" + handle + "\" is not a valid receipt handle.",
        404);
  }

  static AwsServiceException notInFlight() {
    return ServiceErrors.of(
        MessageNotInflightException::builder,
        "Sqs",
        "AWS.SimpleQueueService.MessageNotInflight",
        "The message referred to is not in flight.",
        400);
  }

  static AwsServiceException invalidValue(String message) {
    return ServiceErrors.of(SqsException::builder, "Sqs", "InvalidParameterValue", message, 400);
  }
}
