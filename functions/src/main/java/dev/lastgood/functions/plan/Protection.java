package dev.lastgood.functions.plan;

import dev.lastgood.functions.stack.DataHolding;
import dev.lastgood.functions.stack.SnapshotKind;
import dev.lastgood.functions.stack.StackCapture;
import dev.lastgood.functions.stack.StackResource;
import dev.lastgood.functions.stack.StackState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What of a plan's losses can be kept in snapshots, and what cannot.
 *
 * @param snapshots the volumes and databases that a snapshot is taken of before they are lost
 * @param unprotected what is lost with all that it holds
 */
public record Protection(List<DataHolder> snapshots, List<DataHolder> unprotected) {
  /** Copies its lists. */
  public Protection {
    snapshots = List.copyOf(snapshots);
    unprotected = List.copyOf(unprotected);
  }

  /**
   * Sorts losses out; has no effects. With a nested stack all goes that is in it. What is not made
   * yet, as an update that failed may leave it, holds nothing.
   *
   * @param losses what would be lost
   * @param live the stack as it is
   * @return each resource once
   */
  public static Protection of(List<Loss> losses, StackState live) {
    List<DataHolder> snapshots = new ArrayList<>();
    List<DataHolder> unprotected = new ArrayList<>();
    losses.stream()
        .flatMap(loss -> loss.holder().stream())
        .flatMap(holder -> all(holder, live).stream())
        .filter(DataHolder::isMade)
        .distinct()
        .forEach(
            holder ->
                (SnapshotKind.of(holder.type()).isPresent() ? snapshots : unprotected).add(holder));
    return new Protection(snapshots, unprotected);
  }

  private static List<DataHolder> all(DataHolder holder, StackState live) {
    if (!holder.type().equals(StackResource.NESTED_STACK)) {
      return List.of(holder);
    }
    List<DataHolder> all = new ArrayList<>();
    nested(holder.name(), live).ifPresent(stack -> collect(holder.name(), stack.state(), all));
    return all;
  }

  /** The stack at the end of a name such as {@code Outer.Inner}. */
  private static Optional<StackCapture> nested(String name, StackState live) {
    StackState around = live;
    Optional<StackCapture> found = Optional.empty();
    for (String logicalId : name.split("\\.")) {
      found = Optional.ofNullable(around.nested().get(logicalId));
      if (found.isEmpty()) {
        return found;
      }
      around = found.get().state();
    }
    return found;
  }

  private static void collect(String place, StackState stack, List<DataHolder> all) {
    for (StackResource resource : stack.resources()) {
      String name = place + "." + resource.logicalId();
      StackCapture inner = stack.nested().get(resource.logicalId());
      if (inner != null) {
        collect(name, inner.state(), all);
      } else if (DataHolding.of(resource.type()).isPresent()
          && !resource.status().equals("DELETE_COMPLETE")) {
        all.add(new DataHolder(name, resource.type(), resource.physicalId()));
      }
    }
  }

  /**
   * How long its snapshots are expected to take, which are taken at the same time.
   *
   * @return seconds; 0 where there are none
   */
  public int forecastSeconds() {
    return snapshots.stream()
        .flatMap(holder -> SnapshotKind.of(holder.type()).stream())
        .mapToInt(SnapshotKind::forecastSeconds)
        .max()
        .orElse(0);
  }

  /**
   * What that means, for whoever is to approve.
   *
   * @return sentences; none where nothing is lost that holds data
   */
  public List<String> says() {
    List<String> says = new ArrayList<>();
    if (!snapshots.isEmpty()) {
      says.add(
          "A snapshot is taken first of "
              + listed(snapshots)
              + ", and nothing is changed before each is complete; what is written after that is"
              + " not in it. Snapshots are kept.");
    }
    if (!unprotected.isEmpty()) {
      says.add("No snapshot protects " + listed(unprotected) + ".");
    }
    return List.copyOf(says);
  }

  private static String listed(List<DataHolder> holders) {
    return holders.stream()
        .map(holder -> holder.name() + " (" + holder.type() + ")")
        .collect(Collectors.joining(", "));
  }
}
