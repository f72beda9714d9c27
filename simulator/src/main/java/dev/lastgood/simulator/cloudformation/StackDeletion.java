package dev.lastgood.simulator.cloudformation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** All that a stack has made goes, the dependants first: it is deleted, or was not to be. */
final class StackDeletion {
  private final StackRegion region;
  private final LiveStack stack;
  private final StackRun run;

  StackDeletion(StackRegion region, LiveStack stack, StackRun run) {
    this.region = region;
    this.stack = stack;
    this.run = run;
  }

  /** Deletes the stack, and leaves behind what is named. */
  void delete(Set<String> retained) {
    region
        .events()
        .stack(
            stack,
            StackStatus.DELETE_IN_PROGRESS,
            stack.parent().isPresent() ? "" : "User Initiated");
    start(
        resource -> retained.contains(resource.logicalId()) || resource.isRetainedWhenDeleted(),
        failed ->
            failed.isEmpty()
                ? ended(StackStatus.DELETE_COMPLETE, "")
                : ended(StackStatus.DELETE_FAILED, reason(failed)));
  }

  /** Undoes a creation; the stack stays as an empty shell. */
  void rollBack(String reason, boolean retainsExceptOnCreate) {
    region.events().stack(stack, StackStatus.ROLLBACK_IN_PROGRESS, reason);
    start(
        resource ->
            !retainsExceptOnCreate
                && !resource.isRetainedOnlyWhenNotCreated()
                && resource.isRetainedWhenDeleted(),
        failed ->
            failed.isEmpty()
                ? ended(StackStatus.ROLLBACK_COMPLETE, "")
                : ended(StackStatus.ROLLBACK_FAILED, reason(failed)));
  }

  private static String reason(List<String> failed) {
    return "The following resource(s) failed to delete: "
        + failed.stream().sorted().toList()
        + ". ";
  }

  private void start(
      Predicate<TemplateResource> retained, Function<List<String>, Runnable> outcome) {
    run.onCancel(() -> {});
    region.time().after(Duration.ZERO, () -> work(retained, outcome));
  }

  private void work(
      Predicate<TemplateResource> retained, Function<List<String>, Runnable> outcome) {
    List<List<ResourceStep>> waves = new ArrayList<>();
    for (Set<String> wave : order().reversed()) {
      List<ResourceStep> steps = new ArrayList<>();
      for (String logicalId : wave) {
        LiveResource.Made made = stack.resources().get(logicalId).made();
        steps.add(new DeletionStep(region, stack, made, retained.test(made.definition())));
      }
      waves.add(steps);
    }
    for (LiveResource.Made made : stack.replaced()) {
      waves.add(
          List.of(
              new DeletionStep(region, stack, made, made.definition().isRetainedWhenReplaced())));
    }
    Waves steps =
        new Waves(
            region,
            waves,
            region.duration(StackUpdate.slowest(waves), 1),
            false,
            true,
            failed -> outcome.apply(failed).run());
    run.waves(steps);
    steps.start();
  }

  /** What there is, in the order of the template as far as it still declares it. */
  private List<Set<String>> order() {
    Map<String, LiveResource> left = new TreeMap<>(stack.resources());
    List<Set<String>> order = new ArrayList<>();
    StackTemplate template = stack.deployment().template();
    for (List<String> wave : template.waves(template.resources().keySet())) {
      Set<String> there = new TreeSet<>(wave);
      there.retainAll(left.keySet());
      left.keySet().removeAll(there);
      order.add(there);
    }
    order.add(new TreeSet<>(left.keySet()));
    return order;
  }

  private Runnable ended(StackStatus status, String reason) {
    return () -> {
      if (status == StackStatus.DELETE_COMPLETE) {
        stack.deletedAt(region.now());
        stack.outputs(List.of());
        stack.imports(Set.of());
        stack.resources().clear();
        stack.changeSets().clear();
      }
      region.events().stack(stack, status, reason);
      stack.run(Optional.empty());
    };
  }
}
