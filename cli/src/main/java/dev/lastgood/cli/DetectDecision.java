package dev.lastgood.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.detect.AlarmReading;
import dev.lastgood.functions.detect.AlarmStateChange;
import dev.lastgood.functions.detect.Decision;
import dev.lastgood.functions.detect.Detector;
import dev.lastgood.functions.detect.Standing;
import dev.lastgood.functions.handler.Json;
import java.time.Instant;
import java.util.List;

/**
 * What the detect function decides about an event.
 *
 * @param decision {@code Open}, {@code Join} or {@code Nothing}
 * @param why the reason, in whole sentences
 * @param targets the targets that it concerns, in the order of the configuration
 */
record DetectDecision(String decision, String why, List<String> targets) {
  private static final String NOTHING = "Nothing";

  DetectDecision {
    targets = List.copyOf(targets);
  }

  /**
   * Asks the function's own pure decision, as if CloudWatch described the alarm now as the event
   * does, and as if no target were in an incident.
   *
   * @throws dev.lastgood.functions.handler.MalformedEventException where the event lacks what the
   *     function needs
   */
  static DetectDecision of(JsonNode event, Configuration configuration) {
    String account = event.path("account").asText();
    String region = event.path("region").asText();
    if (!account.equals(configuration.account()) || !region.equals(configuration.region())) {
      return nothing(
          "The event is of account %s in %s; the environment %s is account %s in %s."
              .formatted(
                  account,
                  region,
                  configuration.environment(),
                  configuration.account(),
                  configuration.region()));
    }
    String detailType = event.path("detail-type").asText();
    if (!detailType.equals(AlarmStateChange.DETAIL_TYPE)) {
      return nothing(
          "No rule hands '%s' to the detect function; it is woken by '%s' alone."
              .formatted(detailType, AlarmStateChange.DETAIL_TYPE));
    }
    AlarmReading alarm = Json.convert(event, AlarmStateChange.class).reading();
    List<Target> targets = configuration.targetsOfAlarm(alarm.name());
    Decision decision =
        Detector.decide(
            alarm,
            targets.stream().map(Standing::untroubled).toList(),
            Instant.parse(event.path("time").asText()));
    List<String> ids = targets.stream().map(Target::id).toList();
    return switch (decision) {
      case Decision.Open open -> new DetectDecision("Open", open.because(), ids);
      case Decision.Join join -> new DetectDecision("Join", join.because(), ids);
      case Decision.Nothing nothing -> new DetectDecision(NOTHING, nothing.because(), ids);
    };
  }

  private static DetectDecision nothing(String why) {
    return new DetectDecision(NOTHING, why, List.of());
  }
}
