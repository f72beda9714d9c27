package dev.lastgood.functions.detect;

import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.LambdaPlatform;
import dev.lastgood.functions.handler.Log;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Incidents;
import dev.lastgood.functions.ledger.Ledger;
import java.util.List;

/**
 * Handles an alarm's change of state. The event only wakes it: what CloudWatch says of the alarm
 * now decides.
 */
public final class DetectHandler extends JsonHandler<AlarmStateChange, DetectHandler.Output> {
  private static final Log LOG = Log.of(DetectHandler.class);

  private final AlarmReader alarms;
  private final IncidentStarter starter;
  private final Incidents incidents;
  private final Ledger ledger;

  /** As Lambda makes it. */
  public DetectHandler() {
    this(LambdaPlatform.instance());
  }

  /**
   * As anything else makes it.
   *
   * @param platform where it runs
   */
  public DetectHandler(Platform platform) {
    super(AlarmStateChange.class);
    this.alarms = new AlarmReader(platform);
    this.starter = new IncidentStarter(platform);
    this.incidents = new Incidents(platform);
    this.ledger = new Ledger(platform);
  }

  /**
   * What was decided.
   *
   * @param decision {@code Open}, {@code Join} or {@code Nothing}
   * @param incidentId the incident, or "" where nothing is done
   * @param because why
   */
  public record Output(String decision, String incidentId, String because) {
    /**
     * A decision in the form that is logged and returned.
     *
     * @param decision what was decided
     * @return the same as strings
     */
    public static Output of(Decision decision) {
      return switch (decision) {
        case Decision.Open open -> new Output("Open", open.incident().id(), open.because());
        case Decision.Join join -> new Output("Join", join.incidentId(), join.because());
        case Decision.Nothing nothing -> new Output("Nothing", "", nothing.because());
      };
    }
  }

  @Override
  public Output handle(AlarmStateChange event, Invocation invocation) {
    AlarmReading told = event.reading();
    Decision decision =
        told.state() == AlarmReading.State.ALARM
            ? starter.handle(alarms.read(List.of(told.name())).getFirst())
            : new Decision.Nothing(
                "The event says that the alarm " + told.name() + " is " + told.state() + ".");
    switch (decision) {
      case Decision.Open _ -> {}
      case Decision.Join join -> join(event, join.incidentId());
      case Decision.Nothing nothing -> incidents.recordDecision(event.id(), nothing.because());
    }
    LOG.info(decision.because());
    return Output.of(decision);
  }

  private void join(AlarmStateChange event, String incidentId) {
    Chain chain = ledger.read(incidentId);
    boolean known =
        chain.facts(Fact.Joined.class).anyMatch(joined -> joined.eventId().equals(event.id()));
    if (!known) {
      ledger.append(chain, new Fact.Joined(event.id(), event.detail().alarmName()));
    }
  }
}
