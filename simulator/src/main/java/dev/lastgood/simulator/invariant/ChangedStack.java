package dev.lastgood.simulator.invariant;

import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;

/** Which stack a change by CloudFormation's API is a change of. */
final class ChangedStack {
  private ChangedStack() {}

  /** The name of the stack that a request names, by its name or by its ARN; empty for neither. */
  static Optional<String> name(Object request) {
    return request instanceof SdkRequest change
        ? change.getValueForField("StackName", String.class).map(ChangedStack::nameOf)
        : Optional.empty();
  }

  /** See "Stack" in the CloudFormation API Reference: {@code arn:…:stack/NAME/ID}. */
  private static String nameOf(String stackName) {
    return stackName.startsWith("arn:") ? stackName.split("/")[1] : stackName;
  }
}
