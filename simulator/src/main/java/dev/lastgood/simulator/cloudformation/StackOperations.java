package dev.lastgood.simulator.cloudformation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudformation.model.CancelUpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.CancelUpdateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DeletionMode;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackResponse;

/** CreateStack, UpdateStack, CancelUpdateStack and DeleteStack of the API Reference. */
final class StackOperations {
  private static final int STACKS_MAX = 2000;

  private final StackRegion region;
  private final Requested requested;

  StackOperations(StackRegion region) {
    this.region = region;
    this.requested = new Requested(region);
  }

  CreateStackResponse create(CreateStackRequest request) {
    LiveStack stack = added(request, region.now());
    Optional<String> token = Optional.ofNullable(request.clientRequestToken());
    token.ifPresent(Requested::requireToken);
    region.engine().create(stack, creationOptions(request), token);
    return CreateStackResponse.builder()
        .stackId(stack.id())
        .operationId(operationId(stack))
        .build();
  }

  private static UpdateOptions creationOptions(CreateStackRequest request) {
    if (request.onFailure() != null && request.disableRollback() != null) {
      throw CloudFormationErrors.validation(
          "Either DisableRollback or OnFailure can be specified, not both.");
    }
    boolean disabled = Boolean.TRUE.equals(request.disableRollback());
    return new UpdateOptions(
        request.onFailure() != null
            ? request.onFailure()
            : disabled ? OnFailure.DO_NOTHING : OnFailure.ROLLBACK,
        false,
        Boolean.TRUE.equals(request.retainExceptOnCreate()),
        Optional.empty());
  }

  /** A stack of which nothing has been made yet. */
  LiveStack added(CreateStackRequest request, Instant now) {
    Requested.requireName(request.stackName(), "stackName");
    Optional<LiveStack> before = region.find(request.stackName());
    if (before.isPresent()) {
      if (request.clientRequestToken() != null
          && before.get().tokens().contains(request.clientRequestToken())) {
        throw Requested.tokenExists(request.clientRequestToken());
      }
      throw CloudFormationErrors.ALREADY_EXISTS.saying(
          "Stack [" + request.stackName() + "] already exists");
    }
    if (region.stacks().stream().filter(stack -> !stack.isDeleted()).count() >= STACKS_MAX) {
      throw CloudFormationErrors.LIMIT_EXCEEDED.saying("Limit for stack has been exceeded");
    }
    Deployment deployment =
        requested.deployment(
            new Requested.Input(
                TemplateSource.read(region, request.templateBody(), request.templateURL()),
                false,
                request.parameters(),
                Optional.of(request.tags()),
                request.capabilities(),
                Optional.ofNullable(request.roleARN()),
                Optional.of(request.notificationARNs()),
                Optional.ofNullable(request.rollbackConfiguration())),
            Optional.empty());
    creationOptions(request);
    Macros.requireExpandable(region, deployment);
    Optional<String> policy =
        TemplateSource.policy(region, request.stackPolicyBody(), request.stackPolicyURL());
    PolicyCheck.of(policy);
    LiveStack stack =
        new LiveStack(
            region.stackId(request.stackName()),
            request.stackName(),
            Optional.empty(),
            deployment,
            now);
    stack.terminationProtection(Boolean.TRUE.equals(request.enableTerminationProtection()));
    stack.policy(policy);
    region.add(stack);
    return stack;
  }

