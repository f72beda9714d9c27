package dev.lastgood.simulator.eventbridge;

import java.util.List;

/** Watches every event: what the invariant that no accepted event is lost is checked from. */
public interface DeliveryObserver {
  /**
   * The bus accepted an event.
   *
   * @param event the event
   * @param rules the names of the rules that it matches
   */
  default void accepted(AcceptedEvent event, List<String> rules) {}

  /**
   * A best-effort event was never sent by its service; no rule sees it.
   *
   * @param event the event, with the id that it would have had
   */
  default void lost(AcceptedEvent event) {}

  /**
   * A delivery came to its end; a duplicate is a delivery of its own.
   *
   * @param event the event
   * @param rule the rule's name
   * @param target the target
   * @param outcome what became of it
   */
  default void delivered(
      AcceptedEvent event, String rule, RuleTarget target, DeliveryOutcome outcome) {}
}
