package dev.lastgood.functions.stack;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a stack was when it was read, and what cannot be restored by itself.
 *
 * @param status its status
 * @param reason why it is in that status, in CloudFormation's words
 * @param lastUpdatedAt when it was last changed; when it was made, where it never was
 * @param outputs by their names
 * @param resources sorted by logical id
 * @param exports sorted by name
 * @param parentId the ARN of the stack that it is nested in
 * @param rootId the ARN of the outermost stack around it
 * @param nested the stacks nested in it, by logical id
 */
public record StackState(
    StackStatus status,
    Optional<String> reason,
    Instant lastUpdatedAt,
    SortedMap<String, StackOutput> outputs,
    List<StackResource> resources,
    List<StackExport> exports,
    Optional<String> parentId,
    Optional<String> rootId,
    SortedMap<String, StackCapture> nested) {
  /** Copies and orders its collections. */
  public StackState {
    outputs = new TreeMap<>(outputs);
    resources = resources.stream().sorted(Comparator.comparing(StackResource::logicalId)).toList();
    exports = exports.stream().sorted(Comparator.comparing(StackExport::name)).toList();
    nested = new TreeMap<>(nested);
  }

  /**
   * The Auto Scaling groups of this stack and of all that are nested in it, at any depth.
   *
   * @return their names
   */
  public List<String> groupNames() {
    return Stream.concat(
            resources.stream().filter(StackResource::isGroup).map(StackResource::physicalId),
            nested.values().stream().flatMap(stack -> stack.state().groupNames().stream()))
        .toList();
  }
}
