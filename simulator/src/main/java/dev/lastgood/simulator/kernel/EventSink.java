package dev.lastgood.simulator.kernel;

/** Where services hand their events: the default event bus. */
@FunctionalInterface
public interface EventSink {
  /**
   * Takes an event at the present virtual instant.
   *
   * @param event the event
   */
  void publish(ServiceEvent event);
}
