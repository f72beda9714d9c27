package dev.lastgood.simulator.installation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A state of a machine that the template deploys.
 *
 * @param machine the machine's name
 * @param name its own
 * @param retries whether it tries again what fails
 * @param catches where its failures lead
 */
public record MachineState(String machine, String name, boolean retries, List<String> catches) {
  /** Copies its list. */
  public MachineState {
    catches = List.copyOf(catches);
  }

  /** All states of a definition, those of its Maps included. */
  static List<MachineState> of(String machine, JsonNode definition) {
    List<MachineState> states = new ArrayList<>();
    collect(machine, definition.path("States"), states);
    return states;
  }

  private static void collect(String machine, JsonNode states, List<MachineState> found) {
    states
        .properties()
        .forEach(
            state -> {
              List<String> catches = new ArrayList<>();
              state.getValue().path("Catch").forEach(it -> catches.add(it.path("Next").asText()));
              found.add(
                  new MachineState(
                      machine,
                      state.getKey(),
                      state.getValue().has("Retry"),
                      catches.stream().distinct().toList()));
              collect(machine, state.getValue().path("ItemProcessor").path("States"), found);
              state
                  .getValue()
                  .path("Branches")
                  .forEach(branch -> collect(machine, branch.path("States"), found));
            });
  }
}
