package dev.lastgood.functions.policy;

import dev.lastgood.functions.handler.Check;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.LambdaPlatform;
import dev.lastgood.functions.handler.MalformedEventException;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Ledger;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** Takes a person's answer to the question whether a plan may be carried out. */
public final class AnswerHandler extends JsonHandler<AnswerHandler.Input, AnswerHandler.Output> {
  private final Ledger ledger;
  private final Approvals approvals;
  private final SfnClient stepFunctions;

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
    this.approvals = new Approvals(platform);
    this.stepFunctions = platform.client(SfnClient.class);
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
      Check.present(incidentId, "incidentId");
      Check.present(by, "by");
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
    Approvals.Question question =
        approvals
            .find(input.incidentId())
            .orElseThrow(
                () ->
                    new MalformedEventException(
                        "Nothing was asked for incident " + input.incidentId() + "."));
    Chain asked = ledger.read(input.incidentId());
    if (asked.last(Fact.Closed.class).isPresent()) {
      return new Output(false, "The answer came too late: the incident is closed.");
    }
    Chain chain = ledger.append(asked, new Fact.Answered(input.by(), input.approved()));
    long approvers =
        chain
            .facts(Fact.Answered.class)
            .filter(Fact.Answered::approved)
            .map(Fact.Answered::by)
            .distinct()
            .count();
    if (!input.approved()) {
      return send(question, false, input.by() + " declined.");
    }
    if (approvers < question.required()) {
      return new Output(true, approvers + " of " + question.required() + " have approved.");
    }
    return send(question, true, approvers + " have approved.");
  }

  private Output send(Approvals.Question question, boolean approved, String because) {
    try {
      stepFunctions.sendTaskSuccess(
          SendTaskSuccessRequest.builder()
              .taskToken(question.taskToken())
              .output(Json.write(new TreeMap<>(Map.of("approved", approved, "because", because))))
              .build());
      return new Output(true, because);
    } catch (TaskTimedOutException | TaskDoesNotExistException tooLate) {
      return new Output(false, "The answer came too late: nothing waits for it any more.");
    }
  }
}
