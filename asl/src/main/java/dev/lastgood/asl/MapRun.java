package dev.lastgood.asl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A visit of a Map state that works inside its execution.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html">Using
 *     Map state in Inline mode</a>
 */
final class MapRun extends StateRun implements Branch.Owner {

  /** Without a lower {@code MaxConcurrency}, so many iterations run at the same time. */
  private static final int CONCURRENT_ITERATIONS_MAX = 40;

  private final State.InlineMap state;
  private MapProgress progress = MapProgress.notBegun();
  private long startedId;

  MapRun(Branch branch, State.InlineMap state, Object input) {
    super(branch, state, state.errorHandling(), input);
    this.state = state;
  }

  @Override
  void attempt() throws QueryFailure {
    StateScope scope = scope();
    List<?> items = items(scope);
    progress =
        new MapProgress(
            items,
            state.limits().concurrency(scope, CONCURRENT_ITERATIONS_MAX),
            state.limits().tolerance(scope));
    record(
        HistoryEventType.MAP_STATE_STARTED, () -> new Details().with("length", items.size()).map());
    startedId = branch().lastEventId();
    startAll();
  }

  /** Only the iterations that failed, were aborted or never started; all where none did. */
  @Override
  void attemptRest() throws QueryFailure {
    if (!progress.isBroken()) {
      attempt();
      return;
    }
    progress.redrive();
    branch().follow(startedId);
    startAll();
  }

  private void startAll() throws QueryFailure {
    try {
      while (progress.mayStartMore()) {
        if (!startNext(startedId)) {
          failForSize();
          return;
        }
      }
    } catch (QueryFailure failure) {
      stop();
      throw failure;
    }
    if (progress.isDone()) {
      finish();
    }
  }

  private List<?> items(StateScope scope) throws QueryFailure {
    if (state.items().isPresent()) {
      return Typed.array(state.items().get(), scope);
    }
    if (input() instanceof List<?> list) {
      return list;
    }
    throw QueryFailure.of("Map state input must be an array but was: " + Json.write(input()));
  }

  /**
   * Starts the next iteration.
   *
   * @return false where its input is larger than a payload may be
   */
  private boolean startNext(long previousId) throws QueryFailure {
    Optional<Branch> resumed = progress.resumed();
    if (resumed.isPresent()) {
      resumed.get().redrive();
      return true;
    }
    int index = progress.nextIndex();
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("Index", index);
    item.put("Value", QueryValues.toEngine(progress.item(index)));
    Map<String, Object> mapItem = new LinkedHashMap<>();
    mapItem.put("Item", item);
    Object itemInput =
        state.itemSelector().isPresent()
            ? state.itemSelector().get().evaluate(StateScope.withItem(this, mapItem))
            : progress.item(index);
    if (itemInput != progress.item(index) && JsonSize.exceedsPayload(itemInput)) {
      return false;
    }
    long startedId =
        execution()
            .record(HistoryEventType.MAP_ITERATION_STARTED, previousId, () -> iteration(index));
    Branch iteration =
        new Branch(
            execution(),
            state.itemProcessor(),
            branch().variables().inner(),
            Optional.of(mapItem),
            this,
            startedId);
    progress.started(index, iteration);
    iteration.begin(itemInput);
    return true;
  }

  private void failForSize() {
    stop();
    // Were it redriven, all of it would be done again.
    progress = MapProgress.notBegun();
    fail(Failure.dataLimitExceeded(stateName()));
  }

  private Map<String, Object> iteration(int index) {
    return new Details().with("index", index).with("name", stateName()).map();
  }

  @Override
  public void branchSucceeded(Branch finished, Object output) {
    int index = progress.succeeded(finished, output);
    ended(HistoryEventType.MAP_ITERATION_SUCCEEDED, index, finished);
  }

  @Override
  public void branchFailed(Branch failed, Failure failure) {
    int index = progress.failed(failed);
    if (progress.toleratesFailures()) {
      ended(HistoryEventType.MAP_ITERATION_FAILED, index, failed);
      return;
    }
    long previousId = failed.lastEventId();
    branch().follow(previousId);
    recordAside(HistoryEventType.MAP_ITERATION_FAILED, () -> iteration(index));
    failed.recordAborted(previousId);
    stop();
    fail(progress.reasonToFail(failure));
  }

  private void ended(HistoryEventType type, int index, Branch iteration) {
    long lastId = iteration.lastEventId();
    branch().follow(execution().record(type, lastId, () -> iteration(index)));
    try {
      if (progress.mayStartMore()) {
        if (!startNext(lastId)) {
          failForSize();
        }
      } else if (progress.isDone()) {
        finish();
      }
    } catch (QueryFailure failure) {
      stop();
      fail(evaluationFailed(failure));
    }
  }

  private void finish() throws QueryFailure {
    recordAside(HistoryEventType.MAP_STATE_SUCCEEDED, Details.NONE);
    List<Object> result = new ArrayList<>(progress.results());
    succeed(state.exit(), result, StateScope.withResult(this, result));
  }

  /** Ends the iterations under way, telling the history. */
  private void stop() {
    recordInnerAborted(branch().lastEventId());
    giveUp();
  }

  @Override
  void giveUp() {
    progress.running().values().forEach(Branch::giveUp);
    progress.stop();
  }

  @Override
  void recordInnerAborted(long previousId) {
    progress
        .running()
        .forEach(
            (index, iteration) -> {
              execution()
                  .record(
                      HistoryEventType.MAP_ITERATION_ABORTED, previousId, () -> iteration(index));
              iteration.recordAborted(previousId);
            });
  }
}
