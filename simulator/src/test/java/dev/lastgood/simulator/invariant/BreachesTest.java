package dev.lastgood.simulator.invariant;

import static dev.lastgood.simulator.invariant.Breach.GROUP;
import static dev.lastgood.simulator.invariant.Breach.PRODUCTION;
import static dev.lastgood.simulator.invariant.Breach.REPLACED;
import static dev.lastgood.simulator.invariant.Breach.UNTOUCHED;
import static dev.lastgood.simulator.invariant.Breach.begin;
import static dev.lastgood.simulator.invariant.Breach.closed;
import static dev.lastgood.simulator.invariant.Breach.found;
import static dev.lastgood.simulator.invariant.Breach.opened;
import static dev.lastgood.simulator.invariant.Breach.plant;
import static dev.lastgood.simulator.invariant.Breach.rehearse;
import static dev.lastgood.simulator.invariant.Breach.rogueCall;
import static dev.lastgood.simulator.invariant.Breach.upon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.simulator.lambda.AsyncSettings;
import dev.lastgood.simulator.lambda.FunctionSettings;
import dev.lastgood.simulator.rehearsal.Twist;
import dev.lastgood.simulator.rehearsal.Violation;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Each invariant is broken once, in a rehearsal that breaks none by itself. */
@DisplayName("A breach is found")
class BreachesTest {
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {UNTOUCHED, REPLACED})
  @DisplayName("only where there is one")
  void none(String scenario) {
    assertEquals(List.of(), rehearse(scenario, Twist.NONE));
  }

  @Test
  @DisplayName("where an incident has two outcomes")
  void twoOutcomes() {
    found(
        "1",
        "has outcomes",
        rehearse(
            UNTOUCHED,
            begin(
                world ->
                    plant(
                        world,
                        opened(world, Duration.ofMinutes(15)),
                        closed(Outcome.ESCALATED),
                        closed(Outcome.DECLINED)))));
  }

  @Test
  @DisplayName("where an outcome comes after its deadline")
  void tooLate() {
    found(
        "1",
        "s after its deadline",
        rehearse(
            UNTOUCHED,
            begin(
                world -> {
                  plant(world, opened(world, Duration.ofSeconds(40)));
                  world
                      .time()
                      .after(
                          Duration.ofSeconds(71), () -> plant(world, 1, closed(Outcome.ESCALATED)));
                })));
  }

  @Test
  @DisplayName("where an incident is closed while nobody owns what it owes")
  void owed() {
    found(
        "1",
        "while nobody owns [resume-web]",
        rehearse(
            UNTOUCHED,
            begin(
                world ->
                    plant(
                        world,
                        opened(world, Duration.ofMinutes(15)),
                        new Fact.Intent(
                            "call",
                            "web",
                            "SuspendProcesses",
                            "Planted.",
                            1,
                            List.of(
                                new Obligation.ResumeProcesses(
                                    "resume-web", "web", "web-production", List.of("Launch")))),
                        closed(Outcome.ESCALATED)))));
  }

  @Test
  @DisplayName("where a function changes a group without a lease")
  void noLease() {
    found(
        "2",
        "rogue calls SuspendProcesses without a lease on web",
        rehearse(UNTOUCHED, begin(world -> rogueCall(world, Duration.ofSeconds(20)))));
  }

  @Test
  @DisplayName("where a function may outlast the lease that it changes a group under")
  void outlasting() {
    found(
        "2",
        "rogue calls SuspendProcesses under a lease that ends before the function must",
        rehearse(
            REPLACED,
            upon(Fact.BackedUp.class, (world, _) -> rogueCall(world, Duration.ofSeconds(200)))));
  }

  @Test
  @DisplayName("where healthy instances are fewer than when we first changed the group")
  void harm() {
    found(
        "3",
        "healthy instances; it had 10",
        rehearse(
            REPLACED,
            upon(
                Fact.Result.class,
                (world, _) ->
                    world
                        .time()
                        .after(
                            Duration.ofSeconds(1),
                            () -> {
                              String victim =
                                  world
                                      .autoScaling()
                                      .group(GROUP)
                                      .orElseThrow()
                                      .instances()
                                      .iterator()
                                      .next()
                                      .id();
                              world
                                  .autoScaling()
                                  .client()
                                  .terminateInstanceInAutoScalingGroup(
                                      request ->
                                          request
                                              .instanceId(victim)
                                              .shouldDecrementDesiredCapacity(false));
                            }))));
  }

  @Test
  @DisplayName("where something is called recovered that was not verified")
  void notVerified() {
    found(
        "4",
        "planted is called recovered and was not verified",
        rehearse(
            REPLACED,
            upon(
                Fact.BackedUp.class,
                (world, _) ->
                    plant(
                        world, opened(world, Duration.ofMinutes(15)), closed(Outcome.RECOVERED)))));
  }

  @Test
  @DisplayName("where something is called verified that is not what it was")
  void notRecovered() {
    found(
        "4",
        "web is not what it was, or not quiet",
        rehearse(
            REPLACED,
            upon(
                Fact.BackedUp.class,
                (world, _) ->
                    plant(
                        world,
                        opened(world, Duration.ofMinutes(15)),
                        new Fact.Verified(List.of("web"), List.of())))));
  }

  @Test
  @DisplayName("where an incident ended and nobody was told")
  void untold() {
    found(
        "5",
        "planted ended as ESCALATED and nobody was told",
        rehearse(
            UNTOUCHED,
            begin(
                world ->
                    plant(
                        world, opened(world, Duration.ofMinutes(15)), closed(Outcome.ESCALATED)))));
  }

  /** A function that does nothing with its event, or worse. */
  private static final class Careless extends JsonHandler<Map<String, Object>, String> {
    private final boolean fails;

    @SuppressWarnings({"unchecked", "rawtypes"})
    Careless(boolean fails) {
      super((Class) Map.class);
      this.fails = fails;
    }

    @Override
    public String handle(Map<String, Object> input, Invocation invocation) {
      if (fails) {
        throw new IllegalStateException("It always fails.");
      }
      return "It does nothing.";
    }
  }

  private static Twist careless(boolean fails) {
    return begin(
        world -> {
          world
              .lambda()
              .register(
                  FunctionSettings.of("careless", Duration.ofSeconds(5))
                      .withAsync(
                          new AsyncSettings(
                              0, Duration.ofSeconds(60), Optional.empty(), Optional.empty())),
                  _ -> new Careless(fails));
          world
              .lambda()
              .invokeAsync(
                  "careless",
                  Map.of(
                      "id", "event-1",
                      "source", "aws.cloudwatch",
                      "detail-type", "CloudWatch Alarm State Change",
                      "detail", Map.of("alarmName", "another")));
        });
  }

  @Test
  @DisplayName("where an event leads to nothing that is written down")
  void eventIgnored() {
    found("6", "The event event-1 of another led to nothing", rehearse(UNTOUCHED, careless(false)));
  }

  @Test
  @DisplayName("where an event is given up and reaches no dead-letter queue")
  void eventGivenUp() {
    found("6", "An event for careless was given up", rehearse(UNTOUCHED, careless(true)));
  }

  @Test
  @DisplayName("where a change is made that the ledger does not hold")
  void notIntended() {
    found(
        "8",
        "rogue calls SuspendProcesses without an intent",
        rehearse(
            REPLACED,
            upon(Fact.BackedUp.class, (world, _) -> rogueCall(world, Duration.ofSeconds(20)))));
  }

  @Test
  @DisplayName("where a change that was intended has no result")
  void unanswered() {
    found(
        "8",
        "Intents without a result: [call]",
        rehearse(
            UNTOUCHED,
            begin(
                world ->
                    plant(
                        world,
                        opened(world, Duration.ofMinutes(15)),
                        new Fact.Intent("call", "web", "Operation", "Planted.", 1, List.of()),
                        closed(Outcome.ESCALATED)))));
  }

  @Test
  @DisplayName("where something never comes to its end")
  void pending() {
    List<Violation> violations =
        rehearse(
            UNTOUCHED,
            begin(
                world -> {
                  plant(world, opened(world, Duration.ofMinutes(15)));
                }));
    found("everything", "Incident planted has no outcome", violations);
    found(
        "everything",
        "The lease on web is held",
        rehearse(
            UNTOUCHED,
            upon(
                Fact.Told.class,
                (world, _) ->
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
                                            "sk", AttributeValue.fromS("lease"),
                                            "fence", AttributeValue.fromN("99"),
                                            "expiresAt", AttributeValue.fromN("99"),
                                            "leaseOwner", AttributeValue.fromS("nobody")))))));
  }

  @Test
  @DisplayName(
      "where a function changes the group of a target that stands beside the rehearsed one")
  void companionChanged() {
    found(
        "2",
        "rogue calls SuspendProcesses without a lease on web-companion-1",
        rehearse(
            "shared-alarm",
            begin(world -> rogueCall(world, "web-companion-1", Duration.ofSeconds(20)))));
  }

  @Test
  @DisplayName("where a function changes a group that is no target's")
  void strangersGroupChanged() {
    Consumer<SimulatedWorld> change =
        world -> {
          world
              .autoScaling()
              .client()
              .createAutoScalingGroup(
                  request ->
                      request
                          .autoScalingGroupName("stranger")
                          .minSize(0)
                          .maxSize(0)
                          .launchTemplate(
                              template -> template.launchTemplateName("web").version("1"))
                          .vpcZoneIdentifier("subnet-0000000000000000a"));
          rogueCall(world, "stranger", Duration.ofSeconds(20));
        };
    found(
        "2",
        "rogue calls SuspendProcesses on stranger, which is no target's",
        rehearse(UNTOUCHED, begin(change)));
  }

  @Test
  @DisplayName("where nothing is seen of an open incident for more than 20 seconds")
  void unseen() {
    found(
        "11",
        "for 21 s",
        rehearse(
            UNTOUCHED,
            begin(
                world -> {
                  plant(world, opened(world, Duration.ofMinutes(5)));
                  world
                      .time()
                      .after(
                          Duration.ofSeconds(21), () -> plant(world, 1, closed(Outcome.ESCALATED)));
                })));
  }

  @Test
  @DisplayName("where a further incident ends otherwise than the scenario says")
  void furtherIncident() {
    assertTrue(
        rehearse(
                UNTOUCHED,
                upon(
                    Fact.Closed.class,
                    (world, _) ->
                        world
                            .time()
                            .after(
                                Duration.ZERO,
                                () ->
                                    plant(
                                        world,
                                        opened(world, Duration.ofMinutes(5)),
                                        closed(Outcome.CANCELLED)))))
            .stream()
            .anyMatch(
                violation ->
                    violation.invariant().equals("the scenario's outcome")
                        && violation
                            .detail()
                            .equals(
                                "The further incident planted ended as CANCELLED instead of"
                                    + " ESCALATED.")));
  }
}
