package dev.lastgood.simulator.invariant;

import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.simulator.kernel.Call;
import dev.lastgood.simulator.kernel.CallObserver;
import dev.lastgood.simulator.kernel.ServiceErrors;
import dev.lastgood.simulator.lambda.InvocationContext;
import dev.lastgood.simulator.lambda.InvocationObserver;
import dev.lastgood.simulator.lambda.InvocationResult;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Whether the progress of each open incident can be seen: from its opening to its outcome no 20
 * seconds pass without an entry in its ledger or a heartbeat beside it.
 *
 * <p>Not counted is time in which a fault strikes, AWS throttles or a function fails, for then a
 * step is being retried or a store does not answer, time in which services are down, and time in
 * which an incident has no execution.
 */
final class Heartbeats {
  private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(20);
  private static final String INCIDENT = "incident#";

  private final SimulatedWorld world;
  private final Parents parents;
  private final BiConsumer<String, Duration> missed;
  private final Map<String, Instant> seenAt = new TreeMap<>();
  private Instant faultAt = Instant.MIN;

  /**
   * Begins to watch.
   *
   * @param missed told of an incident, and how long nothing was seen of it
   */
  Heartbeats(
      SimulatedWorld world,
      String stateTable,
      LedgerView ledger,
      Parents parents,
      BiConsumer<String, Duration> missed) {
    this.world = world;
    this.parents = parents;
    this.missed = missed;
    world.faults().listen((_, _) -> faultAt = world.time().now());
    world.watchCalls(
        new CallObserver() {
          @Override
          public void failed(Call call, RuntimeException failure) {
            if (failure instanceof AwsServiceException refused
                && ServiceErrors.isThrottling(refused)) {
              faultAt = world.time().now();
            }
          }
        });
    world.watchInvocations(
        new InvocationObserver() {
          @Override
          public void finished(
              InvocationContext context, InvocationResult result, Optional<Throwable> thrown) {
            if (!(result instanceof InvocationResult.Succeeded)) {
              faultAt = world.time().now();
            }
          }
        });
    world
        .dynamoDb()
        .listen(
            change -> {
              if (change.table().equals(stateTable) && change.after().isPresent()) {
                String partition = change.after().get().get("pk").s();
                if (partition.startsWith(INCIDENT)
                    && change.after().get().get("sk").s().equals("progress")) {
                  seen(partition.substring(INCIDENT.length()));
                }
              }
            });
    ledger.read(
        (incident, _, fact) -> {
          if (fact instanceof Fact.Opened) {
            seenAt.put(incident.id(), world.time().now());
          }
          if (!isOfOthers(fact)) {
            seen(incident.id());
          }
          if (fact instanceof Fact.Closed) {
            seenAt.remove(incident.id());
          }
        });
  }

  /** What an event or a person adds says nothing of how far the incident is. */
  private static boolean isOfOthers(Fact fact) {
    return fact instanceof Fact.Joined
        || fact instanceof Fact.Answered
        || fact instanceof Fact.CancelAsked;
  }

  private void seen(String incidentId) {
    Instant now = world.time().now();
    Instant before = seenAt.replace(incidentId, now);
    if (before == null) {
      return;
    }
    Instant begun = parents.begunAt(incidentId).filter(before::isBefore).orElse(before);
    Duration unseen = Duration.between(begun, now);
    if (unseen.compareTo(AT_LEAST_EVERY) > 0 && !isExcused(incidentId, begun)) {
      missed.accept(incidentId, unseen);
    }
  }

  private boolean isExcused(String incidentId, Instant since) {
    return !faultAt.isBefore(since)
        || world.faults().backAt("dynamodb").isAfter(since)
        || world.faults().backAt("states").isAfter(since)
        || world.faults().backAt("lambda").isAfter(since)
        || parents.lostAt(incidentId).isPresent();
  }
}
