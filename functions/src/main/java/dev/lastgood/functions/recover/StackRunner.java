package dev.lastgood.functions.recover;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Ledger;
import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.functions.plan.Action;
import dev.lastgood.functions.plan.StackAction;
import dev.lastgood.functions.point.Reading;
import dev.lastgood.functions.point.TargetReader;
import dev.lastgood.functions.stack.OperationReader;
import dev.lastgood.functions.stack.StackOperation;
import dev.lastgood.functions.stack.StackOverview;
import dev.lastgood.functions.stack.StackReader;
import dev.lastgood.functions.stack.StackStatus;
import dev.lastgood.functions.stack.StackStatusReading;
import java.time.InstantSource;
import java.util.List;

/**
 * Runs {@link StackAction}: begins one operation of CloudFormation where the stack is in the status
 * that it was planned for, and watches until no operation is under way.
 */
final class StackRunner {
  private final StackReader stacks;
  private final OperationReader operationReader;
  private final TargetReader targets;
  private final StackOperations operations;
  private final ChangeSets changeSets;
  private final DataProtector protector;
  private final Ledger ledger;
  private final InstantSource clock;

  StackRunner(Platform platform, Mutations mutations) {
    this.stacks = new StackReader(platform);
    this.operationReader = new OperationReader(platform);
    this.targets = new TargetReader(platform);
    this.operations = new StackOperations(platform, mutations);
    this.protector = new DataProtector(platform, mutations);
    this.changeSets = new ChangeSets(platform, mutations, protector);
    this.ledger = new Ledger(platform);
    this.clock = platform.clock();
  }

  /** Where the operation has begun already, by an attempt of ours or by somebody, it is watched. */
  Progress start(StackStep step) {
    return switch (stacks.readStatus(step.plan().stackId())) {
      case StackStatusReading.Unreadable gone -> new Progress.Failed(step.chain(), gone.because());
      case StackStatusReading.Known(StackOverview stack) ->
          switch (action(step)) {
            case StackAction.AwaitOperation _ -> settle(step, stack);
            case StackAction.CancelUpdate cancel ->
                stack.status() == StackStatus.UPDATE_IN_PROGRESS
                        && !isBegun(step, StackCalls.CANCEL)
                    ? operations.cancel(step, cancel)
                    : settle(step, stack, StackCalls.CANCEL);
            case StackAction.ContinueRollback rollback ->
                stack.status() == StackStatus.UPDATE_ROLLBACK_FAILED
                        && !isBegun(step, StackCalls.CONTINUE)
                    ? operations.continueRollback(step, rollback)
                    : settle(step, stack, StackCalls.CONTINUE);
            case StackAction.RollBackStack rollback ->
                stack.status() == StackStatus.UPDATE_FAILED && !isBegun(step, StackCalls.ROLL_BACK)
                    ? protectedRollBack(step, rollback)
                    : settle(step, stack, StackCalls.ROLL_BACK);
            case StackAction.Update update ->
                stack.status().isInProgress() || isBegun(step, StackCalls.EXECUTE)
                    ? settle(step, stack, StackCalls.EXECUTE)
                    : changeSets.advance(step, update);
          };
    };
  }

  /** Going back to the last stable state removes what the update that failed has made. */
  private Progress protectedRollBack(StackStep step, StackAction.RollBackStack rollback) {
    return switch (protector.protect(step, step.plan().irreversible())) {
      case DataProtector.Answer.Protected done ->
          operations.rollBack(step.with(done.chain()), rollback, rollback.says() + done.says());
      case DataProtector.Answer.Waiting waiting ->
          new Progress.Running(waiting.chain(), waiting.says());
      case DataProtector.Answer.Impossible impossible ->
          new Progress.Failed(
              impossible.chain(),
              "What going back would lose cannot be kept in a snapshot, and is not lost: "
                  + impossible.because());
    };
  }

  /** What is not begun yet, because an attempt before this one was refused or lost, begins now. */
  Progress observe(StackStep step) {
    return start(step);
  }

  /**
   * Whether a call has begun the operation. Where its answer is not known, the operation bears its
   * token; where it does not, the call is made again under the same token, which begins it once.
   */
  private boolean isBegun(StackStep step, String call) {
    return switch (StackCalls.begun(step)) {
      case NO -> false;
      case YES -> true;
      case PERHAPS -> isShown(step, call);
    };
  }

  /** Whether the newest operation of the stack is the one that a call of this action begins. */
  private boolean isShown(StackStep step, String call) {
    return operationReader
        .read(step.plan().stackId())
        .flatMap(StackOperation::clientRequestToken)
        .filter(StackCalls.token(step, call)::equals)
        .isPresent();
  }

  /**
   * CloudFormation answers before it begins: for a while after a call the stack may still be as it
   * was, which is not how the operation ended.
   */
  private Progress settle(StackStep step, StackOverview stack, String call) {
    return !stack.status().isInProgress()
            && StackCalls.isJustMade(step, clock.instant())
            && !isShown(step, call)
        ? new Progress.Running(step.chain(), "CloudFormation has not begun it yet.")
        : settle(step, stack);
  }

  private Progress settle(StackStep step, StackOverview stack) {
    if (stack.status().isInProgress()) {
      return new Progress.Running(step.chain(), "The stack is " + stack.status() + ".");
    }
    Chain chain = met(step, "The stack is " + stack.status() + ".");
    String says =
        "The stack is "
            + stack.status()
            + stack.reason().map(reason -> ": " + reason).orElse("")
            + ".";
    if (!stack.status().isStable()) {
      return stack.status() == step.plan().before().state().status()
          ? new Progress.Failed(chain, says)
          : new Progress.Stale(chain, says);
    }
    return switch (targets.readStack(step.target(), step.plan().stackId())) {
      case Reading.Unreadable unreadable -> new Progress.Running(chain, unreadable.because());
      case Reading.Stack live ->
          live.body().isRestored(step.plan().goal())
              ? new Progress.Done(chain, says)
              : otherwise(step, chain, stack, says);
    };
  }

  /** It has come to rest, and not at its point. */
  private static Progress otherwise(StackStep step, Chain chain, StackOverview stack, String says) {
    return switch (action(step)) {
      case StackAction.Update _ ->
          stack.status().isRollback()
              ? new Progress.Failed(chain, "CloudFormation took the update back. " + says)
              : new Progress.Failed(chain, "After the update it is not at its point. " + says);
      case StackAction.AwaitOperation _,
          StackAction.CancelUpdate _,
          StackAction.ContinueRollback _,
          StackAction.RollBackStack _ ->
          new Progress.Stale(chain, says + " That is not its point yet.");
    };
  }

  private Chain met(StackStep step, String how) {
    Chain chain = step.chain();
    List<Obligation> owed =
        chain.openObligations().stream()
            .filter(Obligation.WatchStack.class::isInstance)
            .filter(watch -> watch.targetId().equals(step.target().id()))
            .toList();
    for (Obligation watch : owed) {
      chain = ledger.append(chain, new Fact.Discharged(watch.id(), how), step.lease());
    }
    return chain;
  }

  static StackAction action(StackStep step) {
    return switch (step.plan().actions().get(step.actionIndex())) {
      case StackAction action -> action;
      case Action.OnGroup other ->
          throw new IllegalStateException("A stack has no action " + other.says());
    };
  }
}
