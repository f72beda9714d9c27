package dev.lastgood.functions.plan;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.detect.AlarmChange;
import dev.lastgood.functions.detect.AlarmReader;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Incident;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what the {@link Breaker} judges by. */
final class BreakerReader {
  private final Configuration configuration;
  private final AlarmReader alarms;

  BreakerReader(Platform platform) {
    this.configuration = platform.configuration();
    this.alarms = new AlarmReader(platform);
  }

  /**
   * Whether more is amiss than one target's change.
   *
   * @param incident an incident
   * @param situations all that is known of its targets
   * @return why nothing is to be changed for it, in a sentence; empty where that is not so, or
   *     where a person began it
   */
  Optional<String> open(Incident incident, List<Situation> situations) {
    if (incident.stackFailure().isPresent()) {
      return Breaker.ownFailure(incident.id(), situations);
    }
    if (!incident.isByAlarm()) {
      return Optional.empty();
    }
    Instant since = incident.since();
    List<Target> concerned =
        configuration.targets().stream()
            .filter(target -> incident.targetIds().contains(target.id()))
            .toList();
    SortedMap<String, List<AlarmChange>> histories = new TreeMap<>();
    concerned.stream()
        .flatMap(target -> target.alarmNames().stream())
        .distinct()
        .forEach(
            name -> histories.put(name, alarms.changes(name, since.minus(Breaker.LATELY), since)));
    return Breaker.open(
        since, configuration.targets(), alarms.read(configuration.alarmNames()), histories);
  }
}
