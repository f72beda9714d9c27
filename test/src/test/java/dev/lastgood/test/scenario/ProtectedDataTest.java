package dev.lastgood.test.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.KeptSnapshot;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.simulator.cloudformation.LiveStack;
import dev.lastgood.simulator.kernel.Call;
import dev.lastgood.simulator.kernel.CallObserver;
import dev.lastgood.simulator.kernel.ServiceErrors;
import dev.lastgood.simulator.lambda.InvocationContext;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.rds.model.RdsException;

@DisplayName("What a protected target would lose")
class ProtectedDataTest {
  private static final String SCENARIO = "data-protected";
  private static final String ORDERS = "orders-production";

  /** The ids that what is lost has by the time that it goes wrong. */
  private record Data(String database, String cluster, String volume) {
    static Data of(SimulatedWorld world) {
      String inner =
          world.cloudFormation().stacks().stream()
              .map(LiveStack::name)
              .filter(name -> name.startsWith(ORDERS + "-Inner"))
              .findFirst()
              .orElseThrow();
      return new Data(
          world.cloudFormation().physicalId(ORDERS, "Database").orElseThrow(),
          world.cloudFormation().physicalId(inner, "Cluster").orElseThrow(),
          world.cloudFormation().physicalId(inner, "Volume").orElseThrow());
    }

    List<Integer> snapshots(SimulatedWorld world) {
      return List.of(
          world.rds().count(database),
          world.rds().count(cluster),
          world.ec2().snapshots().count(volume));
    }
  }

  private static void clean(Staging staging, Outcome outcome) {
    assertEquals(List.of(), staging.result().violations(), () -> "" + staging.result().timeline());
    assertEquals(
        outcome.name(), staging.result().outcome(), () -> "" + staging.result().timeline());
    assertEquals(1, staging.facts(Fact.Closed.class).count());
    assertEquals(List.of(), changeSetsLeft(staging));
  }

  private static List<String> changeSetsLeft(Staging staging) {
    return staging
        .world()
        .cloudFormation()
        .client()
        .listChangeSets(it -> it.stackName(ORDERS))
        .summaries()
        .stream()
        .filter(summary -> summary.changeSetName().startsWith("lastgood"))
        .filter(summary -> !summary.executionStatusAsString().startsWith("EXECUTE"))
        .map(summary -> summary.changeSetName() + " " + summary.executionStatusAsString())
        .toList();
  }

  /** Does something, with what would be lost, when people are asked. */
  private static Staging staging(List<Data> seen, BiConsumer<SimulatedWorld, Data> whenAsked) {
    return Staging.of(SCENARIO)
        .upon(
            Fact.ApprovalAsked.class,
            (world, _) -> {
              seen.add(Data.of(world));
              whenAsked.accept(world, seen.getFirst());
            });
  }

  @Test
  @DisplayName("is snapshotted once each, an instance with its cluster, and people find it by id")
  void protectedOnce() {
    List<Data> seen = new ArrayList<>();
    Staging staging = staging(seen, (_, _) -> {}).run(2);
    clean(staging, Outcome.RECOVERED);
    assertEquals(List.of(1, 1, 1), seen.getFirst().snapshots(staging.world()));
    List<KeptSnapshot> kept = kept(staging);
    assertEquals(3, kept.size(), kept::toString);
    String told =
        staging.world().sns().deliveries().stream()
            .map(delivery -> delivery.message())
            .filter(message -> message.contains("Snapshot: "))
            .findFirst()
            .orElseThrow();
    kept.forEach(snapshot -> assertTrue(told.contains(snapshot.snapshotId()), told));
    Fact.Intent executed = intents(staging, "ExecuteChangeSet").getFirst();
    kept.forEach(
        snapshot -> assertTrue(executed.says().contains(snapshot.snapshotId()), executed::says));
  }

  private static List<KeptSnapshot> kept(Staging staging) {
    return staging
        .facts(Fact.Result.class)
        .filter(Fact.Result::succeeded)
        .flatMap(result -> KeptSnapshot.of(result).stream())
        .distinct()
        .toList();
  }

  private static List<Fact.Intent> intents(Staging staging, String operation) {
    return staging
        .facts(Fact.Intent.class)
        .filter(intent -> intent.operation().equals(operation))
        .toList();
  }

