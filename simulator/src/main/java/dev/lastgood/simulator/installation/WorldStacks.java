package dev.lastgood.simulator.installation;

import dev.lastgood.simulator.cloudformation.LiveStack;
import dev.lastgood.simulator.iam.StackDirectory;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.util.Map;
import java.util.Optional;

/** The stacks of a world. */
record WorldStacks(SimulatedWorld world) implements StackDirectory {
  @Override
  public Optional<String> id(String nameOrId) {
    return world.cloudFormation().stack(nameOrId).map(LiveStack::id);
  }

  @Override
  public Optional<String> ofChangeSet(String changeSetId) {
    return world.cloudFormation().ofChangeSet(changeSetId).map(LiveStack::id);
  }

  @Override
  public Optional<String> ownerOf(String physicalId) {
    return world.cloudFormation().owner(physicalId).map(LiveStack::name);
  }

  @Override
  public Map<String, String> tags(String nameOrId) {
    return world.cloudFormation().stack(nameOrId).map(LiveStack::tags).orElse(Map.of());
  }
}
