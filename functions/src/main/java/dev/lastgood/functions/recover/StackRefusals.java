package dev.lastgood.functions.recover;

import java.util.Locale;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What CloudFormation's refusals mean, which are errors of one code and of many texts. */
final class StackRefusals {
  private static final String VALIDATION = "ValidationError";

  private StackRefusals() {}

  /** Whether a call was refused because the stack is in another status than it needs. */
  static boolean isOfState(AwsServiceException refused) {
    String message = message(refused);
    return VALIDATION.equals(code(refused))
        && (message.contains("state and can not")
            || message.contains("is in ")
            || message.contains("cannot be called from current stack status")
            || message.contains("status"));
  }

  /** Whether a change set holds nothing, because the stack is what it should be already. */
  static boolean isWithoutChanges(String reason) {
    String text = reason.toLowerCase(Locale.ROOT);
    return text.contains("didn't contain changes")
        || text.contains("no updates are to be performed");
  }

  private static String code(AwsServiceException refused) {
    return refused.awsErrorDetails() == null ? "" : refused.awsErrorDetails().errorCode();
  }

  private static String message(AwsServiceException refused) {
    String message =
        refused.awsErrorDetails() == null ? null : refused.awsErrorDetails().errorMessage();
    return message == null ? "" : message.toLowerCase(Locale.ROOT);
  }
}
