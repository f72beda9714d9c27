package dev.lastgood.asl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A visit of a Parallel state. */
final class ParallelRun extends StateRun implements Branch.Owner {

  private final State.Parallel state;
  private List<Branch> branches = List.of();

  /** All branches of the last attempt, the broken ones among them. */
  private List<Branch> all = List.of();

  private final Set<Branch> unfinished = new LinkedHashSet<>();
  private Object[] results = {};

  ParallelRun(Branch branch, State.Parallel state, Object input) {
    super(branch, state, state.errorHandling(), input);
    this.state = state;
  }

  @Override
  void attempt() throws QueryFailure {
    unfinished.clear();
    Object arguments =
        state.arguments().isPresent() ? state.arguments().get().evaluate(scope()) : input();
    if (arguments != input() && JsonSize.exceedsPayload(arguments)) {
      fail(Failure.dataLimitExceeded(stateName()));
      return;
    }
    long startedId = record(HistoryEventType.PARALLEL_STATE_STARTED, Details.NONE);
    List<Branch> started = new ArrayList<>();
    for (StatesBlock block : state.branches()) {
      started.add(
          new Branch(
              execution(),
              block,
              branch().variables().inner(),
              branch().mapItem(),
              this,
              startedId));
    }
    branches = started;
    all = started;
    results = new Object[started.size()];
    unfinished.addAll(started);
    started.forEach(branch -> branch.begin(arguments));
  }

  /** Only the branches that failed or were aborted; all of them where none did. */
  @Override
  void attemptRest() throws QueryFailure {
    if (unfinished.isEmpty()) {
      attempt();
      return;
    }
    branches = all;
    List.copyOf(unfinished).forEach(Branch::redrive);
  }

  @Override
  public void branchSucceeded(Branch finished, Object output) {
    results[branches.indexOf(finished)] = output;
    unfinished.remove(finished);
    if (!unfinished.isEmpty()) {
      return;
    }
    branch().follow(finished.lastEventId());
    branches = List.of();
    recordAside(HistoryEventType.PARALLEL_STATE_SUCCEEDED, Details.NONE);
    List<Object> result = new ArrayList<>(Arrays.asList(results));
    try {
      succeed(state.exit(), result, StateScope.withResult(this, result));
    } catch (QueryFailure failure) {
      fail(evaluationFailed(failure));
    }
  }

  @Override
  public void branchFailed(Branch failed, Failure failure) {
    branch().follow(failed.lastEventId());
    recordInnerAborted(failed.lastEventId());
    giveUp();
    branches = List.of();
    fail(failure);
  }

  @Override
  void giveUp() {
    branches.forEach(Branch::giveUp);
  }

  @Override
  void recordInnerAborted(long previousId) {
    branches.forEach(each -> each.recordAborted(previousId));
  }
}
