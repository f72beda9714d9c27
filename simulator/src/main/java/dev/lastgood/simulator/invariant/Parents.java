package dev.lastgood.simulator.invariant;

import dev.lastgood.functions.detect.IncidentExecutions;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which incidents have lost their execution, and when, as Step Functions shows it. */
final class Parents {
  private final Map<String, Instant> lostAt = new TreeMap<>();
  private final Map<String, Instant> begunAt = new TreeMap<>();
  private final Set<String> running = new TreeSet<>();

  Parents(SimulatedWorld world, String incidentMachine) {
    world.watchExecutions(
        execution -> {
          if (!execution.stateMachineArn().startsWith(incidentMachine)) {
            return;
          }
          String incidentId = IncidentExecutions.incidentId(execution.name());
          switch (execution.status()) {
            case ABORTED, FAILED, TIMED_OUT -> {
              running.remove(incidentId);
              lostAt.putIfAbsent(incidentId, world.time().now());
            }
            case RUNNING -> {
              running.add(incidentId);
              lostAt.remove(incidentId);
              begunAt.put(incidentId, world.time().now());
            }
            case SUCCEEDED -> running.remove(incidentId);
          }
        });
  }

  /** Whether its execution is under way. */
  boolean isRunning(String incidentId) {
    return running.contains(incidentId);
  }

  /** Empty where its execution lives, or has ended as it should. */
  Optional<Instant> lostAt(String incidentId) {
    return Optional.ofNullable(lostAt.get(incidentId));
  }

  /** When its newest execution began; empty where none has. */
  Optional<Instant> begunAt(String incidentId) {
    return Optional.ofNullable(begunAt.get(incidentId));
  }
}
