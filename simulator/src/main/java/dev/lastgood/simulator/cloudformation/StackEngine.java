package dev.lastgood.simulator.cloudformation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudformation.model.OperationType;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * Starts operations on stacks, which have been found to be allowed. See "Stack status codes" and
 * "How CloudFormation works" in the AWS CloudFormation User Guide.
 */
final class StackEngine {
  private final StackRegion region;

  StackEngine(StackRegion region) {
    this.region = region;
  }

  /**
   * Whether a stack can be updated from a status.
   *
   * @param keepsFailed whether the update has its rollback disabled, as what failed asks for
   */
  static boolean isUpdatable(StackStatus status, boolean keepsFailed) {
    return switch (status) {
      case CREATE_COMPLETE,
          UPDATE_COMPLETE,
          UPDATE_ROLLBACK_COMPLETE,
          IMPORT_COMPLETE,
          IMPORT_ROLLBACK_COMPLETE ->
          true;
      case CREATE_FAILED, UPDATE_FAILED -> keepsFailed;
      case ROLLBACK_COMPLETE,
          ROLLBACK_FAILED,
          ROLLBACK_IN_PROGRESS,
          CREATE_IN_PROGRESS,
          DELETE_COMPLETE,
          DELETE_FAILED,
          DELETE_IN_PROGRESS,
          IMPORT_IN_PROGRESS,
          IMPORT_ROLLBACK_FAILED,
          IMPORT_ROLLBACK_IN_PROGRESS,
          REVIEW_IN_PROGRESS,
          UPDATE_COMPLETE_CLEANUP_IN_PROGRESS,
          UPDATE_IN_PROGRESS,
          UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS,
          UPDATE_ROLLBACK_FAILED,
          UPDATE_ROLLBACK_IN_PROGRESS,
          UNKNOWN_TO_SDK_VERSION ->
          false;
    };
  }

  void create(LiveStack stack, UpdateOptions options, Optional<String> token) {
    stack.disableRollback(options.disablesRollback());
    StackRun run = begun(stack, OperationType.CREATE_STACK, token);
    new StackUpdate(region, stack, run, stack.deployment(), options).create();
  }

  void update(LiveStack stack, Deployment target, UpdateOptions options, Optional<String> token) {
    stack.disableRollback(options.disablesRollback());
    StackRun run = begun(stack, OperationType.UPDATE_STACK, token);
    new StackUpdate(region, stack, run, target, options).update();
  }

  /** Goes back to where the stack was last stable. */
  void rollBack(
      LiveStack stack,
      OperationType type,
      String reason,
      Set<String> skipped,
      Optional<String> token) {
    StackRun run = begun(stack, type, token);
    run.skipped(skipped);
    new StackRollback(region, stack, run, Realities.none(), Optional.empty()).start(reason, false);
  }

  /** What has no state to go back to is deleted. */
  void rollBackOrDelete(
      LiveStack stack, String reason, Optional<String> token, boolean retainsExceptOnCreate) {
    if (stack.stable().isPresent()) {
      StackRun run = begun(stack, OperationType.ROLLBACK, token);
      new StackRollback(region, stack, run, Realities.none(), Optional.empty())
          .start(reason, retainsExceptOnCreate);
    } else {
      delete(stack, Set.of(), token);
    }
  }

  private StackRun begun(LiveStack stack, OperationType type, Optional<String> token) {
    token.ifPresent(stack.tokens()::add);
    return region.begin(stack, type, token);
  }

  /** A nested stack follows its parent back, as far as it has gone along. */
  void rollBackWithParent(LiveStack child, LiveStack parent) {
    Optional<StackRun> run = child.run();
    Optional<String> token = parent.run().flatMap(StackRun::token);
    if (isHeld(child)) {
      run.get().held(Optional.empty());
      new StackRollback(region, child, run.get(), Realities.none(), Optional.empty())
          .start("", false);
    } else if (run.isPresent()) {
      run.get().cancel();
    } else if (child.status() == StackStatus.UPDATE_FAILED && child.stable().isPresent()) {
      rollBack(child, OperationType.ROLLBACK, "", Set.of(), token);
    } else if (child.status() == StackStatus.UPDATE_ROLLBACK_FAILED
        && parent.run().map(StackRun::type).equals(Optional.of(OperationType.CONTINUE_ROLLBACK))) {
      Set<String> skipped = parent.run().map(StackRun::skipped).orElse(Set.of());
      skip(child, skipped);
      rollBack(child, OperationType.CONTINUE_ROLLBACK, "", skipped, token);
    }
  }

  /** Marks what a rollback is to leave as it is: from now on it counts as rolled back. */
  void skip(LiveStack stack, Set<String> skipped) {
    String prefix = stack.parent().isPresent() ? stack.name() + "." : "";
    for (String name : new TreeSet<>(skipped)) {
      if (name.startsWith(prefix) && name.indexOf('.', prefix.length()) < 0) {
        stack
            .resource(name.substring(prefix.length()))
            .filter(LiveResource::failedInRollback)
            .ifPresent(resource -> resource.skip(stack.stable(), region.now()));
      }
    }
  }

  boolean isHeld(LiveStack stack) {
    return stack.run().flatMap(StackRun::held).isPresent();
  }

  void delete(LiveStack stack, Set<String> retained, Optional<String> token) {
    stack.run().ifPresent(StackRun::abandon);
    StackRun run = begun(stack, OperationType.DELETE_STACK, token);
    new StackDeletion(region, stack, run).delete(retained);
  }

  /** Deletion steps for what a stack no longer needs, the last first. */
  List<List<ResourceStep>> cleanup(
      LiveStack stack, List<LiveResource.Made> unwanted, Predicate<TemplateResource> retained) {
    List<List<ResourceStep>> waves = new ArrayList<>();
    for (LiveResource.Made made : unwanted.reversed()) {
      waves.add(List.of(new DeletionStep(region, stack, made, retained.test(made.definition()))));
    }
    return waves;
  }
}
