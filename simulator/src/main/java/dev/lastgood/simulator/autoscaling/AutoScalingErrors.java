package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.kernel.ServiceError;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Validation;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.autoscaling.model.ActiveInstanceRefreshNotFoundException;
import software.amazon.awssdk.services.autoscaling.model.AlreadyExistsException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshInProgressException;
import software.amazon.awssdk.services.autoscaling.model.InvalidNextTokenException;
import software.amazon.awssdk.services.autoscaling.model.IrreversibleInstanceRefreshException;
import software.amazon.awssdk.services.autoscaling.model.LimitExceededException;
import software.amazon.awssdk.services.autoscaling.model.ResourceContentionException;
import software.amazon.awssdk.services.autoscaling.model.ResourceInUseException;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityInProgressException;

/**
 * Auto Scaling's answers to what it refuses; see the errors of each action in its API Reference.
 */
final class AutoScalingErrors {
  static final ServiceError VALIDATION = error("ValidationError", AutoScalingException::builder);
  static final ServiceError ALREADY_EXISTS =
      error("AlreadyExists", AlreadyExistsException::builder);
  static final ServiceError LIMIT_EXCEEDED =
      error("LimitExceeded", LimitExceededException::builder);
  static final ServiceError SCALING_ACTIVITY_IN_PROGRESS =
      error("ScalingActivityInProgress", ScalingActivityInProgressException::builder);
  static final ServiceError RESOURCE_IN_USE =
      error("ResourceInUse", ResourceInUseException::builder);

  /** HTTP 500 although the caller is at fault: to be retried. */
  static final ServiceError RESOURCE_CONTENTION =
      error("ResourceContention", 500, ResourceContentionException::builder);

  static final ServiceError REFRESH_IN_PROGRESS =
      error("InstanceRefreshInProgress", InstanceRefreshInProgressException::builder);
  static final ServiceError NO_ACTIVE_REFRESH =
      error("ActiveInstanceRefreshNotFound", ActiveInstanceRefreshNotFoundException::builder);
  static final ServiceError IRREVERSIBLE =
      error("IrreversibleInstanceRefresh", IrreversibleInstanceRefreshException::builder);
  static final ServiceError INVALID_NEXT_TOKEN =
      error("InvalidNextToken", InvalidNextTokenException::builder);

  static final ServiceProfile.Answers COMMON =
      new ServiceProfile.Answers(
          error("Throttling", AutoScalingException::builder),
          error("AccessDenied", 403, AutoScalingException::builder),
          error("InternalFailure", 500, AutoScalingException::builder),
          Validation.constraints(VALIDATION));

  private AutoScalingErrors() {}

  static AwsServiceException validation(String message) {
    return VALIDATION.saying(message);
  }

  static AwsServiceException groupNotFound(String name) {
    return validation(
        "AutoScalingGroup name not found - AutoScalingGroup '" + name + "' not found");
  }

  static AwsServiceException alreadyExists(String message) {
    return ALREADY_EXISTS.saying(message);
  }

  static AwsServiceException limitExceeded(String message) {
    return LIMIT_EXCEEDED.saying(message);
  }

  static AwsServiceException scalingActivityInProgress(String message) {
    return SCALING_ACTIVITY_IN_PROGRESS.saying(message);
  }

  static AwsServiceException resourceInUse(String message) {
    return RESOURCE_IN_USE.saying(message);
  }

  static AwsServiceException resourceContention() {
    return RESOURCE_CONTENTION.saying(
        "You already have a pending update to an Amazon EC2 Auto Scaling resource.");
  }

  static AwsServiceException refreshInProgress(String message) {
    return REFRESH_IN_PROGRESS.saying(message);
  }

  static AwsServiceException noActiveRefresh() {
    return NO_ACTIVE_REFRESH.saying(
        "No in progress or pending Instance Refresh found for the Auto Scaling group.");
  }

  static AwsServiceException irreversible(String message) {
    return IRREVERSIBLE.saying(message);
  }

  static AwsServiceException invalidToken() {
    return INVALID_NEXT_TOKEN.saying("The NextToken value is not valid.");
  }

  private static ServiceError error(
      String code, Supplier<? extends AwsServiceException.Builder> exception) {
    return error(code, 400, exception);
  }

  private static ServiceError error(
      String code, int status, Supplier<? extends AwsServiceException.Builder> exception) {
    return new ServiceError("AutoScaling", code, status, exception);
  }
}
