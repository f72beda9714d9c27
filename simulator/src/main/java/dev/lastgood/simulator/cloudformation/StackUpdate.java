package dev.lastgood.simulator.cloudformation;

import dev.lastgood.simulator.template.UnresolvableTemplateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * A stack on its way to a deployment: resources in the order of their dependencies, then the
 * outputs, the alarms that may roll it back, and the cleaning up. Where something fails it is
 * rolled back or left as it is, as was asked for; see "Choose how to handle failures when
 * provisioning resources" in the AWS CloudFormation User Guide.
 */
final class StackUpdate {
  private final StackRegion region;
  private final LiveStack stack;
  private final StackRun run;
  private final DeploymentRun deployment;
  private final UpdateOptions options;
  private final RollbackTriggers triggers;
  private boolean creating;
  private boolean over;
  private Duration forward = Duration.ZERO;

  StackUpdate(
      StackRegion region, LiveStack stack, StackRun run, Deployment target, UpdateOptions options) {
    this.region = region;
    this.stack = stack;
    this.run = run;
    this.options = options;
    this.deployment =
        DeploymentRun.forward(
            target,
            options.revertsDrift(),
            PolicyCheck.of(options.policyDuringUpdate().or(stack::policy)));
    this.triggers = new RollbackTriggers(region, target.rollbackConfiguration());
  }

  void create() {
    creating = true;
    begin(StackStatus.CREATE_IN_PROGRESS);
  }

  void update() {
    stack.updatedAt(region.now());
    begin(StackStatus.UPDATE_IN_PROGRESS);
  }

  private void begin(StackStatus status) {
    stack.drift().forget();
    stack.deployment(deployment.target());
    run.onCancel(() -> stop(""));
    run.onAbandon(
        () -> {
          over = true;
          triggers.stop();
        });
    region.events().stack(stack, status, stack.parent().isPresent() ? "" : "User Initiated");
    region.time().after(Duration.ZERO, this::work);
  }

  private void work() {
    if (over) {
      return;
    }
    ChangePlan plan;
    try {
      plan = ChangePlan.of(region, stack, deployment.target(), deployment.revertsDrift());
    } catch (UnresolvableTemplateException unresolvable) {
      fail(unresolvable.reason());
      return;
    } catch (AwsServiceException refused) {
      fail(refused.awsErrorDetails().errorMessage());
      return;
    }
    Optional<String> denied = deniedRemoval(plan);
    if (denied.isPresent()) {
      fail(denied.get());
      return;
    }
    List<List<ResourceStep>> waves = steps(plan.worked());
    forward =
        region.duration(slowest(waves), stack.express() ? region.timings().expressFactor() : 1);
    triggers.watch(this::stop);
    Waves steps = new Waves(region, waves, forward, stack.express(), false, this::worked);
    run.waves(steps);
    steps.start();
  }

  /** What a policy does not let go is found before anything is changed. */
  private Optional<String> deniedRemoval(ChangePlan plan) {
    for (PlannedChange change : plan.changes().values()) {
      if (!plan.worked().contains(change.logicalId())) {
        try {
          deployment.policy().check(change.definition(), "Update:Delete");
        } catch (ResourceFailure failure) {
          return Optional.of(failure.getMessage());
        }
      }
    }
    return Optional.empty();
  }

  private List<List<ResourceStep>> steps(Collection<String> logicalIds) {
    List<List<ResourceStep>> waves = new ArrayList<>();
    for (List<String> wave : deployment.target().template().waves(logicalIds)) {
      List<ResourceStep> steps = new ArrayList<>();
      for (String logicalId : wave) {
        steps.add(
            new DeploymentStep(
                region,
                stack,
                deployment,
                deployment.target().template().resources().get(logicalId)));
      }
      waves.add(steps);
    }
    return waves;
  }

  static Pace slowest(List<List<ResourceStep>> waves) {
    return waves.stream()
        .flatMap(List::stream)
        .map(ResourceStep::pace)
        .max(Pace::compareTo)
        .orElse(Pace.QUICK);
  }

  private void worked(List<String> failed) {
    if (failed.isEmpty()) {
      triggers.monitor(this::finish);
    } else {
      fail(
          "The following resource(s) failed to "
              + (creating ? "create" : "update")
              + ": "
              + failed.stream().sorted().toList()
              + ". ");
    }
  }

