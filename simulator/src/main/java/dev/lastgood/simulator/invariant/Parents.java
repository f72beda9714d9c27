package dev.lastgood.simulator.invariant;

import dev.lastgood.functions.detect.IncidentExecutions;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Which incidents have lost their execution, and when, as Step Functions shows it; and whether one
 * ever has two at once. One that is redriven does nothing, and is none that an incident has; when
 * it ends, the sweep looks again.
 */
final class Parents {
  private final Map<String, Instant> lostAt = new TreeMap<>();
  private final Map<String, Instant> lastLossAt = new TreeMap<>();
  private final Map<String, Instant> begunAt = new TreeMap<>();
  private final Map<String, String> running = new TreeMap<>();

  /**
   * Begins to watch.
   *
   * @param found told what does not hold, in a sentence without its full stop
   */
  Parents(SimulatedWorld world, String incidentMachine, Consumer<String> found) {
    world.watchExecutions(
        execution -> {
          if (!execution.stateMachineArn().startsWith(incidentMachine)) {
            return;
          }
          String incidentId = IncidentExecutions.incidentId(execution.name());
          if (execution.redriveCount() > 0) {
            if (lostAt.containsKey(incidentId)) {
              lostAt.put(incidentId, world.time().now());
              lastLossAt.put(incidentId, world.time().now());
            }
            return;
          }
          switch (execution.status()) {
            case ABORTED, FAILED, TIMED_OUT -> {
              running.remove(incidentId);
              lostAt.putIfAbsent(incidentId, world.time().now());
              lastLossAt.put(incidentId, world.time().now());
            }
            case RUNNING -> {
              String other = running.put(incidentId, execution.name());
              if (other != null && !other.equals(execution.name())) {
                found.accept(execution.name() + " begins while " + other + " runs");
              }
              lostAt.remove(incidentId);
              begunAt.put(incidentId, world.time().now());
            }
            case SUCCEEDED -> running.remove(incidentId);
          }
        });
  }

  /** Whether its execution is under way. */
  boolean isRunning(String incidentId) {
    return running.containsKey(incidentId);
  }

  /** When it last lost one, whether another has begun since or not; empty where it never has. */
  Optional<Instant> lastLossAt(String incidentId) {
    return Optional.ofNullable(lastLossAt.get(incidentId));
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
