package dev.lastgood.simulator.cloudformation;

import dev.lastgood.simulator.template.UnresolvableTemplateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * A stack on its way back to where it was last stable: what was touched since then, in the order of
 * the dependencies, then the deletion of what was made. Where one resource cannot be brought back
 * the stack stays in UPDATE_ROLLBACK_FAILED until somebody continues; see "Continue rolling back an
 * update" in the AWS CloudFormation User Guide.
 */
final class StackRollback {
  private final StackRegion region;
  private final LiveStack stack;
  private final StackRun run;
  private final LiveStack.Stable stable;
  private final DeploymentRun deployment;
  private final Optional<Duration> forward;
  private boolean deletesRetained;

  /**
   * A way back.
   *
   * @param realities what was really there before a drift-aware operation
   * @param forward how long the way forward was to take; empty where it has long been given up
   */
  StackRollback(
      StackRegion region,
      LiveStack stack,
      StackRun run,
      Realities realities,
      Optional<Duration> forward) {
    this.region = region;
    this.stack = stack;
    this.run = run;
    this.stable = stack.stable().orElseThrow();
    this.deployment = DeploymentRun.back(stable.deployment(), realities);
    this.forward = forward;
  }

  /**
   * Begins.
   *
   * @param reason why
   * @param retainsExceptOnCreate whether what was made is deleted even where it is to be retained
   */
  void start(String reason, boolean retainsExceptOnCreate) {
    deletesRetained = retainsExceptOnCreate;
    run.onCancel(() -> {});
    stack.deployment(stable.deployment().withRole(stack.deployment().roleArn()));
    region.events().stack(stack, StackStatus.UPDATE_ROLLBACK_IN_PROGRESS, reason);
    region.time().after(Duration.ZERO, this::work);
  }

  private void work() {
    List<List<ResourceStep>> waves = new ArrayList<>();
    try {
      ChangePlan plan = ChangePlan.of(region, stack, stable.deployment(), false);
      for (List<String> wave : stable.deployment().template().waves(plan.worked())) {
        waves.add(
            wave.stream()
                .map(
                    logicalId ->
                        (ResourceStep)
                            new DeploymentStep(
                                region,
                                stack,
                                deployment,
                                stable.deployment().template().resources().get(logicalId)))
                .toList());
      }
    } catch (UnresolvableTemplateException unresolvable) {
      failed(unresolvable.reason());
      return;
    } catch (AwsServiceException refused) {
      failed(refused.awsErrorDetails().errorMessage());
      return;
    }
    Duration ahead =
        forward.orElseGet(
            () ->
                region.duration(
                    StackUpdate.slowest(waves),
                    stack.express() ? region.timings().expressFactor() : 1));
    Duration total = Duration.ofNanos((long) (ahead.toNanos() * region.rollbackFactor()));
    Waves steps = new Waves(region, waves, total, stack.express(), false, this::worked);
    run.waves(steps);
    steps.start();
  }

  private void worked(List<String> failed) {
    if (failed.isEmpty()) {
      stack.outputs(stable.outputs());
      stack.imports(stable.imports());
      region.events().stack(stack, StackStatus.UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS, "");
      cleanUp();
    } else {
      failed(
          "The following resource(s) failed to update: "
              + failed.stream().sorted().toList()
              + ". ");
    }
  }

  private void failed(String reason) {
    region.events().stack(stack, StackStatus.UPDATE_ROLLBACK_FAILED, reason);
    stack.run(Optional.empty());
  }

  private void cleanUp() {
    List<LiveResource.Made> unwanted =
        stack.created().stream().filter(Predicate.not(this::isStable)).toList();
    Predicate<TemplateResource> retained =
        resource ->
            !deletesRetained
                && !resource.isRetainedOnlyWhenNotCreated()
                && resource.isRetainedWhenDeleted();
    Waves steps =
        new Waves(
            region,
            region.engine().cleanup(stack, unwanted, retained),
            region.timings().cleanup().draw(region.chance()),
            false,
            true,
            this::cleanedUp);
    run.waves(steps);
    steps.start();
  }

  private boolean isStable(LiveResource.Made made) {
    LiveResource.Made before = stable.resources().get(made.definition().logicalId());
    return before != null && before.physicalId().equals(made.physicalId());
  }

  private void cleanedUp(List<String> failed) {
    stack
        .resources()
        .values()
        .removeIf(
            resource ->
                !resource.made().exists() || resource.status() == ResourceStatus.DELETE_FAILED);
    stack.becomesStable();
    region
        .events()
        .stack(
            stack,
            StackStatus.UPDATE_ROLLBACK_COMPLETE,
            failed.isEmpty() ? "" : "One or more resources could not be deleted.");
    stack.run(Optional.empty());
  }
}
