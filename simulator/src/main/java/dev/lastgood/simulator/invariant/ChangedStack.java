package dev.lastgood.simulator.invariant;

import dev.lastgood.simulator.cloudformation.LiveStack;
import dev.lastgood.simulator.cloudformation.SimulatedCloudFormation;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;

/** Which stack a change by CloudFormation's API is a change of. */
final class ChangedStack {
  private ChangedStack() {}

  /**
   * The name of the stack that a request names, or of the one around it; empty where it names none.
   */
  static Optional<String> name(Object request, SimulatedCloudFormation cloudFormation) {
    return request instanceof SdkRequest change
        ? change
            .getValueForField("StackName", String.class)
            .map(name -> cloudFormation.outermost(name).map(LiveStack::name).orElse(name))
        : Optional.empty();
  }
}
