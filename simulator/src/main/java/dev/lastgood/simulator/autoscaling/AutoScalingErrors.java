package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.kernel.ServiceErrors;
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
  private AutoScalingErrors() {}

  static AwsServiceException validation(String message) {
    return of(AutoScalingException::builder, "ValidationError", message, 400);
  }

  static AwsServiceException groupNotFound(String name) {
    return validation(
        "AutoScalingGroup name not found - AutoScalingGroup '" + name + "' not found");
  }

  static AwsServiceException alreadyExists(String message) {
    return of(AlreadyExistsException::builder, "AlreadyExists", message, 400);
  }

  static AwsServiceException limitExceeded(String message) {
    return of(LimitExceededException::builder, "LimitExceeded", message, 400);
  }

  static AwsServiceException scalingActivityInProgress(String message) {
    return of(
        ScalingActivityInProgressException::builder, "ScalingActivityInProgress", message, 400);
  }

  static AwsServiceException resourceInUse(String message) {
    return of(ResourceInUseException::builder, "ResourceInUse", message, 400);
  }

  /** HTTP 500 although the caller is at fault: to be retried. */
  static AwsServiceException resourceContention() {
    return of(
        ResourceContentionException::builder,
        "ResourceContention",
        "You already have a pending update to an Amazon EC2 Auto Scaling resource.",
        500);
  }

  static AwsServiceException refreshInProgress(String message) {
    return of(
        InstanceRefreshInProgressException::builder, "InstanceRefreshInProgress", message, 400);
  }

  static AwsServiceException noActiveRefresh() {
    return of(
        ActiveInstanceRefreshNotFoundException::builder,
        "ActiveInstanceRefreshNotFound",
        "No in progress or pending Instance Refresh found for the Auto Scaling group.",
        400);
  }

  static AwsServiceException irreversible(String message) {
    return of(
        IrreversibleInstanceRefreshException::builder, "IrreversibleInstanceRefresh", message, 400);
  }

  static AwsServiceException invalidToken() {
    return of(
        InvalidNextTokenException::builder,
        "InvalidNextToken",
        "The NextToken value is not valid.",
        400);
  }

  private static AwsServiceException of(
      Supplier<? extends AwsServiceException.Builder> builder,
      String code,
      String message,
      int status) {
    return ServiceErrors.of(builder, "autoscaling", code, message, status);
  }
}
