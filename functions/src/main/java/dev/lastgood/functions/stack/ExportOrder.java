package dev.lastgood.functions.stack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The order that exports ask for. Plain loops: it is called with thousands of stacks in a process
 * that has just started.
 */
final class ExportOrder {
  private final Map<String, Set<String>> goodConsumers = new HashMap<>();
  private final Map<String, Set<String>> liveConsumers = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, Map<String, StackEdge>> edges = new HashMap<>();
  private final List<StackEdge> ordered = new ArrayList<>();
  private final List<String> conflicts = new ArrayList<>();

  ExportOrder(List<StackGraph.Change> changes) {
    for (StackGraph.Change change : changes) {
      names.add(change.name());
    }
    for (StackGraph.Change change : changes) {
      for (String name : change.goodImports()) {
        consumers(goodConsumers, name).add(change.name());
      }
      for (String name : change.liveImports()) {
        consumers(liveConsumers, name).add(change.name());
      }
      // What CloudFormation says of now is true whatever templates tell.
      for (StackExport export : change.liveExports().values()) {
        for (String importer : export.importedBy()) {
          if (names.contains(importer)) {
            consumers(liveConsumers, export.name()).add(importer);
          }
        }
      }
    }
    for (StackGraph.Change producer : changes) {
      restored(producer);
      takenAway(producer);
    }
  }

  private static Set<String> consumers(Map<String, Set<String>> all, String export) {
    return all.computeIfAbsent(export, _ -> new LinkedHashSet<>());
  }

  List<StackEdge> edges() {
    return ordered;
  }

  List<String> conflicts() {
    return conflicts;
  }

  private void restored(StackGraph.Change producer) {
    for (String export : producer.goodExports().keySet()) {
      if (!producer.liveExports().containsKey(export)) {
        for (String consumer : goodConsumers.getOrDefault(export, Set.of())) {
          add(producer.name(), consumer, "restores the export " + export);
        }
      }
    }
  }

  private void takenAway(StackGraph.Change producer) {
    for (StackExport live : producer.liveExports().values()) {
      String export = live.name();
      Optional<StackExport> good = Optional.ofNullable(producer.goodExports().get(export));
      if (good.map(StackExport::value).filter(live.value()::equals).isPresent()) {
        continue;
      }
      String what = (good.isPresent() ? "changes" : "removes") + " the export " + export;
      Set<String> before = liveConsumers.getOrDefault(export, Set.of());
      Set<String> afterwards = goodConsumers.getOrDefault(export, Set.of());
      for (String consumer : before) {
        if (afterwards.contains(consumer)) {
          refused(producer, what, consumer + " imports, and would import afterwards too");
        } else {
          add(consumer, producer.name(), "stops importing before " + producer.name() + " " + what);
        }
      }
      for (String consumer : afterwards) {
        if (!before.contains(consumer)) {
          add(producer.name(), consumer, what + ", which is imported only then");
        }
      }
      for (String importer : live.importedBy()) {
        if (!names.contains(importer)) {
          refused(producer, what, importer + ", no part of this recovery, imports");
        }
      }
    }
  }

  private void refused(StackGraph.Change producer, String what, String who) {
    conflicts.add(
        producer.name() + " " + what + ", which " + who + ": CloudFormation refuses that.");
  }

  private void add(String before, String after, String because) {
    if (before.equals(after)) {
      return;
    }
    StackEdge edge = new StackEdge(before, after, because);
    if (edges.computeIfAbsent(before, _ -> new HashMap<>()).putIfAbsent(after, edge) != null) {
      return;
    }
    StackEdge opposite = edges.getOrDefault(after, Map.of()).get(before);
    if (opposite != null) {
      conflicts.add(
          "Between "
              + before
              + " and "
              + after
              + " either would have to go first: "
              + opposite.before()
              + " "
              + opposite.because()
              + ", and "
              + before
              + " "
              + because
              + ".");
      return;
    }
    ordered.add(edge);
  }
}
