package dev.lastgood.simulator.invariant;

import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** When the records of leases were written, by the world's own clock. */
final class LeaseWrites {
  private static final String TARGET = "target#";

  private final Map<String, Instant> writtenAt = new TreeMap<>();

  LeaseWrites(SimulatedWorld world, String stateTable) {
    world
        .dynamoDb()
        .listen(
            change -> {
              if (change.table().equals(stateTable) && change.after().isPresent()) {
                String partition = change.after().get().get("pk").s();
                if (partition.startsWith(TARGET)
                    && change.after().get().get("sk").s().equals("lease")) {
                  writtenAt.put(partition.substring(TARGET.length()), world.time().now());
                }
              }
            });
  }

  /** Empty where it never was. */
  Optional<Instant> writtenAt(String targetId) {
    return Optional.ofNullable(writtenAt.get(targetId));
  }
}
