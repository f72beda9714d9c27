package dev.lastgood.simulator.rehearsal;

import dev.lastgood.asl.HistoryEvent;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.plan.GroupPlan;
import dev.lastgood.functions.plan.Plan;
import dev.lastgood.functions.plan.StackAction;
import dev.lastgood.functions.plan.StackPlan;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.installation.MachineState;
import dev.lastgood.simulator.invariant.LedgerView;
import dev.lastgood.simulator.kernel.Fault;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts what rehearsals have come through: the states of each machine, which of them were tried
 * again, which errors were caught, at which step which fault struck, and which rows of the decision
 * tables were met. Many rehearsals may share one.
 */
final class Coverage {
  private static final String ENTERED = "StateEntered";

  private final Installation installation;
  private final Counts all = new Counts();

  Coverage(Installation installation) {
    this.installation = installation;
  }

  private record Counts(
      Map<String, Integer> states,
      Map<String, Integer> retries,
      Map<String, Integer> catches,
      Map<String, Integer> strikes,
      Map<String, Integer> decisions) {
    private Counts() {
      this(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    private void add(Counts more) {
      add(states, more.states);
      add(retries, more.retries);
      add(catches, more.catches);
      add(strikes, more.strikes);
      add(decisions, more.decisions);
    }

    private static void add(Map<String, Integer> counts, Map<String, Integer> more) {
      more.forEach((key, count) -> counts.merge(key, count, Integer::sum));
    }
  }

  /** What is counted in one world, which is run by one thread. */
  final class Counter {
    private final Counts counts = new Counts();
    private final Map<String, Task> tasks = new TreeMap<>();

    /** A visit of a task's state: how often it was scheduled, and whether it failed last. */
    private record Task(String state, int scheduled, boolean failed) {
      private Task after(String type) {
        return switch (type) {
          case "TaskScheduled" -> new Task(state, scheduled + 1, false);
          case "TaskFailed", "TaskTimedOut" -> new Task(state, scheduled, true);
          default -> this;
        };
      }
    }

    private final SimulatedWorld world;
    private final List<Target> targets;

    private Counter(SimulatedWorld world, List<Target> targets, LedgerView ledger) {
      this.world = world;
      this.targets = targets;
      ledger.listen((incident, _, fact) -> written(incident, fact));
      world.watchHistories(this::happened);
      world
          .faults()
          .listen(
              (fault, where) -> counts.strikes().merge(pair(fault, step(where)), 1, Integer::sum));
    }

    /** A Map's iterations run side by side: an event belongs to the visit that led to it. */
    private void happened(String executionArn, HistoryEvent event) {
      Optional<Task> visit =
          Optional.ofNullable(tasks.remove(executionArn + " " + event.previousEventId()));
      String type = event.type().apiName();
      if (type.endsWith(ENTERED)) {
        String entered = event.stateName().orElse("");
        String state = executionArn.split(":")[6] + ": " + entered;
        counts.states().merge(state, 1, Integer::sum);
        visit
            .filter(Task::failed)
            .ifPresent(
                task -> counts.catches().merge(task.state() + " -> " + entered, 1, Integer::sum));
        visit = Optional.of(new Task(state, 0, false)).filter(_ -> type.startsWith("Task"));
      } else if (type.equals("TaskScheduled")) {
        visit
            .filter(task -> task.scheduled() == 1)
            .ifPresent(task -> counts.retries().merge(task.state(), 1, Integer::sum));
      }
      visit.ifPresent(task -> tasks.put(executionArn + " " + event.id(), task.after(type)));
    }

    /**
     * What was decided; a plan is read in the loop's own turn, as everything that the world does.
     */
    private void written(LedgerView.Trail incident, Fact fact) {
      switch (fact) {
        case Fact.Planned planned ->
            world.time().after(Duration.ZERO, () -> planned(planned.planKey()));
        case Fact.NotPlanned not ->
            incident.opened().targetIds().forEach(targetId -> left(targetId, not.because()));
        default -> {}
      }
    }

    private void planned(String planKey) {
      Plan plan =
          Json.read(
              world
                  .s3()
                  .client()
                  .getObjectAsBytes(request -> request.bucket(installation.bucket()).key(planKey))
                  .asUtf8String(),
              Plan.class);
      plan.leftAlone().forEach(this::left);
      plan.targets()
          .forEach(
              target -> {
                switch (target) {
                  case GroupPlan group ->
                      group.actions().forEach(it -> decided(DecisionTables.group(it.getClass())));
                  case StackPlan stack ->
                      stack
                          .actions()
                          .forEach(
                              action -> {
                                if (action instanceof StackAction does) {
                                  decided(
                                      DecisionTables.stack(
                                          stack.before().state().status().name(),
                                          DecisionTables.decision(does)));
                                }
                              });
                }
              });
    }

    /** In which status it was left so: the world's own, as the decision was written down. */
    private void left(String targetId, String because) {
      targets.stream()
          .filter(target -> target.id().equals(targetId))
          .flatMap(target -> target.stack().stream())
          .flatMap(stack -> world.cloudFormation().stack(stack.stackName()).stream())
          .forEach(
              stack ->
                  decided(
                      DecisionTables.stack(
                          stack.status().toString(), DecisionTables.left(because))));
    }

    private void decided(String row) {
      counts.decisions().merge(row, 1, Integer::sum);
    }

    /** Adds what this world has come through. */
    void add() {
      synchronized (Coverage.this) {
        all.add(counts);
      }
    }
  }

  Counter count(SimulatedWorld world, List<Target> targets, LedgerView ledger) {
    return new Counter(world, targets, ledger);
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
    for (MachineState state : installation.machineStates()) {
      String name = state.machine() + ": " + state.name();
      if (!all.states().containsKey(name)) {
        never.add("the state " + name);
      }
      if (state.retries() && !all.retries().containsKey(name)) {
        never.add("a retry of " + name);
      }
      for (String target : state.catches()) {
        if (!all.catches().containsKey(name + " -> " + target)) {
          never.add("the catch " + name + " -> " + target);
        }
      }
    }
    for (Fault fault : faults) {
      if (fault.per().equals("call")) {
        for (String function : installation.functionNames()) {
          if (!all.strikes().containsKey(pair(fault, function))) {
            never.add("the fault " + pair(fault, function));
          }
        }
      } else if (all.strikes().keySet().stream()
          .noneMatch(struck -> struck.startsWith(fault.faultName() + " at "))) {
        never.add("the fault " + fault.faultName());
      }
    }
    for (String row : DecisionTables.rows()) {
      if (!all.decisions().containsKey(row)) {
        never.add("the decision " + row);
      }
    }
    return new CoverageReport(
        all.states(), all.retries(), all.catches(), all.strikes(), all.decisions(), never);
  }
}
