package dev.lastgood.simulator.eventbridge;

import dev.lastgood.simulator.kernel.ServiceError;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Validation;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eventbridge.model.AccessDeniedException;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.InternalException;
import software.amazon.awssdk.services.eventbridge.model.ThrottlingException;

/** What EventBridge answers when it refuses; see "Common errors" in its API Reference. */
final class EventBridgeErrors {
  static final ServiceError VALIDATION =
      error("ValidationException", 400, EventBridgeException::builder);

  static final ServiceProfile.Answers COMMON =
      new ServiceProfile.Answers(
          error("ThrottlingException", 400, ThrottlingException::builder),
          error("AccessDeniedException", 400, AccessDeniedException::builder),
          error("InternalException", 500, InternalException::builder),
          Validation.constraints(VALIDATION));

  private EventBridgeErrors() {}

  private static ServiceError error(
      String code, int status, Supplier<? extends AwsServiceException.Builder> exception) {
    return new ServiceError("EventBridge", code, status, exception);
  }
}
