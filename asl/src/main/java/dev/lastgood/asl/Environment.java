package dev.lastgood.asl;

import java.util.List;
import java.util.random.RandomGenerator;

/** What a host hands to all its executions. */
record Environment(
    Scheduler scheduler,
    RandomGenerator random,
    TaskHandler taskHandler,
    ObjectStore objects,
    Pacing pacing,
    EngineFunctions functions,
    List<HistoryListener> historyListeners,
    List<ExecutionStatusListener> statusListeners,
    boolean keepsHistory,
    boolean delegatesNestedExecutions) {

  /** Whether anybody looks at events; if not, their details are never made. */
  boolean observesHistory() {
    return keepsHistory || !historyListeners.isEmpty();
  }
}
