package dev.lastgood.simulator.cloudformation;

import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Turns what another service refuses into the reason that a resource failed for. */
final class Failing {
  private Failing() {}

  static <T> T handled(Supplier<T> call) throws ResourceFailure {
    try {
      return call.get();
    } catch (AwsServiceException refused) {
      throw new ResourceFailure(
          "Resource handler returned message: \""
              + refused.awsErrorDetails().errorMessage()
              + " (Service: "
              + refused.awsErrorDetails().serviceName()
              + ", Status Code: "
              + refused.statusCode()
              + ")\" (HandlerErrorCode: "
              + (refused.awsErrorDetails().errorMessage().contains("not found")
                  ? "NotFound"
                  : "InvalidRequest")
              + ")");
    }
  }
}
