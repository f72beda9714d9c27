package dev.lastgood.simulator.cloudformation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.Output;

/**
 * Exports bind those who import them: one in use can be neither changed nor removed, and each name
 * is there once. See "Get exported outputs from a deployed CloudFormation stack" in the User Guide.
 */
final class Exports {
  private Exports() {}

  /** What stands against a stack's new outputs. */
  static Optional<String> conflict(StackRegion region, LiveStack stack, List<Output> outputs) {
    Map<String, String> next = new HashMap<>();
    for (Output output : outputs) {
      if (output.exportName() != null) {
        next.put(output.exportName(), output.outputValue());
      }
    }
    for (Output output : stack.outputs()) {
      Optional<String> users = users(region, output);
      if (users.isPresent()) {
        String value = next.get(output.exportName());
        if (value == null) {
          return Optional.of(cannot("deleted", output, users.get()));
        }
        if (!value.equals(output.outputValue())) {
          return Optional.of(cannot("updated", output, users.get()));
        }
      }
    }
    for (String name : next.keySet().stream().sorted().toList()) {
      Optional<LiveStack> other =
          region.stacks().stream()
              .filter(one -> one != stack && !one.isDeleted())
              .filter(
                  one ->
                      one.outputs().stream().anyMatch(output -> name.equals(output.exportName())))
              .findFirst();
      if (other.isPresent()) {
        return Optional.of(
            "Export with name "
                + name
                + " is already exported by stack "
                + other.get().name()
                + ".");
      }
    }
    return Optional.empty();
  }

  /** What stands against the deletion of a stack. */
  static Optional<String> conflictOfDeletion(StackRegion region, LiveStack stack) {
    return stack.outputs().stream()
        .flatMap(
            output -> users(region, output).stream().map(users -> cannot("deleted", output, users)))
        .findFirst();
  }

  private static Optional<String> users(StackRegion region, Output output) {
    if (output.exportName() == null) {
      return Optional.empty();
    }
    return Optional.of(
            region.importers(output.exportName()).stream()
                .map(LiveStack::name)
                .collect(Collectors.joining(", ")))
        .filter(users -> !users.isEmpty());
  }

  private static String cannot(String what, Output output, String users) {
    return "Export " + output.exportName() + " cannot be " + what + " as it is in use by " + users;
  }
}
