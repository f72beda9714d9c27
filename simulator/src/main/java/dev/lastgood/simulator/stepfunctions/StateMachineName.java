package dev.lastgood.simulator.stepfunctions;

import java.util.Optional;

/**
 * The ARN that an execution was started with, taken apart.
 *
 * @param arn the state machine's own
 * @param versionArn the version's, where one was named
 * @param aliasArn the alias's, where one was named
 */
record StateMachineName(String arn, Optional<String> versionArn, Optional<String> aliasArn) {
  private static final int COLONS_IN_ARN = 6;

  static StateMachineName of(String arn) {
    int end = -1;
    for (int i = 0; i <= COLONS_IN_ARN; i++) {
      end = arn.indexOf(':', end + 1);
      if (end < 0) {
        return new StateMachineName(arn, Optional.empty(), Optional.empty());
      }
    }
    boolean version = arn.substring(end + 1).matches("\\d+");
    return new StateMachineName(
        arn.substring(0, end),
        version ? Optional.of(arn) : Optional.empty(),
        version ? Optional.empty() : Optional.of(arn));
  }
}
