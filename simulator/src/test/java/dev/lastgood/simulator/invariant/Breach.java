package dev.lastgood.simulator.invariant;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.lambda.InvocationContext;
import dev.lastgood.simulator.rehearsal.Rehearsals;
import dev.lastgood.simulator.rehearsal.Twist;
import dev.lastgood.simulator.rehearsal.Violation;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How a rehearsal is made to break what it would not break by itself. */
final class Breach {
  static final String GROUP = "web-production";
  static final String UNTOUCHED = "nothing-changed";
  static final String REPLACED = "bad-launch-template";

  static final Installation PRODUCTION =
      Installation.read(Path.of("..", "infra", "target", "cdk.out"), "production");

  static List<Violation> rehearse(String scenario, Twist twist) {
    return rehearse(scenario, target -> target, twist);
  }

  static List<Violation> rehearse(String scenario, UnaryOperator<Target> setting, Twist twist) {
    return new Rehearsals(PRODUCTION)
        .rehearse(scenario, 1, FaultSettings.NONE, setting, twist)
        .violations();
  }

  static void found(String invariant, String detail, List<Violation> violations) {
    assertTrue(
        violations.stream()
            .anyMatch(
                found ->
                    found.invariant().startsWith(invariant + " ")
                        && found.detail().contains(detail)),
        () -> "expected " + invariant + ": " + detail + ", found " + violations);
  }

  /** At the moment when things begin to go wrong. */
  static Twist begin(Consumer<SimulatedWorld> what) {
    return (world, begin) -> world.time().at(begin, () -> what.accept(world));
  }

  /** While the ledger writes the first fact of a kind. */
  static <F extends Fact> Twist upon(Class<F> type, BiConsumer<SimulatedWorld, F> what) {
    return upon(type, _ -> true, what);
  }

  /** While the ledger writes the first fact of a kind that is such a one. */
  static <F extends Fact> Twist upon(
      Class<F> type, Predicate<F> which, BiConsumer<SimulatedWorld, F> what) {
    boolean[] done = {false};
    return (world, _) ->
        world
            .dynamoDb()
            .listen(
                change -> {
                  if (!done[0]
                      && change.table().equals(PRODUCTION.ledgerTable())
                      && change.after().filter(item -> item.containsKey("fact")).isPresent()) {
                    Fact fact = Json.read(change.after().get().get("fact").s(), Fact.class);
                    if (type.isInstance(fact) && which.test(type.cast(fact))) {
                      done[0] = true;
                      what.accept(world, type.cast(fact));
                    }
                  }
                });
  }

  /** Something that passes for a function of ours changes the group. */
  static void rogueCall(SimulatedWorld world, Duration functionTimeLeft) {
    rogueCall(world, GROUP, functionTimeLeft);
  }

  static void rogueCall(SimulatedWorld world, String groupName, Duration functionTimeLeft) {
    calling(
        world,
        "rogue",
        functionTimeLeft,
        () ->
            world
                .autoScaling()
                .client()
                .suspendProcesses(
                    request ->
                        request.autoScalingGroupName(groupName).scalingProcesses("AZRebalance")));
  }

  /** Something that passes for a function of a name makes calls. */
  static void calling(
      SimulatedWorld world, String functionName, Duration functionTimeLeft, Runnable calls) {
    world
        .time()
        .start(
            functionName,
            new InvocationContext(
                functionName, "request", 1, world.time().now().plus(functionTimeLeft)),
            () -> {
              calls.run();
              return "";
            },
            _ -> {});
  }

  /** An incident that only the ledger knows. */
  static void plant(SimulatedWorld world, Fact... facts) {
    for (int number = 0; number < facts.length; number++) {
      plant(world, number, facts[number]);
    }
  }

  static void plant(SimulatedWorld world, int number, Fact fact) {
    plant(world, "incident#planted", number, fact, Map.of());
  }

  static void plant(
      SimulatedWorld world,
      String partition,
      int number,
      Fact fact,
      Map<String, AttributeValue> further) {
    Map<String, AttributeValue> item = new HashMap<>(further);
    item.put("pk", AttributeValue.fromS(partition));
    item.put("sk", AttributeValue.fromS("%06d".formatted(number)));
    item.put("fact", AttributeValue.fromS(Json.write(fact)));
    world
        .dynamoDb()
        .client()
        .putItem(request -> request.tableName(PRODUCTION.ledgerTable()).item(item));
  }

  static Fact.Opened opened(SimulatedWorld world, Duration untilDeadline) {
    Instant now = world.time().now();
    return new Fact.Opened(List.of("web"), "web-5xx", now, now.plus(untilDeadline));
  }

  static Fact closed(Outcome outcome) {
    return new Fact.Closed(outcome, "Planted.");
  }

  private Breach() {}
}
