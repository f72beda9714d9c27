package dev.lastgood.functions.plan;

import dev.lastgood.functions.config.StackSelection;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.point.PointStore;
import dev.lastgood.functions.point.Reading;
import dev.lastgood.functions.point.StackBody;
import dev.lastgood.functions.point.TargetReader;
import dev.lastgood.functions.stack.OperationReader;
import dev.lastgood.functions.stack.StackTemplate;
import java.util.Optional;

/** Reads all that planning needs to know of a stack. */
final class StackSituationReader {
  private static final String CONTINUE = "ContinueUpdateRollback";

  private final TargetReader targets;
  private final OperationReader operations;
  private final PointStore points;

  StackSituationReader(Platform platform) {
    this.targets = new TargetReader(platform);
    this.operations = new OperationReader(platform);
    this.points = new PointStore(platform);
  }

  /**
   * Reads.
   *
   * @param stackName the stack's name or ARN
   * @param driftSuspected whether a change beside the stack can be what is amiss
   */
  StackSituation situation(
      Target target,
      StackSelection selection,
      String stackName,
      Goal<StackBody> goal,
      Chain chain,
      boolean driftSuspected) {
    Reading.OfStack live = targets.readStack(target, stackName);
    boolean continued =
        chain
            .facts(Fact.Intent.class)
            .filter(intent -> intent.targetId().equals(target.id()))
            .anyMatch(intent -> intent.operation().equals(CONTINUE));
    return new StackSituation(
        target,
        selection,
        live,
        goal,
        template(goal, live),
        live instanceof Reading.Stack captured
            ? operations.read(captured.body().stackId())
            : Optional.empty(),
        continued,
        driftSuspected,
        false);
  }

  /** What the stack has already need not be fetched: the hashes are of the texts. */
  private Optional<StackTemplate> template(Goal<StackBody> goal, Reading.OfStack live) {
    if (!(goal instanceof Goal.Known<StackBody>(StackBody body, _))) {
      return Optional.empty();
    }
    String original = body.configuration().templateSha256();
    String processed = body.configuration().processedTemplateSha256();
    if (live instanceof Reading.Stack captured
        && captured.body().configuration().templateSha256().equals(original)
        && captured.body().configuration().processedTemplateSha256().equals(processed)) {
      return Optional.of(captured.template());
    }
    return points.template(body.targetId(), original, processed);
  }
}
