package dev.lastgood.asl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A visit of a Map state that starts an execution for each item, or for each batch of items.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html">Using
 *     Map state in Distributed mode</a>
 */
final class DistributedMapRun extends StateRun {

  /** So many children run at once, without a lower {@code MaxConcurrency}. */
  private static final int CONCURRENT_CHILDREN_MAX = 10_000;

  private final State.DistributedMap state;
  private Optional<ChildRuns> children = Optional.empty();

  DistributedMapRun(Branch branch, State.DistributedMap state, Object input) {
    super(branch, state, state.errorHandling(), input);
    this.state = state;
  }

  @Override
  void attempt() throws QueryFailure {
    StateScope scope = scope();
    int concurrency = state.limits().concurrency(scope, CONCURRENT_CHILDREN_MAX);
    MapProgress.Tolerance tolerance = state.limits().tolerance(scope);
    Optional<ResultWriter.Destination> destination = state.resultWriter().destination(scope);
    Optional<ItemReader.Request> request =
        state.itemReader().isPresent()
            ? Optional.of(state.itemReader().get().evaluate(scope))
            : Optional.empty();
    List<MapItem> items = request.isPresent() ? List.of() : itemsOfState(scope);
    ChildRuns run = new ChildRuns(this, state.children(), concurrency, tolerance);
    children = Optional.of(run);
    int length = items.size();
    record(HistoryEventType.MAP_STATE_STARTED, () -> new Details().with("length", length).map());
    record(
        HistoryEventType.MAP_RUN_STARTED,
        () -> new Details().with("mapRunArn", run.mapRunArn()).map());
    try {
      if (request.isPresent()) {
        items = state.itemReader().get().read(request.get(), objects());
      }
      run.start(inputs(items, scope), results -> ended(results, run, destination));
    } catch (ObjectStore.AccessException refused) {
      failRun(Failure.of(ErrorNames.ITEM_READER_FAILED, refused.getMessage()));
    } catch (QueryFailure failure) {
      failRun(evaluationFailed(failure));
    }
  }

  private ObjectStore objects() {
    return execution().environment().objects();
  }

  private List<MapItem> itemsOfState(StateScope scope) throws QueryFailure {
    MapItems items = new MapItems(ItemReader.ITEMS_MAX);
    if (state.items().isPresent()) {
      items.addAll(Typed.collection(state.items().get(), scope), MapItem.STATE_DATA);
    } else if (input() instanceof List<?> || input() instanceof Map<?, ?>) {
      items.addAll(input(), MapItem.STATE_DATA);
    } else {
      throw QueryFailure.of("Map state input must be an array but was: " + Json.write(input()));
    }
    return items.list();
  }

  private List<ChildInput> inputs(List<MapItem> items, StateScope scope) throws QueryFailure {
    List<Object> selected = new ArrayList<>(items.size());
    for (int index = 0; index < items.size(); index++) {
      MapItem item = items.get(index);
      selected.add(
          state.itemSelector().isPresent()
              ? state.itemSelector().get().evaluate(StateScope.withItem(this, item.context(index)))
              : item.input());
    }
    return state.itemBatcher().isPresent()
        ? state.itemBatcher().get().batch(selected, scope)
        : selected.stream().map(input -> new ChildInput(input, 1)).toList();
  }

  /** All children have ended, or too many have failed. */
  private void ended(
      ChildRuns.Outcome outcome, ChildRuns run, Optional<ResultWriter.Destination> destination) {
    MapResults results = new MapResults(state.resultWriter(), outcome.ended(), outcome.pending());
    Object result;
    try {
      result =
          destination.isPresent()
              ? results.write(destination.get(), run.mapRunArn(), objects())
              : results.inline();
    } catch (ObjectStore.AccessException refused) {
      failRun(
          outcome
              .failure()
              .orElse(Failure.of(ErrorNames.RESULT_WRITER_FAILED, refused.getMessage())));
      return;
    }
    if (outcome.failure().isPresent()) {
      failRun(outcome.failure().get());
      return;
    }
    children = Optional.empty();
    record(HistoryEventType.MAP_RUN_SUCCEEDED, Details.NONE);
    recordAside(HistoryEventType.MAP_STATE_SUCCEEDED, Details.NONE);
    try {
      succeed(state.exit(), result, StateScope.withResult(this, result));
    } catch (QueryFailure failure) {
      fail(evaluationFailed(failure));
    }
  }

  private void failRun(Failure failure) {
    children = Optional.empty();
    record(HistoryEventType.MAP_RUN_FAILED, () -> Details.of(failure).map());
    fail(failure);
  }

  @Override
  void attemptRest() {
    throw new UnsupportedOperationException(
        "The redrive of a Distributed Map is not modelled: " + stateName());
  }

  @Override
  void giveUp() {
    children.ifPresent(ChildRuns::abort);
    children = Optional.empty();
  }

  @Override
  void recordInnerAborted(long previousId) {
    if (children.isPresent()) {
      execution().record(HistoryEventType.MAP_RUN_ABORTED, previousId, Details.NONE);
    }
  }
}
