package dev.lastgood.simulator.invariant;

import static dev.lastgood.simulator.invariant.Breach.GROUP;
import static dev.lastgood.simulator.invariant.Breach.PRODUCTION;
import static dev.lastgood.simulator.invariant.Breach.REPLACED;
import static dev.lastgood.simulator.invariant.Breach.UNTOUCHED;
import static dev.lastgood.simulator.invariant.Breach.begin;
import static dev.lastgood.simulator.invariant.Breach.calling;
import static dev.lastgood.simulator.invariant.Breach.closed;
import static dev.lastgood.simulator.invariant.Breach.found;
import static dev.lastgood.simulator.invariant.Breach.opened;
import static dev.lastgood.simulator.invariant.Breach.plant;
import static dev.lastgood.simulator.invariant.Breach.rehearse;
import static dev.lastgood.simulator.invariant.Breach.upon;

import dev.lastgood.functions.config.Mode;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.functions.recover.ActHandler;
import dev.lastgood.functions.sweep.SweepHandler;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is asked of leases, changes, obligations and the ledger beside the ten rules. */
@DisplayName("A breach of a rule is found")
class RuleBreachesTest {
  private static final Duration SHORT = Duration.ofSeconds(20);

  private static final Obligation RESUME =
      new Obligation.ResumeProcesses("resume-web", "web", GROUP, List.of("AZRebalance"));

  private static String name(Class<? extends JsonHandler<?, ?>> function) {
    return PRODUCTION.functionName(function);
  }

