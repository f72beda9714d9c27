package dev.lastgood.simulator.invariant;

import dev.lastgood.functions.ledger.Lease;
import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.simulator.autoscaling.Group;
import dev.lastgood.simulator.autoscaling.GroupInstance;
import dev.lastgood.simulator.autoscaling.GroupListener;
import dev.lastgood.simulator.cloudformation.LiveStack;
import dev.lastgood.simulator.dynamodb.TableView;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.kernel.Call;
import dev.lastgood.simulator.kernel.CallObserver;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.lambda.InvocationContext;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Watches every change of a target: under whose lease it is made, what of it was written down
 * before, what it does to what serves, and what is lost by it.
 */
final class TargetChanges implements CallObserver, GroupListener {
  /** The services by which targets are changed. */
  private static final Set<String> CHANGED = Set.of("autoscaling", "cloudformation", "rds");

  /** What of EC2 is for a target: templates are held against the group that uses them. */
  private static final String SNAPSHOT = "CreateSnapshot";

  private final SimulatedWorld world;
  private final LedgerView ledger;
  private final TableView state;
  private final List<Truth> truths;
  private final Findings findings;
  private final LeaseWrites leases;
  private final Allowances allowances;
  private final LostInstances lostInstances;
  private final Map<String, Integer> healthyBefore = new TreeMap<>();
  private final Map<String, Integer> baselines = new TreeMap<>();

  /**
   * Begins to watch.
   *
   * @param world the world
   * @param installation what is deployed in it
   * @param ledger its ledger, followed from its beginning
   * @param truths what is true of each target, the one that is rehearsed first
   * @param findings told what does not hold
   */
  TargetChanges(
      SimulatedWorld world,
      Installation installation,
      LedgerView ledger,
      List<Truth> truths,
      Findings findings) {
    this.world = world;
    this.ledger = ledger;
    this.state = world.dynamoDb().table(installation.stateTable());
    this.truths = truths;
    this.findings = findings;
    this.leases =
        new LeaseWrites(
            world, installation.stateTable(), what -> findings.found(Invariant.ONE_HOLDER, what));
    this.allowances = new Allowances(world, installation);
    this.lostInstances = new LostInstances(world, ledger);
    world.watchCalls(this);
    world.autoScaling().listen(this);
    new HeldData(world, this::lost);
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
      findings.found(Invariant.IRREVERSIBLE, caller.get().functionName() + " deletes a stack");
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
            findings.found(
                Invariant.ONE_HOLDER,
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
      findings.found(Invariant.ONE_HOLDER, what + " without a lease on " + truth.targetId());
      return;
    }
    // Nobody takes a lease over before its record has been unchanged for a whole lease: that counts
    // from when it was written, whatever the clock of who wrote it said.
    Instant expiresAt = leases.writtenAt(truth.targetId()).orElse(Instant.MIN).plus(Lease.DURATION);
    if (expiresAt.isBefore(caller.deadline())) {
      findings.found(
          Invariant.ONE_HOLDER, what + " under a lease that ends before the function must");
    }
    if (call.at().plus(Calls.ATTEMPT_TIMEOUT).isAfter(expiresAt)) {
      findings.found(Invariant.ONE_HOLDER, what + " under a lease that the call can outlast");
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
      findings.found(Invariant.WRITTEN_FIRST, what + " without an intent under fence " + fence);
    }
    ledger.incidents().stream()
        .filter(trail -> trail.id().equals(owner))
        .flatMap(trail -> allowances.missing(call, caller.functionName(), truth, trail).stream())
        .forEach(finding -> findings.found(finding.invariant(), finding.detail()));
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
      findings.found(
          Invariant.IRREVERSIBLE,
          lost.says() + " is lost by an operation of ours that nobody approved");
    }
    boolean protects =
        truth(stack.name()).filter(Truth::protectsData).isPresent()
            // What an operation of ours has itself made held nothing yet.
            && ours.stream().anyMatch(trail -> lost.since().isBefore(trail.openedAt()));
    if (protects && lost.isKept(world).filter(kept -> !kept).isPresent()) {
      findings.found(
          Invariant.IRREVERSIBLE,
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
      findings.found(
          Invariant.NO_HARM,
          group.name()
              + " has "
              + healthy
              + " healthy instances; it had "
              + baseline
              + " when we first changed it");
      baselines.remove(group.name());
    }
  }

  private boolean openIncident() {
    return ledger.incidents().stream().anyMatch(trail -> trail.outcome().isEmpty());
  }
}
