package dev.lastgood.functions.policy;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Check;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.LambdaPlatform;
import dev.lastgood.functions.handler.MalformedEventException;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Heartbeats;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.Incidents;
import dev.lastgood.functions.ledger.Ledger;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.functions.notify.Notice;
import dev.lastgood.functions.notify.Notifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks people whether a plan may be carried out, once, and looks how they have answered; the state
 * machine waits in between. Answers are in the ledger, so nothing is lost with whoever waits.
 */
public final class AskHandler extends JsonHandler<AskHandler.Input, AskHandler.Output> {
  private static final int WAIT_SECONDS = 10;

  /** An execution of the incident machine does not last longer. */
  private static final long SECONDS_MAX = 86_400;

  private final Platform platform;
  private final Incidents incidents;
  private final Ledger ledger;
  private final Heartbeats heartbeats;
  private final Notifier notifier;

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
    this.heartbeats = new Heartbeats(platform);
    this.notifier = new Notifier(platform);
  }

  /**
   * What to ask.
   *
   * @param incidentId the incident
   * @param planKey where the plan is kept
   * @param at when the state machine came to ask or to look, on its own clock
   * @param seconds how long people can be waited for from the first time on
   */
  public record Input(String incidentId, String planKey, Instant at, long seconds) {
    /** Refuses what lacks a field. */
    public Input {
      Check.name(incidentId, "incidentId");
      Check.planKey(planKey, incidentId);
      Check.instant(at, "at");
      if (seconds < 1 || seconds > SECONDS_MAX) {
        throw new MalformedEventException(
            "The field seconds is %d; people are waited for from 1 to %d s."
                .formatted(seconds, SECONDS_MAX));
      }
    }
  }

  /** What the recovery does next. */
  public enum Next {
    /** Go on: enough people have approved. */
    CONTINUE,
    /** Look again after the wait. */
    WAIT,
    /** Nothing more: the incident ends. */
    END
  }

  /**
   * What came of it.
   *
   * @param next what the recovery does next
   * @param waitSeconds how long to wait, where it waits
   * @param outcome the incident's outcome, where it ends; absent otherwise
   * @param because why, in a sentence
   */
  public record Output(Next next, int waitSeconds, Optional<Outcome> outcome, String because) {}

  @Override
  public Output handle(Input input, Invocation invocation) {
    Incident incident = incidents.require(input.incidentId());
    Chain chain = ledger.read(incident.id());
    Optional<Fact.CancelAsked> cancelled = chain.cancelAsked();
    if (cancelled.isPresent()) {
      return end(Outcome.CANCELLED, cancelled.get().says());
    }
    Approval approval = Approval.of(chain).orElseGet(() -> ask(input, incident, chain));
    if (approval.declinedBy().isPresent()) {
      return end(Outcome.DECLINED, approval.declinedBy().get() + " declined.");
    }
    String says = approval.approvers().size() + " of " + approval.required() + " have approved.";
    if (approval.isApproved()) {
      return new Output(Next.CONTINUE, 0, Optional.empty(), says);
    }
    if (input.at().isAfter(approval.until())) {
      return end(
          Outcome.ESCALATED, "Nobody approved the plan in time; nothing was changed. " + says);
    }
    long left = Duration.between(input.at(), approval.until()).plusSeconds(1).toSeconds();
    heartbeats.beat(
        chain,
        "ask",
        "Waits for people: " + says,
        "It looks again within " + WAIT_SECONDS + " s, until " + approval.until() + ".");
    return new Output(Next.WAIT, Math.clamp(left, 1, WAIT_SECONDS), Optional.empty(), says);
  }

  private static Output end(Outcome outcome, String because) {
    return new Output(Next.END, 0, Optional.of(outcome), because);
  }

  /** Where the answer of this attempt is lost, people may be asked twice, which does no harm. */
  private Approval ask(Input input, Incident incident, Chain chain) {
    int required =
        incident.targetIds().stream()
            .flatMap(id -> platform.configuration().target(id).stream())
            .mapToInt(Target::approvalsRequired)
            .max()
            .orElse(1);
    Instant until = input.at().plusSeconds(input.seconds());
    String summary = chain.last(Fact.Planned.class).map(Fact.Planned::summary).orElse("");
    notifier.send(
        incident,
        Notice.ofApproval(
            incident,
            summary,
            required,
            input.seconds(),
            "s3://" + platform.variable("BUCKET") + "/" + input.planKey()));
    return Approval.of(ledger.append(chain, new Fact.ApprovalAsked(required, until))).orElseThrow();
  }
}
