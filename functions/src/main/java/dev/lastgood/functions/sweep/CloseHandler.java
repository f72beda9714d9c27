package dev.lastgood.functions.sweep;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lastgood.functions.detect.IncidentExecutions;
import dev.lastgood.functions.detect.IncidentStarter;
import dev.lastgood.functions.handler.Check;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.LambdaPlatform;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.Incidents;
import dev.lastgood.functions.ledger.Outcome;
import java.util.Optional;

/**
 * Closes an incident when its state machine has come to the end of the recovery, and says before
 * that how far it is. An event that the state machine ended without closing has another execution
 * started, sooner than the sweep would.
 */
public final class CloseHandler extends JsonHandler<CloseHandler.Input, CloseHandler.Output> {
  private static final int BECAUSE_MAX = 4_000;

  private final Incidents incidents;
  private final Closer closer;
  private final Orphans orphans;

  /** As Lambda makes it. */
  public CloseHandler() {
    this(LambdaPlatform.instance());
  }

  /**
   * As anything else makes it.
   *
   * @param platform where it runs
   */
  public CloseHandler(Platform platform) {
    super(Input.class);
    this.incidents = new Incidents(platform);
    this.closer = new Closer(platform);
    this.orphans = new Orphans(platform, new IncidentStarter(platform));
  }

  /**
   * What to close.
   *
   * @param incidentId the incident
   * @param outcome what its recovery said; absent where it did not come to an end
   * @param because what it said, or what became of it
   * @param eventId the id of the event that its execution ended without closing it; absent where
   *     its state machine asks
   * @param stopping whether the incident is not closed yet, while what its recovery had started is
   *     waited out
   */
  public record Input(
      String incidentId,
      Optional<Outcome> outcome,
      String because,
      Optional<String> eventId,
      boolean stopping) {
    /** Refuses a missing incident. */
    public Input {
      Check.name(incidentId, "incidentId");
      because = shortened(because);
    }

    /**
     * Reads what the incident's state machine says, or the event "Step Functions Execution Status
     * Change" about its execution; see "Automating Step Functions event delivery with EventBridge"
     * in the AWS Step Functions Developer Guide.
     *
     * @param incidentId the incident
     * @param outcome what its recovery said
     * @param because what it said
     * @param detail the execution, in an event
     * @param eventId the event's id
     * @param stopping whether it is only told that the recovery is being stopped
     * @return the same in both cases
     */
    @JsonCreator
    static Input read(
        @JsonProperty("incidentId") String incidentId,
        @JsonProperty("outcome") Optional<Outcome> outcome,
        @JsonProperty("because") String because,
        @JsonProperty("detail") Execution detail,
        @JsonProperty("id") String eventId,
        @JsonProperty("stopping") boolean stopping) {
      return detail == null
          ? new Input(
              incidentId,
              outcome == null ? Optional.empty() : outcome,
              because == null ? "" : because,
              Optional.empty(),
              stopping)
          : new Input(
              IncidentExecutions.incidentId(Check.present(detail.name(), "detail.name")),
              Optional.empty(),
              "",
              Optional.of(Check.name(eventId, "id")),
              false);
    }

    /** A notice has room for it, and no incident stays open because too much is said of it. */
    private static String shortened(String because) {
      return because.length() <= BECAUSE_MAX ? because : because.substring(0, BECAUSE_MAX) + "…";
    }
  }

  /**
   * An execution, as an event describes it.
   *
   * @param name its name, which tells the incident's id; how it ended, Step Functions is asked for
   */
  record Execution(String name) {}

  /**
   * What came of it.
   *
   * @param outcome the incident's one outcome; absent where there is no such incident, or it has
   *     none yet
   */
  public record Output(Optional<Outcome> outcome) {}

  @Override
  public Output handle(Input input, Invocation invocation) {
    if (input.eventId().isPresent()) {
      Optional<Incident> incident = incidents.find(input.incidentId());
      incidents.recordDecision(
          input.eventId().get(), incident.map(this::sees).orElse("It belongs to no incident."));
      return new Output(incident.flatMap(Incident::outcome));
    }
    if (input.stopping()) {
      Incident incident = incidents.require(input.incidentId());
      closer.tellStopping(incident, input.because());
      return new Output(incident.outcome());
    }
    return new Output(
        Optional.of(
            closer.close(
                incidents.require(input.incidentId()),
                input.outcome(),
                input.because(),
                invocation)));
  }

  /** What is done about an execution of an incident that ended without closing it. */
  private String sees(Incident incident) {
    return incident.outcome().isPresent()
        ? "Incident " + incident.id() + " is closed."
        : orphans.look(incident).orElse("Incident " + incident.id() + " has another execution.");
  }
}
