package dev.lastgood.asl;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One Map Run: the children of one attempt of a Distributed Map. */
final class ChildRuns {

  /**
   * What came of it.
   *
   * @param ended the children that started, in the order of their items, all of them ended
   * @param pending the inputs of those that never started
   * @param failure why the Map Run failed, if it did
   */
  record Outcome(
      List<ExecutionDescription> ended, List<ChildInput> pending, Optional<Failure> failure) {}

  private final Execution parent;
  private final String stateName;
  private final int concurrency;
  private final MapProgress.Tolerance tolerance;
  private final String mapRunArn;
  private final Registration registration;
  private final boolean express;
  private final Map<Integer, Execution> running = new TreeMap<>();
  private final Map<Integer, Execution> started = new TreeMap<>();

  private List<ChildInput> inputs = List.of();
  private Consumer<Outcome> whenOver = outcome -> {};
  private int items;
  private int failedItems;
  private boolean over;

  ChildRuns(
      StateRun run, ChildWorkflow workflow, int concurrency, MapProgress.Tolerance tolerance) {
    this.parent = run.execution();
    this.stateName = run.stateName();
    this.concurrency = concurrency;
    this.tolerance = tolerance;
    this.express = workflow.express();
    StateMachineArn machine = parent.registration().arn();
    this.mapRunArn =
        machine.mapRunPrefix(workflow.label()) + Uuids.next(parent.environment().random());
    this.registration =
        new Registration(
            machine.ofChildren(workflow.label(), express),
            parent.registration().roleArn(),
            StateMachine.ofChildren(workflow));
  }

  String mapRunArn() {
    return mapRunArn;
  }

  /**
   * Starts as many children as may run at once, and the others after them.
   *
   * @param end told once what came of it, in a step of the parent
   */
  void start(List<ChildInput> childInputs, Consumer<Outcome> end) {
    inputs = childInputs;
    whenOver = end;
    items = childInputs.stream().mapToInt(ChildInput::items).sum();
    if (childInputs.stream().anyMatch(input -> JsonSize.exceedsPayload(input.input()))) {
      finish(Optional.of(Failure.dataLimitExceeded(stateName)));
      return;
    }
    startMore();
  }

  private void startMore() {
    while (!over && started.size() < inputs.size() && running.size() < concurrency) {
      int index = started.size();
      Execution child =
          parent.registry().startChild(registration, inputs.get(index).input(), mapRunArn, express);
      started.put(index, child);
      running.put(index, child);
      child.whenEnded(ended -> endedSoon(index, ended));
    }
    if (!over && running.isEmpty()) {
      finish(Optional.empty());
    }
  }

  /** A step of its own: the child is still closing when it says that it has ended. */
  private void endedSoon(int index, Execution child) {
    if (!over) {
      parent
          .environment()
          .scheduler()
          .after(Duration.ZERO, () -> parent.run(() -> ended(index, child)));
    }
  }

  private void ended(int index, Execution child) {
    if (over) {
      return;
    }
    running.remove(index);
    if (child.describe().status() != ExecutionStatus.SUCCEEDED) {
      failedItems += inputs.get(index).items();
      if (!tolerance.covers(failedItems, items)) {
        finish(
            Optional.of(
                Failure.of(
                    ErrorNames.EXCEED_TOLERATED_FAILURE_THRESHOLD,
                    MapProgress.THRESHOLD_EXCEEDED)));
        return;
      }
    }
    startMore();
  }

  private void finish(Optional<Failure> failure) {
    abort();
    List<ExecutionDescription> ended = new ArrayList<>();
    started.values().forEach(child -> ended.add(child.describe()));
    whenOver.accept(new Outcome(ended, inputs.subList(started.size(), inputs.size()), failure));
  }

  /** Ends what still runs; nothing more is told. */
  void abort() {
    over = true;
    List<Execution> left = new ArrayList<>(running.values());
    running.clear();
    left.forEach(child -> child.abort(Failure.of(Optional.empty(), Optional.empty())));
  }
}
