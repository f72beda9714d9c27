package dev.lastgood.functions.stack;

import java.util.Locale;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What CloudFormation means by a ValidationError, which its words alone tell: one code stands for
 * nearly all that it refuses.
 */
final class CloudFormationErrors {
  private static final String VALIDATION_ERROR = "ValidationError";

  private CloudFormationErrors() {}

  /** Such as "Stack with id web does not exist". */
  static boolean isStackUnknown(AwsServiceException refused) {
    return isValidation(refused) && words(refused).contains("does not exist");
  }

  /** Such as "Export 'network-vpc' is not imported by any stack." */
  static boolean isNotImported(AwsServiceException refused) {
    return isValidation(refused)
        && (words(refused).contains("is not imported by any stack")
            || words(refused).contains("does not exist"));
  }

  /** Such as "Drift detection is already in progress for stack [arn:…]." */
  static boolean isDriftDetectionUnderWay(AwsServiceException refused) {
    return isValidation(refused) && words(refused).contains("already in progress");
  }

  /**
   * Whether what was asked does not fit the stack as it is; not that it was refused to somebody.
   */
  static boolean isValidation(AwsServiceException refused) {
    return refused.awsErrorDetails() != null
        && VALIDATION_ERROR.equals(refused.awsErrorDetails().errorCode());
  }

  private static String words(AwsServiceException refused) {
    String message = refused.awsErrorDetails().errorMessage();
    return message == null ? "" : message.toLowerCase(Locale.ROOT);
  }
}
