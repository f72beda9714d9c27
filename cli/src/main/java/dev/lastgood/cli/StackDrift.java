package dev.lastgood.cli;

import dev.lastgood.functions.stack.ResourceDrift;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the drift of one stack of a target.
 *
 * @param targetId the target
 * @param stackName the stack, which may be nested in the target's; empty where there is none, or
 *     its name is not known
 * @param status what came of looking
 * @param because why it was not looked at, or not wholly, in a sentence
 * @param drifted the resources that have drifted
 */
record StackDrift(
    String targetId,
    Optional<String> stackName,
    Status status,
    Optional<String> because,
    List<ResourceDrift> drifted) {
  /** As CloudFormation calls them, for stacks. */
  enum Status {
    /** Nothing has drifted. */
    IN_SYNC,
    /** Some resource has drifted. */
    DRIFTED,
    /** Nothing is known to have drifted, and some resource could not be looked at. */
    UNKNOWN,
    /** Nobody looked. */
    NOT_CHECKED
  }

  StackDrift {
    drifted = List.copyOf(drifted);
  }

  static StackDrift notChecked(String targetId, Optional<String> stackName, String because) {
    return new StackDrift(targetId, stackName, Status.NOT_CHECKED, Optional.of(because), List.of());
  }

  /** A group, whose settings belong to the stack that made it, if one did. */
  static StackDrift ofGroup(String targetId) {
    return notChecked(
        targetId, Optional.empty(), "A group has no drift of its own; its stack has.");
  }

  boolean isDrifted() {
    return status == Status.DRIFTED;
  }

  /** Whether there is no drift in it that it does not tell of. */
  boolean isWhole() {
    return because.isEmpty();
  }
}
