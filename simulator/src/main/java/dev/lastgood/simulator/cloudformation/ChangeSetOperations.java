package dev.lastgood.simulator.cloudformation;

import dev.lastgood.simulator.template.UnresolvableTemplateException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DeploymentMode;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.OnStackFailure;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** What is done with change sets; see the actions of that name in the API Reference. */
final class ChangeSetOperations {
  private final StackRegion region;
  private final Requested requested;

  ChangeSetOperations(StackRegion region) {
    this.region = region;
    this.requested = new Requested(region);
  }

  CreateChangeSetResponse create(CreateChangeSetRequest request) {
    Requested.requireName(request.changeSetName(), "changeSetName");
    Optional.ofNullable(request.clientToken()).ifPresent(Requested::requireToken);
    ChangeSetType type =
        request.changeSetType() == null ? ChangeSetType.UPDATE : request.changeSetType();
    if (type == ChangeSetType.IMPORT) {
      throw new UnsupportedOperationException(
          "Simulated CloudFormation does not model change sets that import resources.");
    }
    Optional<LiveStack> there = region.find(request.stackName()).filter(it -> !it.isDeleted());
    Optional<ChangeSet> same =
        there
            .flatMap(stack -> named(stack, request.changeSetName()))
            .filter(it -> isSame(it, request));
    if (same.isPresent()) {
      return answer(same.get());
    }
    LiveStack stack =
        type == ChangeSetType.UPDATE
            ? there.orElseThrow(() -> CloudFormationErrors.noStack(request.stackName()))
            : reviewed(there, request);
    if (named(stack, request.changeSetName()).isPresent()) {
      throw CloudFormationErrors.ALREADY_EXISTS.saying(
          "ChangeSet " + request.changeSetName() + " already exists");
    }
    if (type == ChangeSetType.UPDATE) {
      Requested.requireUpdatable(stack, true);
    }
    Deployment target = target(request, stack, type);
    if (region.find(stack.id()).isEmpty()) {
      region.add(stack);
      region.events().stack(stack, StackStatus.REVIEW_IN_PROGRESS, "User Initiated");
    }
    ChangeSet changeSet =
        new ChangeSet(
            new ChangeSet.Order(
                id(request.changeSetName()),
                request.changeSetName(),
                type,
                Optional.ofNullable(request.clientToken()),
                Optional.ofNullable(request.description()),
                Optional.ofNullable(request.onStackFailure()),
                Boolean.TRUE.equals(request.includeNestedStacks()),
                request.deploymentMode() == DeploymentMode.REVERT_DRIFT,
                Optional.empty(),
                Optional.empty()),
            stack,
            target,
            region.now());
    start(changeSet);
    return answer(changeSet);
  }

  private static CreateChangeSetResponse answer(ChangeSet changeSet) {
    return CreateChangeSetResponse.builder()
        .id(changeSet.order().id())
        .stackId(changeSet.stack().id())
        .build();
  }

  /** The same order that arrives twice is one. */
  private static boolean isSame(ChangeSet changeSet, CreateChangeSetRequest request) {
    return request.clientToken() != null
        && changeSet.order().clientToken().equals(Optional.of(request.clientToken()));
  }

  private String id(String name) {
    return region.account().arn("cloudformation", "changeSet/" + name + "/" + region.ids().uuid());
  }

  private LiveStack reviewed(Optional<LiveStack> there, CreateChangeSetRequest request) {
    if (there.isEmpty()) {
      Requested.requireName(request.stackName(), "stackName");
      return new LiveStack(
          region.stackId(request.stackName()),
          request.stackName(),
          Optional.empty(),
          target(request, Optional.empty()),
          region.now());
    }
    if (there.get().status() != StackStatus.REVIEW_IN_PROGRESS) {
      throw CloudFormationErrors.validation(
          "Stack ["
              + there.get().name()
              + "] already exists and cannot be created again with the"
              + " changeSet ["
              + request.changeSetName()
              + "].");
    }
    return there.get();
  }

