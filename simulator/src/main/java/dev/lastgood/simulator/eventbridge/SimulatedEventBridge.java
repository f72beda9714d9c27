package dev.lastgood.simulator.eventbridge;

import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.EventSink;
import dev.lastgood.simulator.kernel.Fault;
import dev.lastgood.simulator.kernel.Faults;
import dev.lastgood.simulator.kernel.Gate;
import dev.lastgood.simulator.kernel.ServiceAct;
import dev.lastgood.simulator.kernel.ServiceEvent;
import dev.lastgood.simulator.kernel.Timing;
import dev.lastgood.simulator.kernel.Unmodelled;
import dev.lastgood.simulator.kernel.VirtualTime;
import dev.lastgood.simulator.lambda.DeadLetterQueue;
import dev.lastgood.simulator.lambda.RequestIds;
import dev.lastgood.simulator.lambda.SimulatedLambda;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * The default event bus: events come in, rules match them, targets get them at least once, after a
 * while, in no order; see "Event bus concepts" in the Amazon EventBridge User Guide.
 */
public final class SimulatedEventBridge implements EventSink {
  private static final Timing LATENCY = new Timing(0.05, 0.5);

  private final VirtualTime time;
  private final Faults faults;
  private final Account account;
  private final RandomGenerator chance;
  private final TargetInvoker invoker;
  private final List<DeliveryObserver> observers;
  private final Map<String, EventRule> rules = new TreeMap<>();
  private final EventBridgeClient client;

  /**
   * A bus without rules.
   *
   * @param time the world's clock
   * @param calls the door of its SDK calls
   * @param chance its source of chance
   * @param faults how often events are duplicate, late or lost, and deliveries fail
   * @param account where it is
   * @param lambda where targets are
   * @param queues takes what could not be delivered
   * @param observers told of every event, in this order; may be filled until the run starts
   */
  public SimulatedEventBridge(
      VirtualTime time,
      Calls calls,
      Chance chance,
      Faults faults,
      Account account,
      SimulatedLambda lambda,
      DeadLetterQueue queues,
      List<DeliveryObserver> observers) {
    this.time = time;
    this.faults = faults;
    this.account = account;
    this.chance = chance.stream("eventbridge");
    this.invoker = new TargetInvoker(time, chance, "eventbridge.targets", faults, lambda, queues);
    this.observers = observers;
    this.client =
        Unmodelled.refused(
            EventBridgeClient.class,
            "EventBridge",
            new SimulatedEventBridgeClient(this, calls),
            EventBridgeErrors.COMMON);
  }

  /**
   * Sets the gate that every delivery passes from now on.
   *
   * @param gate decides what is allowed
   */
  public void guard(Gate gate) {
    invoker.guard(gate);
  }

  /**
   * Puts a rule, in place of the one of its name.
   *
   * @param rule the rule
   */
  public void putRule(EventRule rule) {
    rules.put(rule.name(), rule);
  }

  @Override
  public void publish(ServiceEvent event) {
    AcceptedEvent accepted = accepted(event, time.now());
    if (event.delivery() == ServiceEvent.Delivery.BEST_EFFORT
        && faults.strikes(Fault.LOST_EVENT, event::says)) {
      for (DeliveryObserver observer : observers) {
        observer.lost(accepted);
      }
      return;
    }
    route(accepted);
  }

  /**
   * The SDK's client: {@code putEvents}.
   *
   * @return always the same
   */
  public EventBridgeClient client() {
    return client;
  }

  /** Takes a custom event, which is never lost once accepted. */
  String put(ServiceEvent event, Optional<Instant> eventTime) {
    AcceptedEvent accepted = accepted(event, eventTime.orElse(time.now()));
    route(accepted);
    return accepted.id();
  }

  private AcceptedEvent accepted(ServiceEvent event, Instant eventTime) {
    String id = RequestIds.next(chance);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", "0");
    json.put("id", id);
    json.put("detail-type", event.detailType());
    json.put("source", event.source());
    json.put("account", account.id());
    json.put("time", eventTime.truncatedTo(ChronoUnit.SECONDS).toString());
    json.put("region", account.region());
    json.put("resources", event.resources());
    json.put("detail", event.detail());
    return new AcceptedEvent(id, time.now(), json);
  }

  private void route(AcceptedEvent event) {
    List<EventRule> matched = new ArrayList<>();
    for (EventRule rule : rules.values()) {
      if (rule.pattern().matches(event.json())) {
        matched.add(rule);
      }
    }
    List<String> names = matched.stream().map(EventRule::name).toList();
    for (DeliveryObserver observer : observers) {
      observer.accepted(event, names);
    }
    for (EventRule rule : matched) {
      for (RuleTarget target : rule.targets()) {
        deliver(event, rule, target);
        if (faults.strikes(Fault.DUPLICATE_EVENT, event::says)) {
          deliver(event, rule, target);
        }
      }
    }
  }

  private void deliver(AcceptedEvent event, EventRule rule, RuleTarget target) {
    double seconds = LATENCY.drawSeconds(chance);
    if (faults.strikes(Fault.LATE_EVENT, event::says)) {
      seconds += faults.share(Fault.LATE_EVENT) * faults.settings().lateEventSecondsMax();
    }
    time.after(
        Duration.ofNanos((long) (seconds * 1e9)),
        () ->
            invoker.invoke(
                new RuleActs(ruleArn(rule)),
                target.arn(),
                target.input().orElse(event.json()),
                event.acceptedAt(),
                target.retryPolicy(),
                target.deadLetterQueueArn(),
                () -> Map.of("RULE_ARN", ruleArn(rule)),
                outcome -> {
                  for (DeliveryObserver observer : observers) {
                    observer.delivered(event, rule.name(), target, outcome);
                  }
                }));
  }

  private record RuleActs(String ruleArn) implements TargetInvoker.Acts {
    @Override
    public ServiceAct invokes(String functionArn) {
      return new ServiceAct.RuleInvokes(ruleArn, functionArn);
    }

    @Override
    public ServiceAct keeps(String queueArn) {
      return new ServiceAct.RuleKeeps(ruleArn, queueArn);
    }
  }

  private String ruleArn(EventRule rule) {
    return account.arn("events", "rule/" + rule.name());
  }
}
