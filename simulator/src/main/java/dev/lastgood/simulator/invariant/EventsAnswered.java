package dev.lastgood.simulator.invariant;

import dev.lastgood.functions.detect.IncidentExecutions;
import dev.lastgood.simulator.eventbridge.AcceptedEvent;
import dev.lastgood.simulator.eventbridge.DeliveryObserver;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.lambda.InvocationContext;
import dev.lastgood.simulator.lambda.InvocationObserver;
import dev.lastgood.simulator.lambda.InvocationResult;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Watches that every event that Lastgood is owed an answer to gets one. */
final class EventsAnswered implements InvocationObserver, DeliveryObserver {
  private final LedgerView ledger;
  private final Findings findings;
  private final Set<String> ourAlarms;
  private final String incidentMachine;
  private final Map<String, Map<?, ?>> eventsUnderWay = new LinkedHashMap<>();
  private boolean gaveUp;

  /**
   * Begins to watch.
   *
   * @param world the world
   * @param installation what is deployed in it
   * @param ledger its ledger, followed from its beginning
   * @param findings told what does not hold
   */
  EventsAnswered(
      SimulatedWorld world, Installation installation, LedgerView ledger, Findings findings) {
    this.ledger = ledger;
    this.findings = findings;
    this.ourAlarms = new TreeSet<>(installation.configuration().alarmNames());
    this.incidentMachine = installation.incidentMachine();
    world.watchInvocations(this);
    world.watchEvents(this);
  }

  /** Whether a function gave an event up, after all its attempts: it lies in a queue, then. */
  boolean gaveUp() {
    return gaveUp;
  }

  /**
   * The events that nobody has answered yet.
   *
   * @return a sentence each
   */
  List<String> pending() {
    return eventsUnderWay.values().stream()
        .map(event -> "The event " + event.get("id") + " is not handled.")
        .toList();
  }

  @Override
  public void accepted(String functionName, String requestId, Object payload) {
    if (payload instanceof Map<?, ?> event) {
      OwedEvents.of(event).ifPresent(owed -> eventsUnderWay.put(requestId, owed));
    }
  }

  @Override
  public void accepted(AcceptedEvent event, List<String> rules) {
    if (rules.isEmpty() && OwedEvents.concerns(event.json(), ourAlarms, incidentMachine)) {
      findings.found(
          Invariant.NO_EVENT_LOST,
          "No rule matches the event "
              + event.id()
              + " of "
              + OwedEvents.subject(event.json())
              + " ("
              + event.json().get("detail-type")
              + ")");
    }
  }

  @Override
  public void finished(
      InvocationContext context, InvocationResult result, Optional<Throwable> thrown) {
    Map<?, ?> event = eventsUnderWay.get(context.requestId());
    if (event == null || !(result instanceof InvocationResult.Succeeded)) {
      return;
    }
    eventsUnderWay.remove(context.requestId());
    Object detail = event.get("detail");
    Object alarm = detail instanceof Map<?, ?> map ? map.get("alarmName") : "";
    Object execution = detail instanceof Map<?, ?> map ? map.get("name") : "";
    Object stack = detail instanceof Map<?, ?> map ? map.get("stack-id") : "";
    boolean incident =
        ledger.incidents().stream()
            .anyMatch(
                trail ->
                    trail.opened().alarmName().equals(alarm)
                        || trail.joinedEvents().contains(String.valueOf(event.get("id")))
                        || (stack != null && trail.opened().stackFailure().isPresent())
                        || (IncidentExecutions.incidentId(String.valueOf(execution))
                                .equals(trail.id())
                            && trail.outcome().isPresent()));
    if (!incident && !ledger.decided(String.valueOf(event.get("id")))) {
      findings.found(
          Invariant.NO_EVENT_LOST,
          "The event "
              + event.get("id")
              + " of "
              + OwedEvents.subject(event)
              + " led to nothing that is written down");
    }
  }

  @Override
  public void discarded(
      String functionName,
      String requestId,
      Object payload,
      String condition,
      List<String> queueArns) {
    gaveUp |= eventsUnderWay.remove(requestId) != null;
    if (queueArns.isEmpty()) {
      findings.found(
          Invariant.NO_EVENT_LOST, "An event for " + functionName + " was given up: " + condition);
    }
  }
}
