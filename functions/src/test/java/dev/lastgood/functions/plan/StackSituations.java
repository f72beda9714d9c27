package dev.lastgood.functions.plan;

import dev.lastgood.functions.Fixtures;
import dev.lastgood.functions.StackBuilder;
import dev.lastgood.functions.config.StackSelection;
import dev.lastgood.functions.stack.FailedResource;
import dev.lastgood.functions.stack.StackOperation;
import dev.lastgood.functions.stack.StackStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Situations of stacks, so that a test says only what matters to it. */
final class StackSituations {
  static final StackSelection WEB = new StackSelection("web");
  private static final Instant BEGUN = Fixtures.NOW.minusSeconds(300);

  private StackSituations() {}

  static StackSituation situation(StackBuilder goal, StackBuilder live) {
    StackSelection selection = new StackSelection(live.body().stackName());
    return new StackSituation(
        StackBuilder.target(selection),
        selection,
        live.reading(),
        new Goal.Known<>(goal.body()),
        Optional.of(goal.text()),
        Optional.empty(),
        false,
        false,
        false);
  }

  static StackSituation with(StackSituation usual, StackSelection selection) {
    return new StackSituation(
        StackBuilder.target(selection),
        selection,
        usual.live(),
        usual.goal(),
        usual.goalTemplate(),
        usual.operation(),
        usual.continuedBefore(),
        usual.driftSuspected(),
        usual.looksForDrift());
  }

  static StackSituation with(StackSituation usual, StackOperation operation) {
    return new StackSituation(
        usual.target(),
        usual.selection(),
        usual.live(),
        usual.goal(),
        usual.goalTemplate(),
        Optional.of(operation),
        usual.continuedBefore(),
        usual.driftSuspected(),
        usual.looksForDrift());
  }

  static StackSituation driftSuspected(StackSituation usual) {
    return new StackSituation(
        usual.target(),
        usual.selection(),
        usual.live(),
        usual.goal(),
        usual.goalTemplate(),
        usual.operation(),
        usual.continuedBefore(),
        true,
        false);
  }

  /** Somebody's operation on the stack {@code web}. */
  static StackOperation operation(
      StackStatus status, Optional<StackStatus> lastStable, FailedResource... failures) {
    return new StackOperation(
        "web",
        StackBuilder.arn("web", 1),
        Optional.of("console-1"),
        status,
        Optional.empty(),
        BEGUN,
        status.isInProgress() ? Optional.empty() : Optional.of(BEGUN.plusSeconds(60)),
        List.of(failures),
        List.of(failures),
        lastStable);
  }

  static StackOperation byToken(StackOperation operation, Optional<String> token) {
    return like(operation, token, operation.startedAt());
  }

  static StackOperation begunLater(StackOperation operation) {
    return like(operation, operation.clientRequestToken(), operation.startedAt().plusSeconds(240));
  }

  private static StackOperation like(
      StackOperation operation, Optional<String> token, Instant startedAt) {
    return new StackOperation(
        operation.stackName(),
        operation.stackId(),
        token,
        operation.status(),
        operation.reason(),
        startedAt,
        operation.endedAt(),
        operation.failures(),
        operation.rollbackFailures(),
        operation.lastStable());
  }

  static FailedResource failed(String logicalId, String type, String reason) {
    return new FailedResource(
        "web",
        StackBuilder.arn("web", 1),
        false,
        logicalId,
        "physical-" + logicalId,
        type,
        "UPDATE_FAILED",
        reason,
        BEGUN);
  }
}
