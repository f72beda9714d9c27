package dev.lastgood.functions.recover;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Check;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.LambdaPlatform;
import dev.lastgood.functions.handler.MalformedEventException;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Entry;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Lease;
import dev.lastgood.functions.ledger.LeaseLostException;
import dev.lastgood.functions.ledger.Leases;
import dev.lastgood.functions.ledger.Ledger;
import dev.lastgood.functions.plan.Action;
import dev.lastgood.functions.plan.GroupPlan;
import dev.lastgood.functions.plan.Plan;
import dev.lastgood.functions.plan.Planner;
import dev.lastgood.functions.plan.StackAction;
import dev.lastgood.functions.plan.StackPlan;
import dev.lastgood.functions.plan.TargetPlan;
import dev.lastgood.functions.point.PointStore;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Takes one step of one action: starts it, or looks how far it is. Nothing waits in here; the state
 * machine does.
 */
public final class ActHandler extends JsonHandler<ActHandler.Input, ActHandler.Output> {
  private static final int OBSERVE_SECONDS = 15;

  private final Platform platform;
  private final Ledger ledger;
  private final Leases leases;
  private final PointStore points;
  private final SettingsRunner settings;
  private final RefreshRunner refreshes;
  private final RolloutRunner rollouts;
  private final UnhealthyRunner unhealthy;
  private final VersionRunner versions;
  private final StackRunner stacks;
  private final InstantSource clock;

  /** As Lambda makes it. */
  public ActHandler() {
    this(LambdaPlatform.instance());
  }

  /**
   * As anything else makes it.
   *
   * @param platform where it runs
   */
  public ActHandler(Platform platform) {
    super(Input.class);
    this.platform = platform;
    this.ledger = new Ledger(platform);
    this.leases = new Leases(platform);
    this.points = new PointStore(platform);
    Mutations mutations = new Mutations(platform, new ForeignWatch(platform));
    GroupChanges changes = new GroupChanges(platform, mutations);
    this.settings = new SettingsRunner(platform, changes, mutations);
    this.refreshes = new RefreshRunner(platform, changes, mutations);
    this.rollouts = new RolloutRunner(platform, changes, mutations);
    this.unhealthy = new UnhealthyRunner(platform, changes, mutations);
    this.versions = new VersionRunner(platform, mutations);
    this.stacks = new StackRunner(platform, mutations);
    this.clock = platform.clock();
  }

  /** What to do with an action. */
  public enum What {
    /** Start it, or find that it has been started. */
    START,
    /** Look how far it is. */
    OBSERVE
  }

  /**
   * Which step.
   *
   * @param incidentId the incident
   * @param planKey where its plan is kept
   * @param targetId the target
   * @param actionIndex the action's place in the target's plan, from 0
   * @param what whether to start or to observe it
   */
  public record Input(
      String incidentId, String planKey, String targetId, int actionIndex, What what) {
    /** Refuses what lacks a field. */
    public Input {
      Check.present(incidentId, "incidentId");
      Check.present(planKey, "planKey");
      Check.present(targetId, "targetId");
      Check.present(what, "what");
      if (actionIndex < 0) {
        throw new MalformedEventException(
            "The field actionIndex is " + actionIndex + "; actions are counted from 0.");
      }
    }
  }

  /** How the target's plan stands after the step. */
  public enum Status {
    /** The action is under way: observe it after the wait. */
    RUNNING,
    /** It is done: start the action of the index that is returned. */
    NEXT,
    /** The target's last action is done. */
    DONE,
    /** It failed. */
    FAILED,
    /** What was planned for is not so any more: plan again. */
    STALE,
    /** A person stopped it. */
    STOPPED
  }

  /**
   * What came of it.
   *
   * @param targetId the target
   * @param status how the target's plan stands
   * @param actionIndex the action that the next step is about
   * @param waitSeconds how long to wait before the next step
   * @param because what was seen, in a sentence
   */
  public record Output(
      String targetId, Status status, int actionIndex, int waitSeconds, String because) {}

