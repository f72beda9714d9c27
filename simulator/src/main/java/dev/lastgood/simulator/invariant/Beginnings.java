package dev.lastgood.simulator.invariant;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Whether an incident that an alarm began counts its deadline from when the alarm went off. */
final class Beginnings {
  private final Configuration configuration;
  private final Map<String, TreeSet<Instant>> wentOff = new TreeMap<>();

  Beginnings(SimulatedWorld world) {
    this.configuration = world.settings().configuration();
    world
        .cloudWatch()
        .listen(
            (alarmName, state) -> {
              if (state == StateValue.ALARM) {
                wentOff.computeIfAbsent(alarmName, _ -> new TreeSet<>()).add(world.time().now());
              }
            });
  }

  /** What is wrong with how an incident begins; empty where nothing is. */
  Optional<String> wrong(Fact.Opened opened) {
    if (opened.startedByHand().isPresent() || !wentOff.containsKey(opened.alarmName())) {
      return Optional.empty();
    }
    if (!wentOff.get(opened.alarmName()).contains(opened.since())) {
      return Optional.of(
          "counts from "
              + opened.since()
              + ", when the alarm "
              + opened.alarmName()
              + " did not go off");
    }
    OptionalInt seconds =
        opened.targetIds().stream()
            .flatMap(id -> configuration.target(id).stream())
            .mapToInt(Target::deadlineSeconds)
            .min();
    return seconds.isPresent()
            && !opened.deadline().equals(opened.since().plusSeconds(seconds.getAsInt()))
        ? Optional.of(
            "has the deadline "
                + opened.deadline()
                + ", which is not "
                + seconds.getAsInt()
                + " s after "
                + opened.since())
        : Optional.empty();
  }
}
