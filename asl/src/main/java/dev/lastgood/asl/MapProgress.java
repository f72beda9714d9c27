package dev.lastgood.asl;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How far one attempt of a Map state has come. */
final class MapProgress {

  static final String THRESHOLD_EXCEEDED = "The specified tolerated failure threshold was exceeded";

  /**
   * How many iterations may fail; without either, none.
   *
   * @param count at most so many, if given
   * @param percentage at most this share of all, if given
   */
  record Tolerance(Optional<Long> count, Optional<Double> percentage) {

    private boolean isGiven() {
      return count.isPresent() || percentage.isPresent();
    }

    boolean covers(int failures, int all) {
      if (!isGiven()) {
        return failures == 0;
      }
      return count.map(most -> failures <= most).orElse(true)
          && percentage.map(most -> failures * 100.0 <= most * all).orElse(true);
    }
  }

  private final List<?> items;
  private final int concurrency;
  private final Tolerance tolerance;
  private final Map<Integer, Branch> running = new TreeMap<>();
  private final Map<Integer, Object> outputs = new TreeMap<>();
  private final TreeMap<Integer, Branch> broken = new TreeMap<>();
  private final TreeMap<Integer, Branch> waiting = new TreeMap<>();
  private int nextIndex;
  private int neverStarted;
  private int failures;

  MapProgress(List<?> items, int concurrency, Tolerance tolerance) {
    this.items = items;
    this.concurrency = concurrency;
    this.tolerance = tolerance;
  }

  /** Before there is anything to do. */
  static MapProgress notBegun() {
    return new MapProgress(List.of(), 0, new Tolerance(Optional.empty(), Optional.empty()));
  }

  boolean mayStartMore() {
    return (nextIndex < items.size() || !waiting.isEmpty()) && running.size() < concurrency;
  }

  boolean isDone() {
    return nextIndex == items.size() && running.isEmpty() && waiting.isEmpty();
  }

  /** Whether iterations failed or were aborted, or never started because the state was ended. */
  boolean isBroken() {
    return !broken.isEmpty() || neverStarted < items.size();
  }

  /** Takes up what failed, what was aborted and what never started; all else stays. */
  void redrive() {
    waiting.putAll(broken);
    broken.clear();
    nextIndex = neverStarted;
    failures = 0;
  }

  /** An iteration that goes on where it broke off, from now on under way; empty where none does. */
  Optional<Branch> resumed() {
    Optional<Map.Entry<Integer, Branch>> first = Optional.ofNullable(waiting.pollFirstEntry());
    first.ifPresent(entry -> running.put(entry.getKey(), entry.getValue()));
    return first.map(Map.Entry::getValue);
  }

  int nextIndex() {
    return nextIndex;
  }

  Object item(int index) {
    return items.get(index);
  }

  void started(int index, Branch iteration) {
    running.put(index, iteration);
    nextIndex = index + 1;
    neverStarted = nextIndex;
  }

  /** The iterations under way, in the order of their items. */
  Map<Integer, Branch> running() {
    return Collections.unmodifiableMap(running);
  }

  /** Notes a success; answers with the item's index. */
  int succeeded(Branch iteration, Object output) {
    int index = remove(iteration);
    outputs.put(index, output);
    return index;
  }

  /** Notes a failure; answers with the item's index. */
  int failed(Branch iteration) {
    failures++;
    int index = remove(iteration);
    broken.put(index, iteration);
    return index;
  }

  private int remove(Branch iteration) {
    int index =
        running.entrySet().stream()
            .filter(entry -> entry.getValue() == iteration)
            .findFirst()
            .orElseThrow()
            .getKey();
    running.remove(index);
    return index;
  }

  boolean toleratesFailures() {
    return tolerance.covers(failures, items.size());
  }

  /** Why the state fails: for its iteration's reason, or for too many of them. */
  Failure reasonToFail(Failure ofIteration) {
    return tolerance.isGiven()
        ? Failure.of(ErrorNames.EXCEED_TOLERATED_FAILURE_THRESHOLD, THRESHOLD_EXCEEDED)
        : ofIteration;
  }

  /** Nothing runs any more, and nothing more starts. */
  void stop() {
    broken.putAll(waiting);
    broken.putAll(running);
    waiting.clear();
    running.clear();
    nextIndex = items.size();
  }

  /** The outputs of the iterations that succeeded, in the order of their items. */
  List<Object> results() {
    return new ArrayList<>(outputs.values());
  }
}
