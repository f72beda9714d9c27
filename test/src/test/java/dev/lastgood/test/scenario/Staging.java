package dev.lastgood.test.scenario;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.HeldInstances;
import dev.lastgood.functions.config.Mode;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.simulator.kernel.Call;
import dev.lastgood.simulator.kernel.CallObserver;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.lambda.InvocationContext;
import dev.lastgood.simulator.rehearsal.RehearsalResult;
import dev.lastgood.simulator.rehearsal.Rehearsals;
import dev.lastgood.simulator.rehearsal.Twist;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.test.Built;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.cloudformation.model.CancelUpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.RollbackStackRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A rehearsal in which more happens than its scenario says, and what is to be seen of it. */
final class Staging implements Twist {
  static final String BAD_TEMPLATE = "bad-launch-template";
  static final Configuration PRODUCTION = Built.PRODUCTION.configuration();

  private final String scenario;
  private UnaryOperator<Target> setting = target -> target;
  private FaultSettings faults = FaultSettings.NONE;
  private final List<BiConsumer<SimulatedWorld, Instant>> preparations = new ArrayList<>();
  private final List<Consumer<Fact>> readers = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();
  private final List<String> ours = new ArrayList<>();
  private final List<String> stackOperations = new ArrayList<>();
  private BooleanSupplier over = () -> true;
  private SimulatedWorld world;
  private RehearsalResult result;
  private String incidentId = "";
  private int incidents;

  private Staging(String scenario) {
    this.scenario = scenario;
  }

  static Staging of(String scenario) {
    return new Staging(scenario);
  }

  Staging mode(Mode mode, int approvalsRequired) {
    this.setting = target -> target.withMode(mode).withApprovalsRequired(approvalsRequired);
    return this;
  }

  Staging deadlineSeconds(int seconds) {
    this.setting = target -> target.withDeadlineSeconds(seconds);
    return this;
  }

  Staging heldInstances(HeldInstances held) {
    this.setting = target -> target.withMode(Mode.AUTOMATIC).withHeldInstances(held);
    return this;
  }

  Staging faults(FaultSettings settings) {
    this.faults = settings;
    return this;
  }

  /** Something is done in the very instant before the scenario begins to go wrong. */
  Staging before(Consumer<SimulatedWorld> what) {
    preparations.add((in, begin) -> in.time().at(begin, () -> what.accept(in)));
    return this;
  }

  /** Something is done before any time has passed. */
  Staging prepared(Consumer<SimulatedWorld> what) {
    preparations.add((in, _) -> what.accept(in));
    return this;
  }

  /** Something that has to know when the scenario begins to go wrong is prepared. */
  Staging twist(BiConsumer<SimulatedWorld, Instant> what) {
    preparations.add(what);
    return this;
  }

  /** Something is done while the ledger writes a fact. */
  <F extends Fact> Staging upon(Class<F> type, BiConsumer<SimulatedWorld, F> what) {
    readers.add(
        fact -> {
          if (type.isInstance(fact)) {
            what.accept(world, type.cast(fact));
          }
        });
    return this;
  }

  /** The rehearsal goes on until this holds. */
  Staging until(BooleanSupplier condition) {
    this.over = condition;
    return this;
  }

  Staging run(long seed) {
    result = new Rehearsals(Built.PRODUCTION).rehearse(scenario, seed, faults, setting, this);
    return this;
  }

  @Override
  public void prepare(SimulatedWorld in, Instant begin) {
    world = in;
    in.dynamoDb()
        .listen(
            change -> {
              if (change.table().equals(Built.PRODUCTION.ledgerTable())
                  && change.after().filter(item -> item.containsKey("fact")).isPresent()) {
                read(change.after().get());
              }
            });
    in.watchCalls(
        new CallObserver() {
          @Override
          public void before(Call call) {
            if (call.operation().mutating()
                && call.operation().service().equals("autoscaling")
                && call.caller()
                    .flatMap(caller -> caller.attachment(InvocationContext.class))
                    .isPresent()) {
              ours.add(call.operation().name());
            }
          }

          @Override
          public void succeeded(Call call, Object response) {
            if (call.caller()
                .flatMap(caller -> caller.attachment(InvocationContext.class))
                .isPresent()) {
              stackOf(call.request())
                  .ifPresent(stack -> stackOperations.add(call.operation().name() + " " + stack));
            }
          }
        });
    preparations.forEach(preparation -> preparation.accept(in, begin));
  }

  /** Whose operation a request begins. */
  private static Optional<String> stackOf(Object request) {
    return switch (request) {
      case ExecuteChangeSetRequest execute -> Optional.of(execute.stackName());
      case ContinueUpdateRollbackRequest rollback -> Optional.of(rollback.stackName());
      case RollbackStackRequest rollback -> Optional.of(rollback.stackName());
      case CancelUpdateStackRequest cancel -> Optional.of(cancel.stackName());
      default -> Optional.empty();
    };
  }

  private void read(Map<String, AttributeValue> item) {
    Fact fact = Json.read(item.get("fact").s(), Fact.class);
    if (fact instanceof Fact.Opened) {
      incidents++;
      incidentId = item.get("pk").s().substring("incident#".length());
    }
    facts.add(fact);
    readers.forEach(reader -> reader.accept(fact));
  }

  @Override
  public boolean isOver() {
    return over.getAsBoolean();
  }

  RehearsalResult result() {
    return result;
  }

  SimulatedWorld world() {
    return world;
  }

  String incidentId() {
    return incidentId;
  }

  int incidents() {
    return incidents;
  }

  /** The mutating calls to Auto Scaling that a function of ours made. */
  List<String> ourChanges() {
    return ours;
  }

  /** The operations on stacks that a function of ours began, each with its stack's ARN. */
  List<String> ourStackOperations() {
    return stackOperations;
  }

  <F extends Fact> Stream<F> facts(Class<F> type) {
    return facts.stream().filter(type::isInstance).map(type::cast);
  }

  /** The keys of the targets that are held now. */
  List<String> held() {
    return world.dynamoDb().table(Built.PRODUCTION.stateTable()).items().stream()
        .filter(item -> item.get("sk").s().equals("hold"))
        .map(item -> item.get("pk").s())
        .toList();
  }

  AutoScalingGroup group() {
    return world.autoScaling().group("web-production").orElseThrow().settings();
  }

  /** A person sets it, at once; not the function in whose call it may have been asked for. */
  void control(String sort, String attribute, String value) {
    world.time().after(Duration.ZERO, () -> put(sort, attribute, value));
  }

  private void put(String sort, String attribute, String value) {
    world
        .dynamoDb()
        .client()
        .putItem(
            request ->
                request
                    .tableName(Built.PRODUCTION.stateTable())
                    .item(
                        Map.of(
                            "pk",
                            AttributeValue.fromS("control"),
                            "sk",
                            AttributeValue.fromS(sort),
                            attribute,
                            AttributeValue.fromS(value))));
  }
}
