package dev.lastgood.simulator.invariant;

import dev.lastgood.functions.detect.IncidentExecutions;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Lease;
import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.functions.sweep.SweepHandler;
import dev.lastgood.simulator.access.Refusal;
import dev.lastgood.simulator.autoscaling.Group;
import dev.lastgood.simulator.autoscaling.GroupInstance;
import dev.lastgood.simulator.autoscaling.GroupListener;
import dev.lastgood.simulator.cloudformation.LiveStack;
import dev.lastgood.simulator.dynamodb.TableView;
import dev.lastgood.simulator.eventbridge.AcceptedEvent;
import dev.lastgood.simulator.eventbridge.DeliveryObserver;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.kernel.Call;
import dev.lastgood.simulator.kernel.CallObserver;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.lambda.InvocationContext;
import dev.lastgood.simulator.lambda.InvocationObserver;
import dev.lastgood.simulator.lambda.InvocationResult;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Checks what must always hold (the design's part 5, without 9 and 10): safety on each step that
 * could break it, the rest when the run has come to its end.
 */
public final class Invariants
    implements CallObserver, GroupListener, InvocationObserver, DeliveryObserver {
  private static final String ONE_OUTCOME = "1 one outcome, in time";
  private static final String ONE_HOLDER = "2 one holder";
  private static final String NO_HARM = "3 no harm";
  private static final String TRULY_RECOVERED = "4 recovered means verified";
  private static final String TOLD = "5 a person is told";
  private static final String NO_EVENT_LOST = "6 no event lost";
  private static final String IRREVERSIBLE = "7 nothing irreversible without approval";
  private static final String WRITTEN_FIRST = "8 in the ledger first";
  private static final String RUNS = "10 what is deployed runs, and does what it may";
  private static final String VISIBLE = "11 progress is visible";
  private static final String LINKED = "the ledger is a chain";
  private static final String SOAKED = "good means soaked";
  private static final String HELD = "what went bad is held";
  private static final String CONVERGED = "everything converges";

  /** The services by which targets are changed. */
  private static final Set<String> CHANGED = Set.of("autoscaling", "cloudformation", "rds");

  /** What of EC2 is for a target: templates are held against the group that uses them. */
  private static final String SNAPSHOT = "CreateSnapshot";

  /** What an incident whose execution lives may be late by. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** What an event that comes too late for anything may take from its arrival. */
  private static final Duration LATE_GRACE = Duration.ofSeconds(60);

  /** What an incident that has lost its execution may take from then until the sweep closes it. */
  private static final Duration ORPHAN_GRACE = Duration.ofSeconds(150);

  private final SimulatedWorld world;
  private final LedgerView ledger;
  private final TableView state;
  private final List<Truth> truths;
  private final Set<String> ourAlarms;
  private final String incidentMachine;
  private final String sweepFunction;
  private final DeadLetters deadLetters;
  private final LeaseWrites leases;
  private final Parents parents;
  private final Allowances allowances;
  private final Leftovers leftovers;
  private final Beginnings beginnings;
  private final List<Finding> findings = new ArrayList<>();
  private final LostInstances lostInstances;
  private final Map<String, Integer> healthyBefore = new TreeMap<>();
  private final Map<String, Integer> baselines = new TreeMap<>();
  private final Map<String, Map<?, ?>> eventsUnderWay = new LinkedHashMap<>();
  private final Set<String> unable = new TreeSet<>();

  /**
   * Begins to watch; to be made before the run begins and after Lastgood is deployed.
   *
   * @param world the world
   * @param installation what is deployed in it
   * @param ledger its ledger, followed from its beginning
   * @param truths what is true of each target, the one that is rehearsed first
   */
  public Invariants(
      SimulatedWorld world, Installation installation, LedgerView ledger, List<Truth> truths) {
    this.world = world;
    this.ledger = ledger;
    this.state = world.dynamoDb().table(installation.stateTable());
    this.ourAlarms = new TreeSet<>(installation.configuration().alarmNames());
    this.incidentMachine = installation.incidentMachine();
    this.deadLetters = new DeadLetters(world, installation);
    this.lostInstances = new LostInstances(world, ledger);
    this.leases =
        new LeaseWrites(world, installation.stateTable(), what -> found(ONE_HOLDER, what));
    this.parents =
        new Parents(world, installation.incidentMachine(), what -> found(ONE_OUTCOME, what));
    this.allowances = new Allowances(world, installation);
    this.leftovers = new Leftovers(world);
    this.beginnings = new Beginnings(world);
    this.sweepFunction = installation.functionName(SweepHandler.class);
    this.truths = List.copyOf(truths);
    world.watchCalls(this);
    world.watchInvocations(this);
    world.watchEvents(this);
    world.autoScaling().listen(this);
    new HeldData(world, this::lost);
    new Heartbeats(
        world,
        installation.stateTable(),
        ledger,
        parents,
        (incidentId, unseen) ->
            found(
                VISIBLE,
                "Nothing was seen of " + incidentId + " for " + unseen.toSeconds() + " s"));
    new Promotions(world, installation.stateTable(), what -> found(SOAKED, what));
    ledger.listen(this::written);
    ledger.listenToBreaches(what -> found(LINKED, what));
  }

  /**
   * What did not hold so far.
   *
   * @return in the order in which it was found
   */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  @Override
  public void before(Call call) {
    String service = call.operation().service();
    boolean changes = CHANGED.contains(service) || call.operation().name().equals(SNAPSHOT);
    if (!call.operation().mutating() || !changes) {
      return;
    }
    Optional<InvocationContext> caller =
        call.caller().flatMap(strand -> strand.attachment(InvocationContext.class));
    if (caller.isEmpty()) {
      return;
    }
    if (call.operation().name().equals("DeleteStack")) {
      found(IRREVERSIBLE, caller.get().functionName() + " deletes a stack");
    }
    Optional<String> resourceName =
        service.equals("cloudformation")
            ? ChangedStack.name(call.request(), world.cloudFormation())
            : !service.equals("autoscaling")
                ? ChangedStack.holding(call.request(), world.cloudFormation())
                : ChangedGroup.name(call.request(), world.autoScaling());
    // What names no group, such as a new launch configuration, is for the target of the rehearsal.
    Optional<Truth> changed =
        resourceName.isEmpty() ? Optional.of(truths.getFirst()) : truth(resourceName.get());
    changed.ifPresentOrElse(
        truth -> checkMutation(call, caller.get(), truth),
        () ->
            found(
                ONE_HOLDER,
                caller.get().functionName()
                    + " calls "
                    + call.operation().name()
                    + " on "
                    + resourceName.orElseThrow()
                    + ", which is no target's"));
  }

  private Optional<Truth> truth(String resourceName) {
    return truths.stream().filter(truth -> truth.resourceName().equals(resourceName)).findFirst();
  }

  private void checkMutation(Call call, InvocationContext caller, Truth truth) {
    Optional<Map<String, AttributeValue>> lease =
        state.item(
            Map.of(
                "pk", AttributeValue.fromS("target#" + truth.targetId()),
                "sk", AttributeValue.fromS("lease")));
    String what = caller.functionName() + " calls " + call.operation().name();
    if (lease.isEmpty() || !lease.get().containsKey("leaseOwner")) {
      found(ONE_HOLDER, what + " without a lease on " + truth.targetId());
      return;
    }
    // Nobody takes a lease over before its record has been unchanged for a whole lease: that counts
    // from when it was written, whatever the clock of who wrote it said.
    Instant expiresAt = leases.writtenAt(truth.targetId()).orElse(Instant.MIN).plus(Lease.DURATION);
    if (expiresAt.isBefore(caller.deadline())) {
      found(ONE_HOLDER, what + " under a lease that ends before the function must");
    }
    if (call.at().plus(Calls.ATTEMPT_TIMEOUT).isAfter(expiresAt)) {
      found(ONE_HOLDER, what + " under a lease that the call can outlast");
    }
    String owner = Lease.incidentOf(lease.get().get("leaseOwner").s());
    long fence = Long.parseLong(lease.get().get("fence").n());
    boolean intended =
        ledger.incidents().stream()
            .filter(trail -> trail.id().equals(owner))
            .flatMap(trail -> trail.unanswered().values().stream())
            .anyMatch(
                intent ->
                    intent.operation().equals(call.operation().name())
                        && intent.targetId().equals(truth.targetId())
                        && intent.fence() == fence);
    if (!intended) {
      found(WRITTEN_FIRST, what + " without an intent under fence " + fence);
    }
    ledger.incidents().stream()
        .filter(trail -> trail.id().equals(owner))
        .flatMap(trail -> allowances.missing(call, caller.functionName(), truth, trail).stream())
        .forEach(finding -> found(finding.invariant(), finding.detail()));
    baselines.putIfAbsent(truth.resourceName(), Math.min(truth.goodCapacity(), truth.healthy()));
    healthyBefore.putIfAbsent(truth.resourceName(), truth.healthy());
  }

  /** A rollback that CloudFormation has begun itself loses what it loses; we only let it go on. */
  private void lost(LiveStack stack, LostData lost) {
    List<LedgerView.Trail> ours =
        ledger.incidents().stream()
            .filter(trail -> trail.outcome().isEmpty())
            .filter(trail -> isOwed(trail, stack))
            .toList();
    if (ours.stream().anyMatch(trail -> !trail.approved())) {
      found(IRREVERSIBLE, lost.says() + " is lost by an operation of ours that nobody approved");
    }
    boolean protects =
        truth(stack.name()).filter(Truth::protectsData).isPresent()
            // What an operation of ours has itself made held nothing yet.
            && ours.stream().anyMatch(trail -> lost.since().isBefore(trail.openedAt()));
    if (protects && lost.isKept(world).filter(kept -> !kept).isPresent()) {
      found(
          IRREVERSIBLE,
          lost.says() + " is lost by an operation of ours, and is in no complete snapshot");
    }
  }

  private static boolean isOwed(LedgerView.Trail trail, LiveStack stack) {
    return trail.owed().values().stream()
        .anyMatch(
            owed ->
                owed instanceof Obligation.WatchStack watch
                    && watch.stackId().equals(stack.id())
                    && !watch.id().endsWith("-continue"));
  }

  @Override
  public void instanceChanged(Group group, GroupInstance instance) {
    Integer baseline = baselines.get(group.name());
    if (baseline == null) {
      return;
    }
    int healthy = truth(group.name()).orElseThrow().healthy();
    Integer before = healthyBefore.put(group.name(), healthy);
    boolean fewer = before != null && healthy < before;
    if (fewer
        && healthy < baseline
        && openIncident()
        && lostInstances.isByUs(group, instance, baseline)) {
      found(
          NO_HARM,
          group.name()
              + " has "
              + healthy
              + " healthy instances; it had "
              + baseline
              + " when we first changed it");
      baselines.remove(group.name());
    }
  }

  @Override
  public void accepted(String functionName, String requestId, Object payload) {
    if (payload instanceof Map<?, ?> event) {
      OwedEvents.of(event).ifPresent(owed -> eventsUnderWay.put(requestId, owed));
    }
  }

  @Override
  public void accepted(AcceptedEvent event, List<String> rules) {
    if (rules.isEmpty() && OwedEvents.concerns(event.json(), ourAlarms, incidentMachine)) {
      found(
          NO_EVENT_LOST,
          "No rule matches the event "
              + event.id()
              + " of "
              + OwedEvents.subject(event.json())
              + " ("
              + event.json().get("detail-type")
              + ")");
    }
  }

  /**
   * Something was refused that the template's policies do not allow.
   *
   * @param refusal what
   */
  public void refused(Refusal refusal) {
    found(RUNS, refusal.by() + ", " + refusal.call() + ": " + refusal.says());
  }

  @Override
  public void initFailed(String functionName, RuntimeException thrown) {
    if (unable.add(functionName)) {
      found(RUNS, "The function " + functionName + " does not start: " + thrown.getMessage());
    }
  }

  @Override
  public void finished(
      InvocationContext context, InvocationResult result, Optional<Throwable> thrown) {
    Map<?, ?> event = eventsUnderWay.get(context.requestId());
    if (event == null || !(result instanceof InvocationResult.Succeeded)) {
      return;
    }
    eventsUnderWay.remove(context.requestId());
    Object detail = event.get("detail");
    Object alarm = detail instanceof Map<?, ?> map ? map.get("alarmName") : "";
    Object execution = detail instanceof Map<?, ?> map ? map.get("name") : "";
    Object stack = detail instanceof Map<?, ?> map ? map.get("stack-id") : "";
    boolean incident =
        ledger.incidents().stream()
            .anyMatch(
                trail ->
                    trail.opened().alarmName().equals(alarm)
                        || trail.joinedEvents().contains(String.valueOf(event.get("id")))
                        || (stack != null && trail.opened().stackFailure().isPresent())
                        || (IncidentExecutions.incidentId(String.valueOf(execution))
                                .equals(trail.id())
                            && trail.outcome().isPresent()));
    if (!incident && !ledger.decided(String.valueOf(event.get("id")))) {
      found(
          NO_EVENT_LOST,
          "The event "
              + event.get("id")
              + " of "
              + OwedEvents.subject(event)
              + " led to nothing that is written down");
    }
  }

  @Override
  public void discarded(
      String functionName,
      String requestId,
      Object payload,
      String condition,
      List<String> queueArns) {
    eventsUnderWay.remove(requestId);
    if (queueArns.isEmpty()) {
      found(NO_EVENT_LOST, "An event for " + functionName + " was given up: " + condition);
    }
  }

  private void written(LedgerView.Trail trail, Instant at, Fact fact) {
    if (fact instanceof Fact.Opened opened) {
      beginnings.wrong(opened).ifPresent(how -> found(ONE_OUTCOME, trail.id() + " " + how));
    }
    if (fact instanceof Fact.Verified verified) {
      checkVerified(at, verified);
    }
    if (fact instanceof Fact.Discharged discharged) {
      leftovers
          .of(trail, discharged)
          .ifPresent(
              left ->
                  found(
                      CONVERGED,
                      discharged.obligationId()
                          + " of "
                          + trail.id()
                          + " is called met, but "
                          + left));
    }
    if (!(fact instanceof Fact.Closed closed)) {
      return;
    }
    if (trail.outcomes().size() > 1) {
      found(ONE_OUTCOME, trail.id() + " has outcomes " + trail.outcomes());
    }
    boolean bySweep =
        world
            .time()
            .current()
            .flatMap(strand -> strand.attachment(InvocationContext.class))
            .filter(caller -> caller.functionName().equals(sweepFunction))
            .isPresent();
    if (bySweep && parents.isRunning(trail.id())) {
      found(ONE_OUTCOME, trail.id() + " is closed by the sweep while its execution runs");
    }
    Instant deadline = trail.opened().deadline();
    Instant lateArrival = trail.openedAt().plus(LATE_GRACE);
    boolean inTime =
        Stream.concat(Stream.of(deadline.plus(GRACE), lateArrival), orphaned(trail.id()).stream())
            .anyMatch(latest -> !at.isAfter(latest));
    if (!inTime) {
      found(
          ONE_OUTCOME,
          trail.id()
              + " was closed "
              + Duration.between(deadline, at).toSeconds()
              + " s after its deadline");
    }
    if (!trail.owed().isEmpty()) {
      found(ONE_OUTCOME, trail.id() + " was closed while nobody owns " + trail.owed().keySet());
    }
    if (closed.outcome() == Outcome.RECOVERED && !trail.verified()) {
      found(TRULY_RECOVERED, trail.id() + " is called recovered and was not verified");
    }
  }

  /** What comes after it, before the incident is closed, is another matter. */
  private void checkVerified(Instant at, Fact.Verified verified) {
    for (Truth truth : truths) {
      if (verified.targetIds().contains(truth.targetId())
          && !(truth.isRestored() && truth.isQuiet(at))) {
        found(TRULY_RECOVERED, truth.targetId() + " is not what it was, or not quiet");
      }
    }
  }

  /**
   * Until when an incident whose execution has come to nothing, or whose ledger could not be
   * written, is to be closed.
   */
  private Optional<Instant> orphaned(String incidentId) {
    return parents
        .lastLossAt(incidentId)
        .map(
            lostAt -> {
              Instant backAt = world.faults().backAt("dynamodb");
              return (backAt.isAfter(lostAt) ? backAt : lostAt).plus(ORPHAN_GRACE);
            });
  }

  /**
   * Whether an event that would have led to an incident could be delivered to nobody, and people
   * have been told of that: then they know as much as an incident would have told them.
   *
   * @return whether one lies in a dead-letter queue whose alarm has gone off
   */
  public boolean tellOfAnUndeliveredEvent() {
    return deadLetters.tellOfAnEvent();
  }

  /** Checks what can only be said when everything has come to its end. */
  public void checkEnd() {
    pending().forEach(what -> found(CONVERGED, what));
    for (LedgerView.Trail trail : ledger.incidents()) {
      if (trail.outcome().isPresent()) {
        boolean told =
            world.sns().deliveries().stream()
                .anyMatch(delivery -> delivery.message().contains(trail.id()));
        if (!told || !trail.told()) {
          found(TOLD, trail.id() + " ended as " + trail.outcome().get() + " and nobody was told");
        }
      }
      checkHolds(trail);
      if (!trail.unanswered().isEmpty()) {
        found(WRITTEN_FIRST, "Intents without a result: " + trail.unanswered().keySet());
      }
    }
  }

  /** What was changed because it went bad is not simply deployed again. */
  private void checkHolds(LedgerView.Trail trail) {
    boolean bad =
        trail
            .outcome()
            .filter(outcome -> outcome != Outcome.NOT_NEEDED && outcome != Outcome.DECLINED)
            .isPresent();
    if (!bad || trail.holdReleased()) {
      return;
    }
    for (String targetId : trail.changedTargets()) {
      if (state.item(Map.of("pk", key("target#" + targetId), "sk", key("hold"))).isEmpty()) {
        found(HELD, trail.id() + " leaves no hold on " + targetId);
      }
    }
  }

  private static AttributeValue key(String text) {
    return AttributeValue.fromS(text);
  }

  /**
   * What has not come to its end.
   *
   * @return a sentence each; none once everything has converged
   */
  public List<String> pending() {
    List<String> pending = new ArrayList<>();
    for (LedgerView.Trail trail : ledger.incidents()) {
      if (trail.outcome().isEmpty()) {
        pending.add("Incident " + trail.id() + " has no outcome.");
      } else if (!trail.told()) {
        pending.add("The notice of incident " + trail.id() + " is owed.");
      }
      trail
          .assigned()
          .keySet()
          .forEach(owed -> pending.add(owed + " of incident " + trail.id() + " is owed."));
    }
    eventsUnderWay
        .values()
        .forEach(event -> pending.add("The event " + event.get("id") + " is not handled."));
    pending.addAll(deadLetters.unannounced());
    if (!pending.isEmpty()) {
      return pending;
    }
    for (Truth truth : truths) {
      state
          .item(
              Map.of(
                  "pk", AttributeValue.fromS("target#" + truth.targetId()),
                  "sk", AttributeValue.fromS("lease")))
          .filter(lease -> lease.containsKey("leaseOwner"))
          .ifPresent(lease -> pending.add("The lease on " + truth.targetId() + " is held."));
    }
    state.items().stream()
        .filter(item -> item.get("pk").s().equals("open"))
        .forEach(item -> pending.add("Still open: " + item.get("sk").s() + "."));
    return pending;
  }

  private boolean openIncident() {
    return ledger.incidents().stream().anyMatch(trail -> trail.outcome().isEmpty());
  }

  private void found(String invariant, String detail) {
    findings.add(new Finding(invariant, detail + ", at " + world.time().now() + "."));
  }
}
