package dev.lastgood.asl;

/** Told of every history event as it happens. */
@FunctionalInterface
public interface HistoryListener {

  /** Called with the events of one execution in the order of their ids. */
  void onEvent(String executionArn, HistoryEvent event);
}
