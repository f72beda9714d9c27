package dev.lastgood.functions.recover;

import dev.lastgood.functions.handler.CallLimits;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Boundary;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Lease;
import dev.lastgood.functions.ledger.Ledger;
import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.functions.policy.Controls;
import dev.lastgood.functions.policy.Permission;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Makes calls that change a target, one at a time: allowed at the moment, under a lease that
 * outlives them, in the ledger before they are made, and their answers after.
 */
final class Mutations {
  private final Ledger ledger;
  private final Controls controls;
  private final Watch watch;
  private final InstantSource clock;

  /** A last look at the target before a call. */
  @FunctionalInterface
  interface Watch {
    /** Nobody looks: what is taken back is taken back whatever others do. */
    Watch NONE = _ -> {};

    /**
     * Looks.
     *
     * @throws ForeignChangeException where somebody else changes the target
     */
    void look(Step step);
  }

  Mutations(Platform platform, Watch watch) {
    this.ledger = new Ledger(platform);
    this.controls = new Controls(platform);
    this.watch = watch;
    this.clock = platform.clock();
  }

  /**
   * Makes a call while a recovery is under way.
   *
   * @return the chain with the call's intent and result
   * @throws ChangeRefusedException where a person has said meanwhile that nothing be changed, or
   *     that the incident stop
   * @throws ForeignChangeException where somebody else has changed the target meanwhile
   */
  Chain change(Step step, Change change, Supplier<Map<String, String>> call) {
    Optional<Fact.CancelAsked> cancelled = Boundary.reached(step.chain(), step.target().id());
    if (cancelled.isPresent()) {
      throw new ChangeRefusedException(cancelled.get().says());
    }
    Permission permission = controls.read(step.target());
    if (!permission.allowsChange()) {
      throw new ChangeRefusedException(permission.refusal());
    }
    watch.look(step);
    return perform(step.chain(), step.lease(), step.invocation(), change, call, false);
  }

  /** The incident's ledger as it is now, after a call whose answer says nothing new. */
  Chain known(Step step) {
    return ledger.read(step.chain().incidentId());
  }

  /**
   * The same with a call whose answer says nothing.
   *
   * @return the chain with the call's intent and result
   */
  Chain change(Step step, Change change, Runnable call) {
    return change(
        step,
        change,
        () -> {
          call.run();
          return Map.of();
        });
  }

  /**
   * Makes a call that takes something back: meeting an obligation is owed whatever anybody has
   * switched off meanwhile.
   */
  Chain takeBack(
      Chain chain,
      Lease lease,
      Invocation invocation,
      Change change,
      Supplier<Map<String, String>> call) {
    return perform(chain, lease, invocation, change, call, true);
  }

  /**
   * What is about to be changed.
   *
   * @param operation the API's name
   * @param says what it changes, in a sentence
   * @param obligations what it makes owed
   */
  record Change(String operation, String says, List<Obligation> obligations) {}

  private Chain perform(
      Chain chain,
      Lease lease,
      Invocation invocation,
      Change change,
      Supplier<Map<String, String>> call,
      boolean takesBack) {
    String callId = lease.targetId() + "-" + lease.fence() + "-" + chain.entries().size();
    Chain intended =
        ledger.append(
            chain,
            new Fact.Intent(
                callId,
                lease.targetId(),
                change.operation(),
                change.says(),
                lease.fence(),
                change.obligations(),
                takesBack),
            lease);
    Optional<Fact.CancelAsked> cancelled = intended.cancelAsked();
    if (!takesBack && cancelled.isPresent() && !Boundary.isMixed(chain, lease.targetId())) {
      // It was asked for since the ledger was read: the wish stands before this call.
      notMade(intended, callId, change, "It was not made: " + cancelled.get().says());
      throw new ChangeRefusedException(cancelled.get().says());
    }
    if (!lease.covers(clock.instant(), invocation.timeLeft().get(), CallLimits.CALL)) {
      notMade(intended, callId, change, "It was not made: the lease could have ended first.");
      throw new IllegalStateException("The lease on " + lease.targetId() + " is too short now.");
    }
    Map<String, String> answer;
    try {
      answer = call.get();
    } catch (AwsServiceException answered) {
      if (answered.statusCode() < 500) {
        // The last of the SDK's attempts was refused; one before may have taken effect and lost its
        // answer. What the call would make owed stays owed: meeting it in vain does no harm.
        ledger.append(
            intended, new Fact.Result(callId, false, Map.of("because", answered.getMessage())));
      }
      throw answered;
    }
    return ledger.append(intended, new Fact.Result(callId, true, answer));
  }

  private void notMade(Chain chain, String callId, Change change, String because) {
    Chain known = ledger.append(chain, new Fact.Result(callId, false, Map.of("because", because)));
    for (Obligation obligation : change.obligations()) {
      known =
          ledger.append(
              known, new Fact.Discharged(obligation.id(), "Never owed: the call was not made."));
    }
  }
}
