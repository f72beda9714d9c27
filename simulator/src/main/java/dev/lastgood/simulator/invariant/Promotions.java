package dev.lastgood.simulator.invariant;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.Target;
import dev.lastgood.simulator.dynamodb.TableChange;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Whether a point is called good only after it has soaked while the alarms were quiet. */
final class Promotions {
  private static final String TARGET = "target#";
  private static final String GOOD = "GOOD";

  /** The clocks of two functions may differ by two minutes, and a capture may take five. */
  private static final Duration ALLOWANCE = Duration.ofMinutes(7);

  private final SimulatedWorld world;
  private final Consumer<String> found;
  private final Map<String, Instant> firstSeenAt = new TreeMap<>();
  private final Map<String, Instant> loudUntil = new TreeMap<>();

  /**
   * Begins to watch.
   *
   * @param found told what does not hold, in a sentence without its full stop
   */
  Promotions(SimulatedWorld world, String stateTable, Consumer<String> found) {
    this.world = world;
    this.found = found;
    world
        .dynamoDb()
        .listen(
            change -> {
              if (change.table().equals(stateTable)
                  && change.key().get("sk").s().startsWith("point#")
                  && change.key().get("pk").s().startsWith(TARGET)) {
                written(change.key().get("pk").s().substring(TARGET.length()), change);
              }
            });
    world
        .cloudWatch()
        .listen(
            (alarmName, state) ->
                loudUntil.put(
                    alarmName, state == StateValue.ALARM ? Instant.MAX : world.time().now()));
  }

  private void written(String targetId, TableChange change) {
    String key = targetId + " " + change.key().get("sk").s();
    Instant now = world.time().now();
    firstSeenAt.putIfAbsent(key, now);
    if (!status(change.after()).equals(GOOD) || status(change.before()).equals(GOOD)) {
      return;
    }
    Configuration configuration = world.settings().configuration();
    configuration.target(targetId).ifPresent(target -> check(target, firstSeenAt.get(key), now));
  }

  private void check(Target target, Instant firstSeen, Instant now) {
    Duration soak = Duration.ofSeconds(target.soakSeconds());
    Duration age = Duration.between(firstSeen, now);
    if (age.compareTo(soak.minus(ALLOWANCE)) < 0) {
      found.accept(
          "A point of "
              + target.id()
              + " is called good when it is "
              + age.toSeconds()
              + " s old, and is to soak for "
              + soak.toSeconds()
              + " s");
    }
    for (String alarm : target.alarmNames()) {
      Instant loud = loudUntil.getOrDefault(alarm, Instant.MIN);
      if (loud.isAfter(now.minus(soak).plus(ALLOWANCE))) {
        found.accept(
            "A point of "
                + target.id()
                + " is called good although the alarm "
                + alarm
                + " was in ALARM during its soak");
      }
    }
  }

  private static String status(Optional<Map<String, AttributeValue>> point) {
    return point.map(item -> item.get("status")).map(AttributeValue::s).orElse("");
  }
}
