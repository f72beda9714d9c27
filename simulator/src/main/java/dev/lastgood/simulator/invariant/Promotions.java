package dev.lastgood.simulator.invariant;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.Target;
import dev.lastgood.simulator.dynamodb.TableChange;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Whether a point is called good only after it has soaked while the alarms were quiet. What the
 * point itself says of when that was is held against the world: what an alarm does between the look
 * at it and the writing, which may be held up, nobody can know.
 */
final class Promotions {
  private static final String TARGET = "target#";
  private static final String GOOD = "GOOD";

  /** The clocks of two functions may differ by two minutes, and a capture may take five. */
  private static final Duration ALLOWANCE = Duration.ofMinutes(7);

  private final SimulatedWorld world;
  private final Consumer<String> found;
  private final Map<String, Instant> firstSeenAt = new TreeMap<>();
  private final Map<String, List<Loud>> louds = new TreeMap<>();

  /** An alarm was in ALARM; until {@link Instant#MAX} while it still is. */
  private record Loud(Instant since, Instant until) {}

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
    world.cloudWatch().listen((alarmName, state) -> heard(alarmName, state == StateValue.ALARM));
  }

  private void heard(String alarmName, boolean loud) {
    Instant now = world.time().now();
    List<Loud> heard = louds.computeIfAbsent(alarmName, _ -> new ArrayList<>());
    if (!heard.isEmpty() && heard.getLast().until().equals(Instant.MAX)) {
      heard.addLast(new Loud(heard.removeLast().since(), now));
    }
    if (loud) {
      heard.addLast(new Loud(now, Instant.MAX));
    }
  }

  private void written(String targetId, TableChange change) {
    String key = targetId + " " + change.key().get("sk").s();
    Instant now = world.time().now();
    firstSeenAt.putIfAbsent(key, now);
    if (!status(change.after()).equals(GOOD) || status(change.before()).equals(GOOD)) {
      return;
    }
    Configuration configuration = world.settings().configuration();
    configuration
        .target(targetId)
        .ifPresent(target -> check(target, firstSeenAt.get(key), promotedAt(change), now));
  }

  private void check(Target target, Instant firstSeen, Instant promotedAt, Instant now) {
    if (promotedAt.isBefore(now.minus(ALLOWANCE))) {
      found.accept(
          "A point of "
              + target.id()
              + " says that it has been good since "
              + promotedAt
              + ", which is too long ago");
    }
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
    Instant soaking = now.minus(soak).plus(ALLOWANCE);
    for (String alarm : target.alarmNames()) {
      boolean loud =
          louds.getOrDefault(alarm, List.of()).stream()
              .anyMatch(it -> it.until().isAfter(soaking) && !it.since().isAfter(promotedAt));
      if (loud) {
        found.accept(
            "A point of "
                + target.id()
                + " is called good although the alarm "
                + alarm
                + " was in ALARM during its soak");
      }
    }
  }

  /** As the point says it; where it does not, it must have been looked at until now. */
  private Instant promotedAt(TableChange change) {
    return change
        .after()
        .map(item -> item.get("promotedAt"))
        .map(AttributeValue::s)
        .map(Instant::parse)
        .orElseGet(() -> world.time().now());
  }

  private static String status(Optional<Map<String, AttributeValue>> point) {
    return point.map(item -> item.get("status")).map(AttributeValue::s).orElse("");
  }
}
