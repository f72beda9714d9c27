package dev.lastgood.simulator.invariant;

import dev.lastgood.functions.stack.DataHolding;
import dev.lastgood.simulator.cloudformation.LiveStack;
import dev.lastgood.simulator.cloudformation.ResourceListener;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Tells where a resource that holds data is replaced or goes, whoever has that done. */
final class HeldData implements ResourceListener {
  private static final String CLUSTER = "DBClusterIdentifier";
  private static final String INSTANCE_TYPE = "AWS::RDS::DBInstance";

  private final SimulatedWorld world;
  private final BiConsumer<LiveStack, LostData> lost;
  private final Map<String, Noted> notes = new TreeMap<>();

  /** What was seen of a resource last. */
  private record Noted(String physicalId, Instant since, Optional<String> cluster) {}

  /**
   * Begins to watch all stacks that there are.
   *
   * @param lost told the outermost stack, and what is lost of it
   */
  HeldData(SimulatedWorld world, BiConsumer<LiveStack, LostData> lost) {
    this.world = world;
    this.lost = lost;
    for (LiveStack stack : world.cloudFormation().stacks()) {
      stack
          .logicalIds()
          .forEach(
              logicalId ->
                  note(
                      stack,
                      logicalId,
                      world.cloudFormation().liveProperties(stack.id(), logicalId)));
    }
    world.cloudFormation().listen(this);
  }

  /** Notes what is there now, and answers what was there before. */
  private Optional<Noted> note(
      LiveStack stack, String logicalId, Optional<Map<String, Object>> properties) {
    String key = stack.id() + " " + logicalId;
    Optional<Noted> before = Optional.ofNullable(notes.get(key));
    world
        .cloudFormation()
        .physicalId(stack.id(), logicalId)
        .filter(now -> before.filter(noted -> noted.physicalId().equals(now)).isEmpty())
        .ifPresent(
            now ->
                notes.put(
                    key,
                    new Noted(
                        now,
                        world.time().now(),
                        world
                            .cloudFormation()
                            .resourceType(stack.id(), logicalId)
                            .filter(INSTANCE_TYPE::equals)
                            .flatMap(_ -> properties)
                            .map(all -> all.get(CLUSTER))
                            .map(String::valueOf))));
    return before;
  }

  @Override
  public void changed(LiveStack stack, String logicalId, Optional<Map<String, Object>> properties) {
    Optional<String> type = world.cloudFormation().resourceType(stack.id(), logicalId);
    if (type.flatMap(DataHolding::of).isEmpty()) {
      return;
    }
    Optional<Noted> before = note(stack, logicalId, properties);
    Optional<String> now = world.cloudFormation().physicalId(stack.id(), logicalId);
    boolean replaced = before.isPresent() && !before.map(Noted::physicalId).equals(now);
    if (replaced || properties.isEmpty()) {
      lost.accept(
          world.cloudFormation().outermost(stack.id()).orElse(stack),
          new LostData(
              logicalId + " (" + type.get() + ") of " + stack.name(),
              type.get(),
              before.map(Noted::physicalId).or(() -> now).orElse(""),
              before.map(Noted::since).orElse(world.time().now()),
              before.flatMap(Noted::cluster)));
    }
  }
}
