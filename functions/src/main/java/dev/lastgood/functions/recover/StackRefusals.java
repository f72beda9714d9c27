package dev.lastgood.functions.recover;

import java.util.Locale;

/** What CloudFormation's refusals mean, which are errors of one code and of many texts. */
final class StackRefusals {
  private StackRefusals() {}

  /** Whether a change set holds nothing, because the stack is what it should be already. */
  static boolean isWithoutChanges(String reason) {
    String text = reason.toLowerCase(Locale.ROOT);
    return text.contains("didn't contain changes")
        || text.contains("no updates are to be performed");
  }
}