  private Deployment target(CreateChangeSetRequest request, LiveStack stack, ChangeSetType type) {
    return target(
        request, type == ChangeSetType.CREATE ? Optional.empty() : Optional.of(stack.deployment()));
  }

  private Deployment target(CreateChangeSetRequest request, Optional<Deployment> previous) {
    return requested.deployment(
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
        previous);
  }

  private void start(ChangeSet changeSet) {
    changeSet.stack().changeSets().put(changeSet.order().id(), changeSet);
    region
        .time()
        .after(
            Duration.ofSeconds(1), () -> changeSet.status(ChangeSetStatus.CREATE_IN_PROGRESS, ""));
    region
        .time()
        .after(
            Duration.ofSeconds(2).plus(region.timings().changeSet().draw(region.chance())),
            () -> find(changeSet));
  }

  private void find(ChangeSet changeSet) {
    LiveStack stack = changeSet.stack();
    if (!stack.changeSets().containsKey(changeSet.order().id())) {
      return;
    }
    ChangePlan plan;
    try {
      Macros.requireAll(region, changeSet.target().template());
      plan = ChangePlan.of(region, stack, changeSet.target(), changeSet.order().revertsDrift());
    } catch (UnresolvableTemplateException unresolvable) {
      changeSet.status(ChangeSetStatus.FAILED, unresolvable.reason());
      return;
    } catch (AwsServiceException refused) {
      changeSet.status(ChangeSetStatus.FAILED, refused.awsErrorDetails().errorMessage());
      return;
    }
    if (plan.isEmpty()) {
      boolean same =
          stack.deployment().template().text().equals(changeSet.target().template().text())
              && stack.deployment().parameters().equals(changeSet.target().parameters());
      changeSet.status(
          ChangeSetStatus.FAILED,
          same
              ? "The submitted information didn't contain changes. Submit different information to"
                  + " create a change set."
              : "No updates are to be performed.");
      return;
    }
    Map<String, String> nested = nested(changeSet, plan);
    boolean revertsDrift = changeSet.order().revertsDrift();
    changeSet.found(
        DescribedChanges.of(plan, nested, false, revertsDrift),
        DescribedChanges.of(plan, nested, true, revertsDrift));
    changeSet.status(ChangeSetStatus.CREATE_COMPLETE, "");
    changeSet.execution(
        changeSet.order().parentId().isPresent()
            ? ExecutionStatus.UNAVAILABLE
            : ExecutionStatus.AVAILABLE);
  }

  /** The change sets of nested stacks that change and are there already. */
  private Map<String, String> nested(ChangeSet changeSet, ChangePlan plan) {
    Map<String, String> ids = new LinkedHashMap<>();
    if (!changeSet.order().nested()) {
      return ids;
    }
    for (PlannedChange change : plan.changes().values()) {
      Optional<LiveStack> child =
          change
              .made()
              .filter(made -> made.type().equals(ResourceTypes.STACK))
              .flatMap(made -> region.find(made.physicalId()));
      if (child.isPresent() && plan.worked().contains(change.logicalId())) {
        NestedStackProvider provider = (NestedStackProvider) region.types().of(ResourceTypes.STACK);
        StackScope scope = new StackScope(region, changeSet.stack(), changeSet.target());
        ChangeSet inner =
            new ChangeSet(
                new ChangeSet.Order(
                    id(changeSet.order().name()),
                    changeSet.order().name(),
                    ChangeSetType.UPDATE,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    changeSet.order().revertsDrift(),
                    Optional.of(changeSet.order().id()),
                    changeSet.order().rootId().or(() -> Optional.of(changeSet.order().id()))),
                child.get(),
                provider.deployment(
                    scope.properties(change.definition()),
                    changeSet.target().tags(),
                    changeSet.target()),
                region.now());
        child.get().changeSets().put(inner.order().id(), inner);
        find(inner);
        ids.put(change.logicalId(), inner.order().id());
      }
    }
    return ids;
  }

