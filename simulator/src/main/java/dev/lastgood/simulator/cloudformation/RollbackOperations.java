package dev.lastgood.simulator.cloudformation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackRequest;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackResponse;
import software.amazon.awssdk.services.cloudformation.model.OperationType;
import software.amazon.awssdk.services.cloudformation.model.RollbackStackRequest;
import software.amazon.awssdk.services.cloudformation.model.RollbackStackResponse;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** ContinueUpdateRollback and RollbackStack of the API Reference. */
final class RollbackOperations {
  private final StackRegion region;
  private final Requested requested;

  RollbackOperations(StackRegion region) {
    this.region = region;
    this.requested = new Requested(region);
  }

  ContinueUpdateRollbackResponse continueRollback(ContinueUpdateRollbackRequest request) {
    LiveStack stack = requested.stack(request.stackName());
    Optional<String> token = requested.token(stack, request.clientRequestToken());
    if (stack.parent().isPresent()) {
      throw CloudFormationErrors.validation(
          "RollbackUpdatedStack cannot be invoked on child stacks");
    }
    if (stack.status() != StackStatus.UPDATE_ROLLBACK_FAILED) {
      throw CloudFormationErrors.validation(
          "Stack:"
              + stack.id()
              + " is in "
              + stack.status()
              + " state and can not continue update rollback.");
    }
    Set<String> skipped = new TreeSet<>(request.resourcesToSkip());
    List<String> refused = skipped.stream().filter(name -> !isSkippable(stack, name)).toList();
    if (!refused.isEmpty()) {
      throw CloudFormationErrors.validation(
          "The following resource(s) cannot be skipped: "
              + refused
              + ". Only resources in the UPDATE_FAILED state because a rollback failed can be"
              + " skipped.");
    }
    takeRole(stack, request.roleARN());
    region.engine().skip(stack, skipped);
    region
        .engine()
        .rollBack(stack, OperationType.CONTINUE_ROLLBACK, "User Initiated", skipped, token);
    return ContinueUpdateRollbackResponse.builder().build();
  }

  private boolean isSkippable(LiveStack stack, String name) {
    int dot = name.lastIndexOf('.');
    Optional<LiveStack> owner =
        dot < 0
            ? Optional.of(stack)
            : descendants(stack).stream()
                .filter(child -> child.name().equals(name.substring(0, dot)))
                .findFirst();
    return owner
        .flatMap(there -> there.resource(name.substring(dot + 1)))
        .filter(LiveResource::failedInRollback)
        .filter(this::isGoneWhereNested)
        .isPresent();
  }

  /** A nested stack as a whole can be skipped only where it is being, or has been deleted. */
  private boolean isGoneWhereNested(LiveResource resource) {
    if (!resource.type().equals(ResourceTypes.STACK)) {
      return true;
    }
    return region
        .find(resource.physicalId())
        .map(
            child ->
                switch (child.status()) {
                  case DELETE_IN_PROGRESS, DELETE_COMPLETE, DELETE_FAILED -> true;
                  default -> false;
                })
        .orElse(true);
  }

  private List<LiveStack> descendants(LiveStack stack) {
    List<LiveStack> found = new ArrayList<>();
    for (LiveStack other : region.stacks()) {
      if (other.root().filter(root -> root == stack).isPresent()) {
        found.add(other);
      }
    }
    return found;
  }

  /** Deletes the stack where it has no state to go back to. */
  RollbackStackResponse rollBack(RollbackStackRequest request) {
    LiveStack stack = requested.stack(request.stackName());
    Optional<String> token = requested.token(stack, request.clientRequestToken());
    if (stack.status() != StackStatus.CREATE_FAILED
        && stack.status() != StackStatus.UPDATE_FAILED) {
      throw CloudFormationErrors.validation(
          "Stack:"
              + stack.id()
              + " is in "
              + stack.status()
              + " state and can not be rolled back.");
    }
    takeRole(stack, request.roleARN());
    region
        .engine()
        .rollBackOrDelete(
            stack, "User Initiated", token, Boolean.TRUE.equals(request.retainExceptOnCreate()));
    return RollbackStackResponse.builder()
        .stackId(stack.id())
        .operationId(stack.run().map(StackRun::operationId).orElse(null))
        .build();
  }

  /** A role that is named once is used from then on. */
  private static void takeRole(LiveStack stack, String roleArn) {
    if (roleArn != null) {
      stack.deployment(stack.deployment().withRole(Optional.of(roleArn)));
    }
  }
}
