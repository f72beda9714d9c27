package dev.lastgood.asl;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads blocks of states, nested ones included, and checks the ways between the states. */
final class BlockReader {

  private static final int LONGEST_NAME = 80;

  private final Faults faults;
  private final QueryLanguage language;
  private final Map<String, String> pointersByStateName = new LinkedHashMap<>();

  BlockReader(Faults faults, QueryLanguage language) {
    this.faults = faults;
    this.language = language;
  }

  StatesBlock readMachine(Fields machine) {
    return read(machine, Set.of());
  }

  /** Reads the block of a branch or an item processor, whose other fields are known by now. */
  StatesBlock readNested(Fields block, String what, Set<String> outerVariables) {
    block.raw("Comment");
    StatesBlock read = read(block, outerVariables);
    block.refuseOthers(what);
    return read;
  }

  private StatesBlock read(Fields block, Set<String> outerVariables) {
    int faultsBefore = faults.found().size();
    String startAt = block.requiredText("StartAt").orElse("");
    if (!block.has("States")) {
      block.fault("'States' is missing");
    }
    Map<String, State> states = new LinkedHashMap<>();
    Map<String, Fields> sources = new LinkedHashMap<>();
    block
        .object("States")
        .ifPresent(
            members -> {
              if (members.names().isEmpty()) {
                block.fault("States", "'States' must not be empty");
              }
              for (String name : members.names()) {
                members.object(name).ifPresent(state -> sources.put(name, state));
              }
            });
    Set<String> variables = new LinkedHashSet<>(outerVariables);
    sources.values().forEach(state -> variables.addAll(AssignReader.namesAssignedBy(state)));
    StateReader reader = new StateReader(faults, this, outerVariables, variables);
    sources.forEach(
        (name, source) -> {
          checkName(name, source);
          language.checkState(name, source);
          reader.read(name, source).ifPresent(state -> states.put(name, state));
        });
    if (!startAt.isEmpty() && !sources.isEmpty() && !sources.containsKey(startAt)) {
      block.fault("StartAt", "no state is named '" + startAt + "'");
    }
    checkWays(startAt, states, sources);
    // Where something else is wrong, the missing end may only follow from it.
    if (faults.found().size() == faultsBefore
        && reachable(startAt, states).stream().map(states::get).noneMatch(Ways::ends)) {
      block.fault(
          "States",
          "no state reachable from '" + startAt + "' ends the block (End, Succeed, Fail)");
    }
    return new StatesBlock(startAt, states);
  }

  private void checkName(String name, Fields state) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      state.fault("a state's name must have 1 to " + LONGEST_NAME + " characters");
    }
    String other = pointersByStateName.putIfAbsent(name, state.pointer());
    if (other != null) {
      state.fault("the name '" + name + "' is taken by " + other + "; names must be unique");
    }
  }

  private static void checkWays(
      String startAt, Map<String, State> states, Map<String, Fields> sources) {
    states.forEach(
        (name, state) ->
            Ways.outOf(state)
                .filter(way -> !sources.containsKey(way.target()))
                .forEach(
                    way ->
                        sources
                            .get(name)
                            .fault(way.field(), "no state is named '" + way.target() + "'")));
    if (!sources.containsKey(startAt) || states.size() != sources.size()) {
      // With faults in states or in StartAt, what is reachable says nothing.
      return;
    }
    Set<String> reached = reachable(startAt, states);
    sources.forEach(
        (name, source) -> {
          if (!reached.contains(name)) {
            source.fault("no way leads to the state '" + name + "' from '" + startAt + "'");
          }
        });
  }

  private static Set<String> reachable(String startAt, Map<String, State> states) {
    Set<String> reached = new LinkedHashSet<>(List.of(startAt));
    Deque<String> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      Stream<String> targets = Ways.outOf(states.get(open.remove())).map(Ways.Way::target);
      targets.filter(states::containsKey).filter(reached::add).forEach(open::add);
    }
    return reached;
  }
}
