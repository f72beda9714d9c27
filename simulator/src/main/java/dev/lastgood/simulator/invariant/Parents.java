package dev.lastgood.simulator.invariant;

import dev.lastgood.asl.ExecutionStatus;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which incidents have lost their execution, and when, as Step Functions shows it. */
final class Parents {
  private final Map<String, Instant> lostAt = new TreeMap<>();

  Parents(SimulatedWorld world, String incidentMachine) {
    world.watchExecutions(
        execution -> {
          if (execution.stateMachineArn().startsWith(incidentMachine)
              && (execution.status() == ExecutionStatus.ABORTED
                  || execution.status() == ExecutionStatus.FAILED
                  || execution.status() == ExecutionStatus.TIMED_OUT)) {
            lostAt.putIfAbsent(execution.name(), world.time().now());
          }
        });
  }

  /** Empty where its execution lives, or has ended as it should. */
  Optional<Instant> lostAt(String incidentId) {
    return Optional.ofNullable(lostAt.get(incidentId));
  }
}
