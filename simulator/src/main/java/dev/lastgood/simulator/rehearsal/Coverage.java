package dev.lastgood.simulator.rehearsal;

import dev.lastgood.asl.HistoryEvent;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.installation.MachineState;
import dev.lastgood.simulator.kernel.Fault;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts what rehearsals have come through: the states of each machine, which of them were tried
 * again, which errors were caught, and at which step which fault struck. Many rehearsals may share
 * one.
 */
final class Coverage {
  private static final String ENTERED = "StateEntered";

  private final Installation installation;
  private final Map<String, Integer> states = new TreeMap<>();
  private final Map<String, Integer> retries = new TreeMap<>();
  private final Map<String, Integer> catches = new TreeMap<>();
  private final Map<String, Integer> strikes = new TreeMap<>();

  Coverage(Installation installation) {
    this.installation = installation;
  }

  /** What is counted in one world, which is run by one thread. */
  final class Counter {
    private final Map<String, Integer> states = new TreeMap<>();
    private final Map<String, Integer> retries = new TreeMap<>();
    private final Map<String, Integer> catches = new TreeMap<>();
    private final Map<String, Integer> strikes = new TreeMap<>();
    private final Map<String, Task> tasks = new TreeMap<>();

    /** A visit of a task's state: how often it was scheduled, and whether it failed last. */
    private record Task(String state, int scheduled, boolean failed) {}

    private Counter(SimulatedWorld world) {
      world.watchHistories(this::happened);
      world
          .faults()
          .listen((fault, where) -> strikes.merge(pair(fault, step(where)), 1, Integer::sum));
    }

    private void happened(String executionArn, HistoryEvent event) {
      String machine = executionArn.split(":")[6];
      String type = event.type().apiName();
      if (type.endsWith(ENTERED)) {
        String state = machine + ": " + event.stateName().orElse("");
        states.merge(state, 1, Integer::sum);
        Task before = tasks.remove(executionArn);
        if (before != null && before.failed()) {
          catches.merge(before.state() + " -> " + event.stateName().orElse(""), 1, Integer::sum);
        }
        if (type.startsWith("Task")) {
          tasks.put(executionArn, new Task(state, 0, false));
        }
      } else if (tasks.containsKey(executionArn)) {
        Task task = tasks.get(executionArn);
        switch (type) {
          case "TaskScheduled" -> {
            if (task.scheduled() == 1) {
              retries.merge(task.state(), 1, Integer::sum);
            }
            tasks.put(executionArn, new Task(task.state(), task.scheduled() + 1, false));
          }
          case "TaskFailed", "TaskTimedOut" ->
              tasks.put(executionArn, new Task(task.state(), task.scheduled(), true));
          case "TaskStateExited" ->
              // Where its failure is caught, the state is left with it.
              tasks.put(executionArn, task);
          default -> {
            // What else happens in an execution says nothing of retries and catches.
          }
        }
      }
    }

    /** Adds what this world has come through. */
    void add() {
      synchronized (Coverage.this) {
        states.forEach((key, count) -> Coverage.this.states.merge(key, count, Integer::sum));
        retries.forEach((key, count) -> Coverage.this.retries.merge(key, count, Integer::sum));
        catches.forEach((key, count) -> Coverage.this.catches.merge(key, count, Integer::sum));
        strikes.forEach((key, count) -> Coverage.this.strikes.merge(key, count, Integer::sum));
      }
    }
  }

  Counter count(SimulatedWorld world) {
    return new Counter(world);
  }

  private static String pair(Fault fault, String step) {
    return fault.faultName() + " at " + step;
  }

  /** The function that a fault struck; what is no function's is told by the fault alone. */
  private String step(String where) {
    return installation.functionIn(where).orElse("elsewhere");
  }

  /**
   * What they add up to.
   *
   * @return a value
   */
  synchronized CoverageReport report(List<Fault> faults) {
    List<String> never = new ArrayList<>();
    TreeSet<String> wanted = new TreeSet<>();
    for (MachineState state : installation.machineStates()) {
      String name = state.machine() + ": " + state.name();
      if (!states.containsKey(name)) {
        never.add("the state " + name);
      }
      if (state.retries() && !retries.containsKey(name)) {
        never.add("a retry of " + name);
      }
      for (String target : state.catches()) {
        if (!catches.containsKey(name + " -> " + target)) {
          wanted.add("the catch " + name + " -> " + target);
        }
      }
    }
    never.addAll(wanted);
    for (Fault fault : faults) {
      if (fault.per().equals("call")) {
        for (String function : installation.functionNames()) {
          if (!strikes.containsKey(pair(fault, function))) {
            never.add("the fault " + pair(fault, function));
          }
        }
      } else if (strikes.keySet().stream()
          .noneMatch(struck -> struck.startsWith(fault.faultName() + " at "))) {
        never.add("the fault " + fault.faultName());
      }
    }
    return new CoverageReport(
        Map.copyOf(states), Map.copyOf(retries), Map.copyOf(catches), Map.copyOf(strikes), never);
  }
}