  @Override
  public Output handle(Input input, Invocation invocation) {
    Plan plan = points.document(input.planKey(), Plan.class);
    if (!plan.incidentId().equals(input.incidentId())) {
      throw new MalformedEventException(
          "The field planKey names a plan of incident " + plan.incidentId() + ".");
    }
    TargetPlan targetPlan =
        plan.target(input.targetId())
            .filter(candidate -> input.actionIndex() < candidate.actions().size())
            .orElseThrow(
                () ->
                    new MalformedEventException(
                        "The plan has no action "
                            + input.actionIndex()
                            + " for target "
                            + input.targetId()
                            + "."));
    Target target =
        platform
            .configuration()
            .target(input.targetId())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "The configuration has no target " + input.targetId() + "."));
    try {
      // A closed incident has given its leases back: nothing is done for it from here on.
      Lease lease = leases.newFence(target.id(), plan.incidentId());
      Chain chain = ledger.read(plan.incidentId());
      if (chain.last(Fact.Closed.class).isPresent()) {
        // Whoever still runs when others have closed the incident must not change anything more.
        throw new IllegalStateException("Incident " + plan.incidentId() + " is closed.");
      }
      Optional<Fact.ActionEnded> ended = ended(chain, input);
      if (ended.isPresent()) {
        // An attempt before this one came to the end, and its answer was lost.
        return ended.get().succeeded()
            ? next(input, targetPlan, ended.get().because())
            : failed(input, ended.get().because());
      }
      Progress progress =
          switch (targetPlan) {
            case GroupPlan group ->
                run(input, group, new GroupStep(target, group, chain, lease, invocation));
            case StackPlan stack ->
                run(
                    input,
                    new StackStep(target, stack, input.actionIndex(), chain, lease, invocation));
          };
      return answer(input, plan, targetPlan, lease, progress);
    } catch (ChangeRefusedException refused) {
      return new Output(
          input.targetId(), Status.STOPPED, input.actionIndex(), 0, refused.getMessage());
    } catch (ForeignChangeException foreign) {
      return foreign(input, foreign.getMessage());
    } catch (LeaseLostException lost) {
      return failed(input, lost.getMessage());
    }
  }

  private Progress run(Input input, StackStep step) {
    return switch (input.what()) {
      case START -> stacks.start(step);
      case OBSERVE -> stacks.observe(step);
    };
  }

  private Progress run(Input input, GroupPlan targetPlan, GroupStep step) {
    Action action = targetPlan.actions().get(input.actionIndex());
    return switch (action) {
      case StackAction _ ->
          throw new IllegalStateException("A group has no action " + action.says());
      case Action.RestoreSettings _ ->
          switch (input.what()) {
            case START -> settings.start(step);
            case OBSERVE -> settings.observe(step);
          };
      case Action.RecreateVersions recreation -> versions.start(step, recreation);
      case Action.OnRollout onRollout ->
          switch (input.what()) {
            case START -> rollouts.start(step, onRollout);
            case OBSERVE -> rollouts.observe(step, onRollout);
          };
      case Action.ReplaceUnhealthy _ ->
          switch (input.what()) {
            case START -> unhealthy.start(step);
            case OBSERVE -> unhealthy.observe(step);
          };
      case Action.Refresh refresh ->
          switch (input.what()) {
            case START -> refreshes.start(step, refresh);
            case OBSERVE -> refreshes.observe(step, refresh);
          };
    };
  }

  private Output answer(
      Input input, Plan plan, TargetPlan targetPlan, Lease lease, Progress progress) {
    return switch (progress) {
      case Progress.Running running ->
          clock.instant().isAfter(Planner.lastInstant(plan.deadline()))
              ? ended(input, running.chain(), lease, "It is out of time. " + running.says())
              : new Output(
                  input.targetId(),
                  Status.RUNNING,
                  input.actionIndex(),
                  OBSERVE_SECONDS,
                  running.says());
      case Progress.Failed failed -> ended(input, failed.chain(), lease, failed.because());
      case Progress.Stale stale ->
          new Output(input.targetId(), Status.STALE, input.actionIndex(), 0, stale.because());
      case Progress.Done done -> {
        ledger.append(
            done.chain(),
            new Fact.ActionEnded(input.targetId(), input.actionIndex(), true, done.says()),
            lease);
        yield next(input, targetPlan, done.says());
      }
    };
  }

  /** How the action ended, where it did: under the same plan, for an undo counts anew. */
  private static Optional<Fact.ActionEnded> ended(Chain chain, Input input) {
    boolean underThisPlan = false;
    Optional<Fact.ActionEnded> ended = Optional.empty();
    for (Entry entry : chain.entries()) {
      if (entry.fact() instanceof Fact.Planned planned) {
        underThisPlan = planned.planKey().equals(input.planKey());
      } else if (underThisPlan
          && entry.fact() instanceof Fact.ActionEnded candidate
          && candidate.targetId().equals(input.targetId())
          && candidate.actionIndex() == input.actionIndex()) {
        ended = Optional.of(candidate);
      }
    }
    return ended;
  }

  private static Output next(Input input, TargetPlan targetPlan, String says) {
    int next = input.actionIndex() + 1;
    return new Output(
        input.targetId(),
        next < targetPlan.actions().size() ? Status.NEXT : Status.DONE,
        next,
        0,
        says);
  }

  private Output ended(Input input, Chain chain, Lease lease, String because) {
    ledger.append(
        chain, new Fact.ActionEnded(input.targetId(), input.actionIndex(), false, because), lease);
    return failed(input, because);
  }

  /** Kept, so that nothing is undone either: whoever changes it has it now. */
  private Output foreign(Input input, String because) {
    ledger.append(
        ledger.read(input.incidentId()), new Fact.ForeignChange(input.targetId(), because));
    return failed(input, because);
  }

  private static Output failed(Input input, String because) {
    return new Output(input.targetId(), Status.FAILED, input.actionIndex(), 0, because);
  }
}
