package dev.lastgood.functions.detect;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.LambdaPlatform;
import dev.lastgood.functions.handler.Log;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Incidents;
import dev.lastgood.functions.ledger.Ledger;
import dev.lastgood.functions.stack.StackStatus;
import java.util.List;
import java.util.Optional;

/**
 * Handles an alarm's change of state, and a stack's. The event only wakes it: what CloudWatch says
 * of the alarm now, or CloudFormation of the stack, decides.
 */
public final class DetectHandler extends JsonHandler<DetectEvent, DetectHandler.Output> {
  private static final Log LOG = Log.of(DetectHandler.class);

  private final Configuration configuration;
  private final AlarmReader alarms;
  private final StackFailureReader failures;
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
    super(DetectEvent.class);
    this.configuration = platform.configuration();
    this.alarms = new AlarmReader(platform);
    this.failures = new StackFailureReader(platform);
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
  public Output handle(DetectEvent event, Invocation invocation) {
    Decision decision =
        switch (event) {
          case AlarmStateChange alarm -> decide(alarm);
          case StackStatusChange stack -> decide(stack);
        };
    switch (decision) {
      case Decision.Open _ -> {}
      case Decision.Join join -> join(event, join.incidentId());
      case Decision.Nothing nothing -> incidents.recordDecision(event.id(), nothing.because());
    }
    LOG.info(decision.because());
    return Output.of(decision);
  }

  private Decision decide(AlarmStateChange event) {
    AlarmReading told = event.reading();
    return told.state() == AlarmReading.State.ALARM
        ? starter.handle(alarms.read(List.of(told.name())).getFirst())
        : new Decision.Nothing(
            "The event says that the alarm " + told.name() + " is " + told.state() + ".");
  }

  private Decision decide(StackStatusChange event) {
    String stackId = event.detail().stackId();
    Optional<Target> target = configuration.targetOfStack(stackId);
    if (target.isEmpty()) {
      return new Decision.Nothing("No target is the stack " + stackId + ".");
    }
    String told = event.detail().statusDetails().status();
    if (StackStatus.find(told).filter(StackFailure::isFailure).isEmpty()) {
      return new Decision.Nothing("The event says that the stack is " + told + ".");
    }
    return failures
        .read(stackId)
        .map(failure -> starter.handle(failure, target.get()))
        .orElseGet(
            () ->
                new Decision.Nothing("The stack " + stackId + " is not in " + told + " any more."));
  }

  private void join(DetectEvent event, String incidentId) {
    Chain chain = ledger.read(incidentId);
    boolean known =
        chain.facts(Fact.Joined.class).anyMatch(joined -> joined.eventId().equals(event.id()));
    if (!known) {
      String of =
          switch (event) {
            case AlarmStateChange alarm -> alarm.detail().alarmName();
            case StackStatusChange stack -> stack.detail().stackId();
          };
      ledger.append(chain, new Fact.Joined(event.id(), of));
    }
  }
}