  private static void lease(SimulatedWorld world, String owner, long fence) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("pk", AttributeValue.fromS("target#web"));
    item.put("sk", AttributeValue.fromS("lease"));
    item.put("fence", AttributeValue.fromN(Long.toString(fence)));
    item.put("expiresAt", AttributeValue.fromN("99"));
    item.put("leaseOwner", AttributeValue.fromS(owner));
    world
        .dynamoDb()
        .client()
        .putItem(request -> request.tableName(PRODUCTION.stateTable()).item(item));
  }

  private static void suspend(SimulatedWorld world) {
    world
        .autoScaling()
        .client()
        .suspendProcesses(
            request -> request.autoScalingGroupName(GROUP).scalingProcesses("AZRebalance"));
  }

  /** The function that acts suspends a process of the rehearsed group. */
  private static void acting(SimulatedWorld world) {
    calling(world, name(ActHandler.class), SHORT, () -> suspend(world));
  }

  /** The partition of the first incident of the ledger. */
  private static String incident(SimulatedWorld world) {
    return world.dynamoDb().table(PRODUCTION.ledgerTable()).items().stream()
        .map(item -> item.get("pk").s())
        .filter(key -> key.startsWith("incident#"))
        .findFirst()
        .orElseThrow();
  }

  private static Fact.Intent intent(Obligation... obligations) {
    return new Fact.Intent("call", "web", "SuspendProcesses", "Planted.", 1, List.of(obligations));
  }

  private static Fact.Result done() {
    return new Fact.Result("call", true, Map.of());
  }

  @Test
  @DisplayName("where a fence goes back")
  void fenceGoesBack() {
    found(
        "2",
        "The fence of web goes from 5 to 3",
        rehearse(
            UNTOUCHED,
            begin(
                world -> {
                  lease(world, "one", 5);
                  lease(world, "one", 3);
                })));
  }

  @Test
  @DisplayName("where a lease is taken over before it was left alone for a whole lease")
  void takenOverEarly() {
    found(
        "2",
        "another takes the lease on web from one, whose record is 0 s old",
        rehearse(
            UNTOUCHED,
            begin(
                world -> {
                  lease(world, "one", 5);
                  lease(world, "another", 6);
                })));
  }

  @Test
  @DisplayName("where a lease changes hands under the fence that it had")
  void oldFence() {
    found(
        "2",
        "another gets the lease on web under an old fence",
        rehearse(
            UNTOUCHED,
            begin(
                world -> {
                  lease(world, "one", 5);
                  lease(world, "another", 5);
                })));
  }

  @Test
  @DisplayName("where a recovery goes on after its incident is closed")
  void closedIncident() {
    found(
        "2",
        "which is closed",
        rehearse(
            REPLACED,
            upon(
                Fact.Told.class,
                (world, _) ->
                    world
                        .time()
                        .after(
                            Duration.ZERO,
                            () -> {
                              lease(world, incident(world).substring("incident#".length()), 99);
                              acting(world);
                            }))));
  }

  @Test
  @DisplayName("where the desired capacity is lowered")
  void lowered() {
    found(
        "3",
        "lowers the desired capacity of web-production from 10 to 9",
        rehearse(
            REPLACED,
            upon(
                Fact.BackedUp.class,
                (world, _) ->
                    calling(
                        world,
                        "rogue",
                        SHORT,
                        () ->
                            world
                                .autoScaling()
                                .client()
                                .updateAutoScalingGroup(
                                    update ->
                                        update.autoScalingGroupName(GROUP).desiredCapacity(9))))));
  }

  @Test
  @DisplayName("where what launches instances is suspended")
  void launchSuspended() {
    found(
        "3",
        "rogue suspends what launches in web",
        rehearse(
            REPLACED,
            upon(
                Fact.BackedUp.class,
                (world, _) ->
                    calling(
                        world,
                        "rogue",
                        SHORT,
                        () ->
                            world
                                .autoScaling()
                                .client()
                                .suspendProcesses(
                                    request -> request.autoScalingGroupName(GROUP))))));
  }

  @Test
  @DisplayName("where a target is changed before its live state is kept")
  void notBackedUp() {
    found(
        "8",
        "calls SuspendProcesses on web before its state is kept",
        rehearse(REPLACED, upon(Fact.LeaseTaken.class, (world, _) -> acting(world))));
  }

  @Test
  @DisplayName("where a target is changed that is only to be observed")
  void observed() {
    found(
        "the",
        "calls SuspendProcesses on web, which is only to be observed",
        rehearse(
            REPLACED,
            target -> target.withMode(Mode.OBSERVE),
            upon(Fact.LeaseTaken.class, (world, _) -> acting(world))));
  }

  @Test
  @DisplayName("where a target is changed of which too few people have approved")
  void notApproved() {
    found(
        "the",
        "calls SuspendProcesses on web, of which 0 of 1 people have approved",
        rehearse(
            REPLACED,
            target -> target.withMode(Mode.APPROVE),
            upon(Fact.LeaseTaken.class, (world, _) -> acting(world))));
  }

  @Test
  @DisplayName("where resources are skipped of which nobody approved")
  void skipped() {
    found(
        "7",
        "skips [Fleet], of which nobody approved",
        rehearse(
            "update-rollback-failed-skip",
            upon(
                Fact.LeaseTaken.class,
                (world, _) ->
                    calling(
                        world,
                        name(ActHandler.class),
                        SHORT,
                        () ->
                            world
                                .cloudFormation()
                                .client()
                                .continueUpdateRollback(
                                    request ->
                                        request
                                            .stackName("orders-production")
                                            .resourcesToSkip("Fleet"))))));
  }

  @Test
  @DisplayName("where a change set is executed before a snapshot is complete")
  void snapshotNotAwaited() {
    found(
        "7",
        "before the snapshot of",
        rehearse(
            "data-protected",
            upon(
                Fact.Intent.class,
                intent -> intent.operation().equals("CreateDBSnapshot"),
                (world, _) ->
                    world
                        .time()
                        .after(
                            Duration.ofSeconds(5),
                            () ->
                                calling(
                                    world,
                                    name(ActHandler.class),
                                    SHORT,
                                    () ->
                                        world
                                            .cloudFormation()
                                            .client()
                                            .executeChangeSet(
                                                execute ->
                                                    execute
                                                        .stackName("orders-production")
                                                        .changeSetName("none")))))));
  }

  @Test
  @DisplayName("where a point is called good that has not soaked")
  void notSoaked() {
    found(
        "good",
        "A point of web is called good when it is 0 s old",
        rehearse(
            UNTOUCHED,
            begin(
                world ->
                    world
                        .dynamoDb()
                        .client()
                        .putItem(
                            request ->
                                request
                                    .tableName(PRODUCTION.stateTable())
                                    .item(
                                        Map.of(
                                            "pk", AttributeValue.fromS("target#web"),
                                            "sk", AttributeValue.fromS("point#planted"),
                                            "sha256", AttributeValue.fromS("00"),
                                            "mac", AttributeValue.fromS("00"),
                                            "sealedAt", AttributeValue.fromN("0"),
                                            "schemaVersion", AttributeValue.fromN("1"),
                                            "desiredCapacity", AttributeValue.fromN("1"),
                                            "firstSeenAt", AttributeValue.fromN("0"),
                                            "status", AttributeValue.fromS("GOOD")))))));
  }

  @Test
  @DisplayName("where a process is called resumed that is suspended")
  void notResumed() {
    found(
        "everything",
        "resume-web of planted is called met, but the group web-production still has suspended"
            + " [AZRebalance]",
        rehearse(
            UNTOUCHED,
            begin(
                world -> {
                  suspend(world);
                  plant(
                      world,
                      opened(world, Duration.ofMinutes(15)),
                      intent(RESUME),
                      done(),
                      new Fact.Discharged("resume-web", "Planted."),
                      closed(Outcome.ESCALATED));
                })));
  }

  @Test
  @DisplayName("where a minimum is called lowered that is not")
  void notLowered() {
    found(
        "everything",
        "minimum-web of planted is called met, but the minimum of web-production is still",
        rehearse(
            UNTOUCHED,
            begin(
                world -> {
                  int minimum = world.autoScaling().group(GROUP).orElseThrow().settings().minSize();
                  plant(
                      world,
                      opened(world, Duration.ofMinutes(15)),
                      intent(
                          new Obligation.RestoreMinimum("minimum-web", "web", GROUP, minimum, 0)),
                      done(),
                      new Fact.Discharged("minimum-web", "Planted."),
                      closed(Outcome.ESCALATED));
                })));
  }

  @Test
  @DisplayName("where what is handed over is never met")
  void neverMet() {
    found(
        "everything",
        "resume-web of incident planted is owed",
        rehearse(
            UNTOUCHED,
            begin(
                world ->
                    plant(
                        world,
                        opened(world, Duration.ofMinutes(15)),
                        intent(RESUME),
                        done(),
                        new Fact.Assigned("resume-web", "sweep", "Planted."),
                        closed(Outcome.ESCALATED),
                        new Fact.Told("message", Optional.of(1))))));
  }

  @Test
  @DisplayName("where what went bad was changed and is not held")
  void notHeld() {
    found(
        "what",
        "planted leaves no hold on web",
        rehearse(
            UNTOUCHED,
            begin(
                world ->
                    plant(
                        world,
                        opened(world, Duration.ofMinutes(15)),
                        intent(),
                        done(),
                        closed(Outcome.ESCALATED)))));
  }

  @Test
  @DisplayName("where a deadline counts from when the alarm did not go off")
  void lateBeginning() {
    found(
        "1",
        "when the alarm web-5xx did not go off",
        rehearse(
            REPLACED,
            upon(
                Fact.BackedUp.class,
                (world, _) -> plant(world, opened(world, Duration.ofMinutes(15))))));
  }

  @Test
  @DisplayName("where a deadline is not what the target says")
  void otherDeadline() {
    found(
        "1",
        "planted has the deadline",
        rehearse(
            REPLACED,
            upon(
                Fact.Opened.class,
                (world, right) ->
                    plant(
                        world,
                        new Fact.Opened(
                            right.targetIds(),
                            right.alarmName(),
                            right.since(),
                            right.deadline().plusSeconds(60))))));
  }

  @Test
  @DisplayName("where the sweep closes an incident whose execution runs")
  void closedAlive() {
    found(
        "1",
        "is closed by the sweep while its execution runs",
        rehearse(
            REPLACED,
            upon(
                Fact.BackedUp.class,
                (world, _) -> {
                  String partition = incident(world);
                  calling(
                      world,
                      name(SweepHandler.class),
                      SHORT,
                      () -> plant(world, partition, 999, closed(Outcome.ESCALATED), Map.of()));
                })));
  }

  @Test
  @DisplayName("where an entry of the ledger is written over")
  void writtenOver() {
    found(
        "the",
        "The entry 000000 of planted is written over",
        rehearse(
            UNTOUCHED,
            begin(
                world -> {
                  plant(world, opened(world, Duration.ofMinutes(15)));
                  plant(world, closed(Outcome.ESCALATED));
                })));
  }

  @Test
  @DisplayName("where an entry of the ledger does not link to the one before it")
  void notLinked() {
    found(
        "the",
        "The entry 000000 of planted does not link to the one before it",
        rehearse(
            UNTOUCHED,
            begin(
                world ->
                    plant(
                        world,
                        "incident#planted",
                        0,
                        opened(world, Duration.ofMinutes(15)),
                        Map.of(
                            "at", AttributeValue.fromN("0"),
                            "hash", AttributeValue.fromS("00"))))));
  }
}
