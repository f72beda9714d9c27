package dev.lastgood.simulator.invariant;

import dev.lastgood.functions.stack.DataHolding;
import dev.lastgood.simulator.cloudformation.LiveStack;
import dev.lastgood.simulator.cloudformation.ResourceListener;
import dev.lastgood.simulator.cloudformation.SimulatedCloudFormation;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Tells where a resource that holds data is replaced or goes, whoever has that done. */
final class HeldData implements ResourceListener {
  private final SimulatedCloudFormation cloudFormation;
  private final BiConsumer<LiveStack, String> lost;
  private final Map<String, String> physicalIds = new TreeMap<>();

  /**
   * Begins to watch all stacks that there are.
   *
   * @param lost told the outermost stack, and what is lost of it, in a clause
   */
  HeldData(SimulatedCloudFormation cloudFormation, BiConsumer<LiveStack, String> lost) {
    this.cloudFormation = cloudFormation;
    this.lost = lost;
    for (LiveStack stack : cloudFormation.stacks()) {
      stack.logicalIds().forEach(logicalId -> note(stack, logicalId));
    }
    cloudFormation.listen(this);
  }

  private Optional<String> note(LiveStack stack, String logicalId) {
    return cloudFormation
        .physicalId(stack.id(), logicalId)
        .flatMap(now -> Optional.ofNullable(physicalIds.put(key(stack, logicalId), now)));
  }

  private static String key(LiveStack stack, String logicalId) {
    return stack.id() + " " + logicalId;
  }

  @Override
  public void changed(LiveStack stack, String logicalId, Optional<Map<String, Object>> properties) {
    Optional<String> type = cloudFormation.resourceType(stack.id(), logicalId);
    if (type.flatMap(DataHolding::of).isEmpty()) {
      return;
    }
    Optional<String> before = note(stack, logicalId);
    Optional<String> now = cloudFormation.physicalId(stack.id(), logicalId);
    boolean replaced = before.isPresent() && !before.equals(now);
    if (replaced || properties.isEmpty()) {
      lost.accept(
          cloudFormation.outermost(stack.id()).orElse(stack),
          logicalId + " (" + type.get() + ") of " + stack.name());
    }
  }
}
