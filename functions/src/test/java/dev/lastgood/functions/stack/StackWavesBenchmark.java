package dev.lastgood.functions.stack;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * How long it takes to put 10,000 stacks in order: the graph from their exports and imports, the
 * waves and the critical path. Prints the first run of a new JVM, and the median of many more; by
 * the clock, and by the processor time of its thread, which other work on the machine does not
 * change.
 */
final class StackWavesBenchmark {
  private static final int STACKS = 10_000;
  private static final int IMPORTS_MAX = 6;
  private static final int RUNS = 101;

  private StackWavesBenchmark() {}

  public static void main(String[] arguments) {
    List<StackGraph.Change> changes = changes();
    long[] nanos = new long[RUNS];
    long[] processor = new long[RUNS];
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    int edges = 0;
    int waves = 0;
    for (int run = 0; run < RUNS; run++) {
      long processorBefore = threads.getCurrentThreadCpuTime();
      long begin = System.nanoTime();
      StackGraph graph = StackGraph.of(changes, List.of(), List.of());
      StackWaves ordered = StackWaves.of(graph, 2);
      nanos[run] = System.nanoTime() - begin;
      processor[run] = threads.getCurrentThreadCpuTime() - processorBefore;
      edges = graph.edges().size();
      waves = ((StackWaves.Ordered) ordered).waves().size();
    }
    System.out.printf("%,d stacks, %,d edges, %,d waves%n", STACKS, edges, waves);
    print("clock", nanos);
    print("processor", processor);
  }

  private static void print(String what, long[] nanos) {
    long[] warm = Arrays.copyOfRange(nanos, RUNS / 2, RUNS);
    Arrays.sort(warm);
    System.out.printf(
        "%s: cold %.1f ms; warm %.1f ms (median), %.1f ms (slowest)%n",
        what, nanos[0] / 1e6, warm[warm.length / 2] / 1e6, warm[warm.length - 1] / 1e6);
  }

  /** Each exports two values that going back restores, and imports some of earlier stacks. */
  private static List<StackGraph.Change> changes() {
    Random chance = new Random(1);
    List<StackGraph.Change> changes = new ArrayList<>();
    for (int stack = 0; stack < STACKS; stack++) {
      TreeMap<String, StackExport> exports = new TreeMap<>();
      for (String part : List.of("a", "b")) {
        String name = "stack-" + stack + "-" + part;
        exports.put(name, new StackExport(name, "value", List.of()));
      }
      Set<String> imports = new HashSet<>();
      for (int more = chance.nextInt(IMPORTS_MAX); more > 0 && stack > 0; more--) {
        imports.add("stack-" + chance.nextInt(stack) + "-" + (chance.nextBoolean() ? "a" : "b"));
      }
      changes.add(
          new StackGraph.Change(
              "stack-" + stack,
              60 + chance.nextInt(240),
              exports,
              new TreeMap<>(),
              imports,
              Set.of()));
    }
    return changes;
  }
}