  ExecuteChangeSetResponse execute(ExecuteChangeSetRequest request) {
    ChangeSet changeSet = changeSet(request.changeSetName(), request.stackName());
    LiveStack stack = changeSet.stack();
    Optional<String> token = requested.token(stack, request.clientRequestToken());
    if (changeSet.execution() != ExecutionStatus.AVAILABLE) {
      throw CloudFormationErrors.INVALID_CHANGE_SET_STATUS.saying(
          "ChangeSet ["
              + changeSet.order().id()
              + "] cannot be executed in its current status of ["
              + changeSet.status()
              + "] and execution status of ["
              + changeSet.execution()
              + "]");
    }
    if (changeSet.order().onStackFailure().isPresent() && request.disableRollback() != null) {
      throw CloudFormationErrors.validation(
          "DisableRollback cannot be specified where the change set was created with"
              + " OnStackFailure.");
    }
    OnFailure onFailure = onFailure(changeSet, Boolean.TRUE.equals(request.disableRollback()));
    boolean creates = changeSet.order().type() == ChangeSetType.CREATE;
    if (!creates) {
      Requested.requireUpdatable(stack, onFailure == OnFailure.DO_NOTHING);
    }
    stack.changeSets().values().removeIf(other -> other != changeSet);
    removeNested(changeSet);
    UpdateOptions options =
        new UpdateOptions(
            onFailure,
            changeSet.order().revertsDrift(),
            Boolean.TRUE.equals(request.retainExceptOnCreate()),
            Optional.empty());
    if (creates) {
      stack.deployment(changeSet.target());
      region.engine().create(stack, options, token);
    } else {
      region.engine().update(stack, changeSet.target(), options, token);
    }
    stack.changeSetId(changeSet.order().id());
    changeSet.executedBy(stack.run().orElseThrow().operationId());
    return ExecuteChangeSetResponse.builder().build();
  }

  private static OnFailure onFailure(ChangeSet changeSet, boolean disablesRollback) {
    return changeSet
        .order()
        .onStackFailure()
        .map(OnStackFailure::toString)
        .map(OnFailure::fromValue)
        .orElse(disablesRollback ? OnFailure.DO_NOTHING : OnFailure.ROLLBACK);
  }

  private void removeNested(ChangeSet parent) {
    for (LiveStack stack : List.copyOf(region.stacks())) {
      stack
          .changeSets()
          .values()
          .removeIf(inner -> inner.order().rootId().equals(Optional.of(parent.order().id())));
    }
  }

  DeleteChangeSetResponse delete(DeleteChangeSetRequest request) {
    Optional<ChangeSet> found = find(request.changeSetName(), request.stackName());
    if (found.isPresent()) {
      switch (found.get().status()) {
        case CREATE_PENDING, CREATE_IN_PROGRESS ->
            throw CloudFormationErrors.INVALID_CHANGE_SET_STATUS.saying(
                "ChangeSet ["
                    + found.get().order().id()
                    + "] cannot be deleted in its current status of ["
                    + found.get().status()
                    + "]");
        default -> {
          found.get().stack().changeSets().remove(found.get().order().id());
          removeNested(found.get());
        }
      }
    }
    return DeleteChangeSetResponse.builder().build();
  }

  /** By its ARN, or by its name and its stack. */
  ChangeSet changeSet(String nameOrId, String stackName) {
    return find(nameOrId, stackName)
        .orElseThrow(
            () ->
                CloudFormationErrors.CHANGE_SET_NOT_FOUND.saying(
                    "ChangeSet [" + nameOrId + "] does not exist"));
  }

  private Optional<ChangeSet> find(String nameOrId, String stackName) {
    if (nameOrId.startsWith("arn:")) {
      return region.stacks().stream()
          .flatMap(stack -> Optional.ofNullable(stack.changeSets().get(nameOrId)).stream())
          .findFirst();
    }
    if (stackName == null) {
      throw CloudFormationErrors.validation(
          "StackName must be specified if ChangeSetName is not specified as an ARN.");
    }
    return named(requested.stack(stackName), nameOrId);
  }

  private static Optional<ChangeSet> named(LiveStack stack, String name) {
    return stack.changeSets().values().stream()
        .filter(changeSet -> changeSet.order().name().equals(name))
        .findFirst();
  }
}
