package dev.lastgood.functions.policy;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Check;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.LambdaPlatform;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.Incidents;
import dev.lastgood.functions.ledger.Ledger;
import dev.lastgood.functions.notify.Notice;
import dev.lastgood.functions.notify.Notifier;
import java.time.Instant;
import java.time.InstantSource;

/** Asks people whether a plan may be carried out; the state machine waits for the task token. */
public final class AskHandler extends JsonHandler<AskHandler.Input, AskHandler.Output> {
  private final Platform platform;
  private final Incidents incidents;
  private final Ledger ledger;
  private final Approvals approvals;
  private final Notifier notifier;
  private final InstantSource clock;

  /** As Lambda makes it. */
  public AskHandler() {
    this(LambdaPlatform.instance());
  }

  /**
   * As anything else makes it.
   *
   * @param platform where it runs
   */
  public AskHandler(Platform platform) {
    super(Input.class);
    this.platform = platform;
    this.incidents = new Incidents(platform);
    this.ledger = new Ledger(platform);
    this.approvals = new Approvals(platform);
    this.notifier = new Notifier(platform);
    this.clock = platform.clock();
  }

  /**
   * What to ask.
   *
   * @param incidentId the incident
   * @param planKey where the plan is kept
   * @param taskToken what the state machine waits for
   * @param seconds how long it waits
   */
  public record Input(String incidentId, String planKey, String taskToken, long seconds) {
    /** Refuses what lacks a field. */
    public Input {
      Check.present(incidentId, "incidentId");
      Check.present(planKey, "planKey");
      Check.present(taskToken, "taskToken");
    }
  }

  /**
   * What came of it.
   *
   * @param required how many must approve
   */
  public record Output(int required) {}

  @Override
  public Output handle(Input input, Invocation invocation) {
    Incident incident = incidents.require(input.incidentId());
    int required =
        incident.targetIds().stream()
            .flatMap(id -> platform.configuration().target(id).stream())
            .mapToInt(Target::approvalsRequired)
            .max()
            .orElse(1);
    Instant until = clock.instant().plusSeconds(input.seconds());
    approvals.ask(incident.id(), new Approvals.Question(input.taskToken(), required, until));
    Chain chain = ledger.read(incident.id());
    String summary = chain.last(Fact.Planned.class).map(Fact.Planned::summary).orElse("");
    ledger.append(chain, new Fact.ApprovalAsked(required, until));
    notifier.send(
        incident,
        Notice.ofApproval(
            incident,
            summary,
            required,
            input.seconds(),
            "s3://" + platform.variable("BUCKET") + "/" + input.planKey()));
    return new Output(required);
  }
}
