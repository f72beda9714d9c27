package dev.lastgood.simulator.cloudformation;

import dev.lastgood.simulator.ec2.Ids;
import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.EventSink;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.cloudformation.model.OperationEntry;
import software.amazon.awssdk.services.cloudformation.model.OperationType;
import software.amazon.awssdk.services.cloudformation.model.Output;

/** What everything in CloudFormation shares: the stacks of one account and Region. */
final class StackRegion {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final int OPERATIONS_SHOWN = 2;

  private final StackNeighbours neighbours;
  private final CloudFormationTimings timings;
  private final Ids ids;
  private final RandomGenerator chance;
  private final StackEvents events;
  private final Map<String, LiveStack> stacks = new LinkedHashMap<>();
  private final Map<String, LiveStack> newestByName = new HashMap<>();
  private final LiveProperties live = new LiveProperties();
  private final Troubles troubles = new Troubles();
  private final Signals signals = new Signals();
  private final List<ResourceListener> listeners = new ArrayList<>();
  private final ResourceTypes types;
  private final StackEngine engine;

  StackRegion(
      StackNeighbours neighbours, Chance chance, CloudFormationTimings timings, EventSink events) {
    this.neighbours = neighbours;
    this.timings = timings;
    this.ids = new Ids(chance.stream("cloudformation.ids"));
    this.chance = chance.stream("cloudformation");
    this.events = new StackEvents(events, ids, neighbours.time());
    this.types = new ResourceTypes(this);
    this.engine = new StackEngine(this);
    live.observe(this::changed);
  }

  StackNeighbours neighbours() {
    return neighbours;
  }

  VirtualTime time() {
    return neighbours.time();
  }

  Instant now() {
    return time().now();
  }

  Account account() {
    return neighbours.account();
  }

  CloudFormationTimings timings() {
    return timings;
  }

  Ids ids() {
    return ids;
  }

  RandomGenerator chance() {
    return chance;
  }

  StackEvents events() {
    return events;
  }

  LiveProperties live() {
    return live;
  }

  Troubles troubles() {
    return troubles;
  }

  Signals signals() {
    return signals;
  }

  StackEngine engine() {
    return engine;
  }

  ResourceTypes types() {
    return types;
  }

  ResourceProvider provider(LiveResource.Made made) {
    return types.of(made.type());
  }

  List<ResourceListener> listeners() {
    return listeners;
  }

  Collection<LiveStack> stacks() {
    return stacks.values();
  }

  void add(LiveStack stack) {
    stacks.put(stack.id(), stack);
    newestByName.put(stack.name(), stack);
  }

  /** By id a deleted stack is found too, by name it is not. */
  Optional<LiveStack> find(String nameOrId) {
    return nameOrId.startsWith("arn:")
        ? Optional.ofNullable(stacks.get(nameOrId))
        : Optional.ofNullable(newestByName.get(nameOrId)).filter(stack -> !stack.isDeleted());
  }

  String stackId(String name) {
    return account().arn("cloudformation", "stack/" + name + "/" + ids.uuid());
  }

  /** A name as CloudFormation makes it. */
  String madeName(LiveStack stack, String logicalId) {
    StringBuilder name = new StringBuilder(stack.name() + "-" + logicalId + "-");
    for (int i = 0; i < 12; i++) {
      name.append(LETTERS.charAt(chance.nextInt(LETTERS.length())));
    }
    return name.toString();
  }

  /** Begins an operation: from now on all events carry its token. */
  StackRun begin(LiveStack stack, OperationType type, Optional<String> token) {
    StackRun run = new StackRun(ids.uuid(), type, token);
    stack.run(Optional.of(run));
    stack
        .operations()
        .addFirst(
            OperationEntry.builder().operationType(type).operationId(run.operationId()).build());
    if (stack.operations().size() > OPERATIONS_SHOWN) {
      stack.operations().removeLast();
    }
    return run;
  }

  /** How long an operation takes on the slowest of what it changes. */
  Duration duration(Pace slowest, double factor) {
    Duration drawn =
        (switch (slowest) {
              case QUICK -> timings.quick();
              case GROUP -> timings.group();
              case DATABASE -> timings.database();
            })
            .draw(chance);
    return Duration.ofNanos((long) (drawn.toNanos() * factor));
  }

  double rollbackFactor() {
    return timings.rollbackFactorMin()
        + chance.nextDouble() * (timings.rollbackFactorMax() - timings.rollbackFactorMin());
  }

  /** What a stack exports, by the export's name. */
  Optional<Output> export(String name) {
    return stacks.values().stream()
        .filter(stack -> !stack.isDeleted())
        .flatMap(stack -> stack.outputs().stream())
        .filter(output -> name.equals(output.exportName()))
        .findFirst();
  }

  /** The stacks that use an export. */
  List<LiveStack> importers(String exportName) {
    return stacks.values().stream()
        .filter(stack -> !stack.isDeleted() && stack.imports().contains(exportName))
        .toList();
  }

  private void changed(String type, String physicalId, Optional<Map<String, Object>> now) {
    if (listeners.isEmpty()) {
      return;
    }
    for (LiveStack stack : List.copyOf(stacks.values())) {
      for (LiveResource resource : List.copyOf(stack.resources().values())) {
        if (resource.type().equals(type) && resource.physicalId().equals(physicalId)) {
          tell(stack, resource.logicalId(), now);
        }
      }
    }
  }

  /** What was just made belongs to its resource from now on. */
  void tell(LiveStack stack, String logicalId, Optional<Map<String, Object>> now) {
    List.copyOf(listeners).forEach(listener -> listener.changed(stack, logicalId, now));
  }
}