  private void finish() {
    if (over) {
      return;
    }
    StackScope scope = new StackScope(region, stack, deployment.target());
    List<Output> outputs;
    try {
      outputs = scope.outputs();
      // Only for what it imports, that of resources included which did not change.
      for (String logicalId : ChangePlan.wanted(scope, deployment.target())) {
        scope.properties(deployment.target().template().resources().get(logicalId));
      }
    } catch (UnresolvableTemplateException unresolvable) {
      fail(unresolvable.reason());
      return;
    } catch (AwsServiceException refused) {
      fail(refused.awsErrorDetails().errorMessage());
      return;
    }
    Optional<String> conflict = Exports.conflict(region, stack, outputs);
    if (conflict.isPresent()) {
      fail(conflict.get());
      return;
    }
    over = true;
    triggers.stop();
    stack.imports(scope.imports());
    stack.outputs(outputs);
    if (creating) {
      settle(StackStatus.CREATE_COMPLETE, "");
      return;
    }
    run.onCancel(() -> {});
    region.events().stack(stack, StackStatus.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, "");
    boolean held =
        stack.parent().filter(LiveStack::isAtWork).filter(StackUpdate::isGoingForward).isPresent();
    if (held) {
      run.held(Optional.of(this::cleanUp));
    } else {
      cleanUp();
    }
  }

  private static boolean isGoingForward(LiveStack parent) {
    return parent.status() == StackStatus.UPDATE_IN_PROGRESS;
  }

  private void cleanUp() {
    run.held(Optional.empty());
    StackScope scope = new StackScope(region, stack, deployment.target());
    Collection<String> wanted = ChangePlan.wanted(scope, deployment.target());
    List<List<ResourceStep>> waves = new ArrayList<>();
    stack.resources().values().stream()
        .map(LiveResource::made)
        .filter(made -> made.exists() && region.provider(made) instanceof NestedStackProvider)
        .forEach(made -> waves.add(List.of(new ReleaseStep(region, made))));
    waves.addAll(
        region.engine().cleanup(stack, stack.replaced(), TemplateResource::isRetainedWhenReplaced));
    waves.addAll(
        region
            .engine()
            .cleanup(
                stack,
                stack.resources().values().stream()
                    .filter(resource -> !wanted.contains(resource.logicalId()))
                    .map(LiveResource::made)
                    .toList(),
                TemplateResource::isRetainedWhenDeleted));
    Waves steps =
        new Waves(
            region,
            waves,
            region.timings().cleanup().draw(region.chance()),
            false,
            true,
            failed ->
                settle(
                    StackStatus.UPDATE_COMPLETE,
                    failed.isEmpty()
                        ? ""
                        : "Update successful. One or more resources could not be deleted."));
    run.waves(steps);
    steps.start();
  }

  private void settle(StackStatus status, String reason) {
    stack
        .resources()
        .values()
        .removeIf(
            resource ->
                !resource.made().exists() || resource.status() == ResourceStatus.DELETE_FAILED);
    stack.becomesStable();
    region.events().stack(stack, status, reason);
    stack.run(Optional.empty());
  }

  /** Ends it from outside. */
  private void stop(String reason) {
    if (!over) {
      run.waves()
          .ifPresent(
              waves ->
                  waves.stop(
                      creating ? "Resource creation cancelled" : "Resource update cancelled"));
      rollBack(reason);
    }
  }

  private void fail(String reason) {
    if (over) {
      return;
    }
    if (options.onFailure() == OnFailure.DO_NOTHING) {
      over = true;
      triggers.stop();
      region
          .events()
          .stack(stack, creating ? StackStatus.CREATE_FAILED : StackStatus.UPDATE_FAILED, reason);
      stack.run(Optional.empty());
    } else {
      rollBack(reason);
    }
  }

  private void rollBack(String reason) {
    over = true;
    triggers.stop();
    run.onCancel(() -> {});
    if (options.onFailure() == OnFailure.DELETE && stack.stable().isEmpty()) {
      new StackDeletion(region, stack, run).delete(Set.of());
    } else if (creating) {
      new StackDeletion(region, stack, run)
          .rollBack(reason + "Rollback requested by user.", options.retainsExceptOnCreate());
    } else if (stack.stable().isEmpty()) {
      new StackDeletion(region, stack, run).delete(Set.of());
    } else {
      new StackRollback(region, stack, run, deployment.realities(), Optional.of(forward))
          .start(reason, options.retainsExceptOnCreate());
    }
  }
}