  private static boolean isOurs(Call call, String operation) {
    return call.operation().name().equals(operation)
        && call.caller().flatMap(caller -> caller.attachment(InvocationContext.class)).isPresent();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"CreateSnapshot", "CreateDBSnapshot", "CreateDBClusterSnapshot"})
  @DisplayName("is not snapshotted twice where the answer is lost")
  void lostAnswer(String operation) {
    lost(
        operation,
        call -> {
          throw ApiCallTimeoutException.create(8_000);
        });
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"CreateSnapshot", "CreateDBSnapshot", "CreateDBClusterSnapshot"})
  @DisplayName("is not snapshotted twice where the function crashes after the call")
  void crash(String operation) {
    lost(
        operation,
        call -> {
          call.caller().orElseThrow().end("It crashed after " + call.operation().name() + ".");
          return null;
        });
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"CreateDBSnapshot", "CreateDBClusterSnapshot"})
  @DisplayName("is not snapshotted twice where the SDK sends the call again")
  void sentAgain(String operation) {
    lost(
        operation,
        call -> {
          throw ServiceErrors.of(RdsException::builder, "Rds", "Throttling", "Rate exceeded", 400);
        });
  }

  private static void lost(String operation, Function<Call, Void> what) {
    AtomicInteger lost = new AtomicInteger(1);
    List<Data> seen = new ArrayList<>();
    Staging staging =
        staging(seen, (_, _) -> {})
            .prepared(
                world ->
                    world.watchCalls(
                        new CallObserver() {
                          @Override
                          public void succeeded(Call call, Object response) {
                            if (isOurs(call, operation) && lost.getAndDecrement() > 0) {
                              what.apply(call);
                            }
                          }
                        }))
            .run(1);
    clean(staging, Outcome.RECOVERED);
    assertTrue(lost.get() <= 0, "it was to be lost");
    assertEquals(List.of(1, 1, 1), seen.getFirst().snapshots(staging.world()));
    assertEquals(3, kept(staging).size(), "the ledger names what a lost answer did not");
  }

  @Test
  @DisplayName("is snapshotted by a single attempt a call, where EC2 fails and knows no token")
  void singleAttempt() {
    AtomicInteger attempts = new AtomicInteger();
    List<Data> seen = new ArrayList<>();
    Staging staging =
        staging(seen, (_, _) -> {})
            .prepared(
                world ->
                    world.watchCalls(
                        new CallObserver() {
                          @Override
                          public void succeeded(Call call, Object response) {
                            if (isOurs(call, "CreateSnapshot") && attempts.incrementAndGet() == 1) {
                              throw ServiceErrors.of(
                                  Ec2Exception::builder, "Ec2", "InternalError", "Unknown", 500);
                            }
                          }
                        }))
            .run(1);
    clean(staging, Outcome.RECOVERED);
    assertEquals(1, attempts.get(), "it took effect, which is found out before another attempt");
    assertEquals(List.of(1, 1, 1), seen.getFirst().snapshots(staging.world()));
  }

  static Stream<Arguments> obstacles() {
    return Stream.of(
        obstacle(
            "a DB snapshot fails", (world, data) -> world.rds().failSnapshots(data.database())),
        obstacle(
            "a cluster's snapshot fails",
            (world, data) -> world.rds().failSnapshots(data.cluster())),
        obstacle("a volume's fails", (world, data) -> world.ec2().snapshots().fail(data.volume())),
        obstacle("there are too many", (world, _) -> world.rds().limitSnapshots(OptionalInt.of(0))),
        obstacle("it is stopped", (world, data) -> world.rds().putInto(data.cluster(), "stopped")),
        obstacle(
            "it is gone",
            (world, _) -> world.cloudFormation().resourceDeletedOutside(ORDERS, "Database")));
  }

  private static Arguments obstacle(String name, BiConsumer<SimulatedWorld, Data> what) {
    return Arguments.of(name, what);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("obstacles")
  @DisplayName("is not lost where it cannot be snapshotted: the change set goes, a person is told")
  void impossible(String name, BiConsumer<SimulatedWorld, Data> what) {
    List<Data> seen = new ArrayList<>();
    Staging staging = staging(seen, what).run(1);
    clean(staging, Outcome.ESCALATED);
    assertEquals(List.of(), staging.ourStackOperations());
    assertEquals(1, intents(staging, "DeleteChangeSet").size());
    Fact.ActionEnded ended = staging.facts(Fact.ActionEnded.class).findFirst().orElseThrow();
    assertTrue(
        ended.because().startsWith("What the update would lose cannot be kept in a snapshot"),
        ended::because);
    assertEquals(
        seen.getFirst().volume(),
        Data.of(staging.world()).volume(),
        "nothing of the stack has changed");
  }

  @Test
  @DisplayName("is not lost where somebody says stop while snapshots are made")
  void stopped() {
    Staging staging = Staging.of(SCENARIO);
    staging
        .upon(
            Fact.Intent.class,
            (_, intent) -> {
              if (intent.operation().equals("CreateDBSnapshot")) {
                staging.control("stop", "because", "An audit.");
              }
            })
        .run(1);
    assertEquals(List.of(), staging.ourStackOperations());
    assertEquals(List.of(), changeSetsLeft(staging));
  }

  @Test
  @DisplayName("is not lost where no time is left for the change when snapshots are complete")
  void noTimeLeft() {
    List<Data> seen = new ArrayList<>();
    Staging staging =
        staging(
                seen,
                (world, data) -> {
                  world.rds().putInto(data.database(), "backing-up");
                  world
                      .time()
                      .after(
                          Duration.ofSeconds(6_450),
                          () -> world.rds().putInto(data.database(), "available"));
                })
            .deadlineSeconds(7_200)
            .run(1);
    clean(staging, Outcome.ESCALATED);
    assertEquals(List.of(), staging.ourStackOperations());
    assertTrue(
        staging
            .facts(Fact.ActionEnded.class)
            .anyMatch(ended -> ended.because().contains("No time would be left for the change")));
  }

  @Test
  @DisplayName("is in a complete snapshot before, or that is found, whoever breaks it")
  void breach() {
    List<Data> seen = new ArrayList<>();
    Staging staging = staging(seen, (_, _) -> {});
    staging
        .upon(
            Fact.Intent.class,
            (world, intent) -> {
              if (intent.operation().equals("ExecuteChangeSet")) {
                kept(staging).stream()
                    .map(KeptSnapshot::snapshotId)
                    .forEach(world.rds()::deleteSnapshot);
              }
            })
        .run(1);
    List<String> found =
        staging.result().violations().stream().map(violation -> violation.detail()).toList();
    assertTrue(
        found.stream()
            .anyMatch(
                detail -> detail.contains("Database") && detail.contains("no complete snapshot")),
        found::toString);
  }
}