  UpdateStackResponse update(UpdateStackRequest request) {
    LiveStack stack = requested.stack(request.stackName());
    Optional<String> token = requested.token(stack, request.clientRequestToken());
    boolean disables = Boolean.TRUE.equals(request.disableRollback());
    Requested.requireUpdatable(stack, disables);
    Deployment target =
        requested.deployment(
            new Requested.Input(
                TemplateSource.read(region, request.templateBody(), request.templateURL()),
                Boolean.TRUE.equals(request.usePreviousTemplate()),
                request.parameters(),
                request.hasTags() ? Optional.of(request.tags()) : Optional.empty(),
                request.capabilities(),
                Optional.ofNullable(request.roleARN()),
                request.hasNotificationARNs()
                    ? Optional.of(request.notificationARNs())
                    : Optional.empty(),
                Optional.ofNullable(request.rollbackConfiguration())),
            Optional.of(stack.deployment()));
    Macros.requireExpandable(region, target);
    Optional<String> policy =
        TemplateSource.policy(region, request.stackPolicyBody(), request.stackPolicyURL());
    Optional<String> during =
        TemplateSource.policy(
            region, request.stackPolicyDuringUpdateBody(), request.stackPolicyDuringUpdateURL());
    PolicyCheck.of(policy);
    PolicyCheck.of(during);
    if (Planning.changesNothing(region, stack, target)) {
      throw CloudFormationErrors.validation("No updates are to be performed.");
    }
    policy.ifPresent(given -> stack.policy(policy));
    stack.changeSets().values().forEach(changeSet -> changeSet.execution(ExecutionStatus.OBSOLETE));
    UpdateOptions options = UpdateOptions.of(disables, isTrue(request.retainExceptOnCreate()));
    region
        .engine()
        .update(
            stack,
            target,
            new UpdateOptions(options.onFailure(), false, options.retainsExceptOnCreate(), during),
            token);
    return UpdateStackResponse.builder()
        .stackId(stack.id())
        .operationId(operationId(stack))
        .build();
  }

  private static boolean isTrue(Boolean flag) {
    return Boolean.TRUE.equals(flag);
  }

  private static String operationId(LiveStack stack) {
    return stack.run().map(StackRun::operationId).orElse(null);
  }

  CancelUpdateStackResponse cancel(CancelUpdateStackRequest request) {
    LiveStack stack = requested.stack(request.stackName());
    Optional<String> token = requested.token(stack, request.clientRequestToken());
    if (stack.status() != StackStatus.UPDATE_IN_PROGRESS || stack.parent().isPresent()) {
      throw CloudFormationErrors.validation(
          "CancelUpdateStack cannot be called from current stack status");
    }
    token.ifPresent(stack.tokens()::add);
    // The events go on with the token of the update that is cancelled.
    StackRun run = stack.run().orElseThrow();
    region.time().after(Duration.ZERO, run::cancel);
    return CancelUpdateStackResponse.builder().build();
  }

  /** A stack that is not there is deleted already. */
  DeleteStackResponse delete(DeleteStackRequest request) {
    Optional<LiveStack> found =
        region.find(request.stackName()).filter(stack -> !stack.isDeleted());
    if (found.isEmpty()) {
      return DeleteStackResponse.builder().build();
    }
    LiveStack stack = found.get();
    Optional<String> token = requested.token(stack, request.clientRequestToken());
    boolean protectedNow =
        stack.root().map(LiveStack::terminationProtection).orElse(stack.terminationProtection());
    if (protectedNow) {
      throw CloudFormationErrors.validation(
          "Stack [" + stack.name() + "] cannot be deleted while TerminationProtection is enabled");
    }
    boolean failed = stack.status() == StackStatus.DELETE_FAILED;
    if (!failed && (!request.retainResources().isEmpty() || isForced(request))) {
      throw CloudFormationErrors.validation(
          "Invalid operation on stack ["
              + stack.id()
              + "]. The specified resources can be retained, and the stack be force deleted, only"
              + " when the stack is in the DELETE_FAILED state.");
    }
    if (stack.isAtWork() && stack.status() != StackStatus.CREATE_IN_PROGRESS) {
      throw CloudFormationErrors.validation(
          "Stack [" + stack.name() + "] cannot be deleted while in status " + stack.status());
    }
    Optional<String> conflict = Exports.conflictOfDeletion(region, stack);
    if (conflict.isPresent()) {
      region.events().stack(stack, stack.status(), "Delete canceled. " + conflict.get());
      return DeleteStackResponse.builder().build();
    }
    Set<String> retained = new TreeSet<>(request.retainResources());
    if (isForced(request)) {
      stack
          .resources()
          .values()
          .forEach(
              resource -> {
                if (resource.statusIsDeleteFailed()) {
                  retained.add(resource.logicalId());
                }
              });
    }
    region.engine().delete(stack, retained, token);
    return DeleteStackResponse.builder().build();
  }

  private static boolean isForced(DeleteStackRequest request) {
    return request.deletionMode() == DeletionMode.FORCE_DELETE_STACK;
  }
}
