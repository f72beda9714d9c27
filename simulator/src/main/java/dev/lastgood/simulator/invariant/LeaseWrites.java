package dev.lastgood.simulator.invariant;

import dev.lastgood.functions.ledger.Lease;
import dev.lastgood.simulator.dynamodb.TableChange;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * When the records of leases were written, by the world's own clock; and whether fences only ever
 * grow, and nobody takes over a record that was not left alone for a whole lease.
 */
final class LeaseWrites {
  private static final String TARGET = "target#";
  private static final String OWNER = "leaseOwner";
  private static final String FENCE = "fence";

  private final SimulatedWorld world;
  private final Consumer<String> found;
  private final Map<String, Instant> writtenAt = new TreeMap<>();

  /**
   * Begins to watch.
   *
   * @param found told what does not hold, in a sentence without its full stop
   */
  LeaseWrites(SimulatedWorld world, String stateTable, Consumer<String> found) {
    this.world = world;
    this.found = found;
    world
        .dynamoDb()
        .listen(
            change -> {
              if (change.table().equals(stateTable)
                  && change.key().get("sk").s().equals("lease")
                  && change.key().get("pk").s().startsWith(TARGET)) {
                written(change.key().get("pk").s().substring(TARGET.length()), change);
              }
            });
  }

  /** Empty where it never was. */
  Optional<Instant> writtenAt(String targetId) {
    return Optional.ofNullable(writtenAt.get(targetId));
  }

  private void written(String targetId, TableChange change) {
    Optional<String> ownerBefore = owner(change.before());
    Optional<String> owner = owner(change.after());
    long fenceBefore = fence(change.before());
    long fence = fence(change.after());
    Instant now = world.time().now();
    if (fence < fenceBefore) {
      found.accept("The fence of " + targetId + " goes from " + fenceBefore + " to " + fence);
    }
    if (owner.isPresent() && !owner.equals(ownerBefore)) {
      if (fence <= fenceBefore) {
        found.accept(owner.get() + " gets the lease on " + targetId + " under an old fence");
      }
      Instant free = writtenAt(targetId).orElse(Instant.MIN).plus(Lease.DURATION);
      if (ownerBefore.isPresent() && now.isBefore(free)) {
        found.accept(
            owner.get()
                + " takes the lease on "
                + targetId
                + " from "
                + ownerBefore.get()
                + ", whose record is "
                + Duration.between(writtenAt.get(targetId), now).toSeconds()
                + " s old");
      }
    }
    writtenAt.put(targetId, now);
  }

  private static Optional<String> owner(Optional<Map<String, AttributeValue>> lease) {
    return lease.map(item -> item.get(OWNER)).map(AttributeValue::s);
  }

  private static long fence(Optional<Map<String, AttributeValue>> lease) {
    return lease
        .map(item -> item.get(FENCE))
        .map(AttributeValue::n)
        .map(Long::parseLong)
        .orElse(0L);
  }
}
