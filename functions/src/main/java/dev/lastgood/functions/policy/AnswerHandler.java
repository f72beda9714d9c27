package dev.lastgood.functions.policy;

import dev.lastgood.functions.handler.Check;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.LambdaPlatform;
import dev.lastgood.functions.handler.MalformedEventException;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Ledger;

/**
 * Takes a person's answer to the question whether a plan may be carried out, and keeps it in the
 * ledger, where the recovery looks for it.
 */
public final class AnswerHandler extends JsonHandler<AnswerHandler.Input, AnswerHandler.Output> {
  private final Ledger ledger;

  /** As Lambda makes it. */
  public AnswerHandler() {
    this(LambdaPlatform.instance());
  }

  /**
   * As anything else makes it.
   *
   * @param platform where it runs
   */
  public AnswerHandler(Platform platform) {
    super(Input.class);
    this.ledger = new Ledger(platform);
  }

  /**
   * An answer.
   *
   * @param incidentId the incident
   * @param by who answers
   * @param approved whether the plan may be carried out
   */
  public record Input(String incidentId, String by, Boolean approved) {
    /** Refuses what lacks a field. */
    public Input {
      Check.name(incidentId, "incidentId");
      Check.name(by, "by");
      Check.present(approved, "approved");
    }
  }

  /**
   * What came of it.
   *
   * @param accepted whether the answer came in time
   * @param because in a sentence
   */
  public record Output(boolean accepted, String because) {}

  @Override
  public Output handle(Input input, Invocation invocation) {
    Chain asked = ledger.read(input.incidentId());
    Approval before =
        Approval.of(asked)
            .orElseThrow(
                () ->
                    new MalformedEventException(
                        "Nothing was asked for incident " + input.incidentId() + "."));
    if (asked.last(Fact.Closed.class).isPresent()) {
      return new Output(false, "The answer came too late: the incident is closed.");
    }
    Chain chain = ledger.append(asked, new Fact.Answered(input.by(), input.approved()));
    Approval approval = Approval.of(chain).orElse(before);
    if (approval.declinedBy().isPresent()) {
      return new Output(
          approval.declinedBy().get().equals(input.by()),
          approval.declinedBy().get() + " declined.");
    }
    if (!input.approved() || !approval.approvers().contains(input.by())) {
      return new Output(false, "The answer came too late: nothing waits for it any more.");
    }
    return new Output(
        true,
        approval.isApproved()
            ? approval.approvers().size() + " have approved."
            : approval.approvers().size() + " of " + approval.required() + " have approved.");
  }
}
