package dev.lastgood.functions.sweep;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lastgood.functions.detect.IncidentExecutions;
import dev.lastgood.functions.handler.Check;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.LambdaPlatform;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.Incidents;
import dev.lastgood.functions.ledger.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * Closes an incident when its state machine has come to the end of the recovery, and says before
 * that how far it is.
 */
public final class CloseHandler extends JsonHandler<CloseHandler.Input, CloseHandler.Output> {
  /** How an execution ends that nobody ended on purpose. */
  private static final Set<String> LOST = Set.of("FAILED", "TIMED_OUT");

  private static final int BECAUSE_MAX = 4_000;

  private final Incidents incidents;
  private final Closer closer;
  private final InstantSource clock;

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
    this.clock = platform.clock();
  }

  /**
   * What to close.
   *
   * @param incidentId the incident
   * @param outcome what its recovery said; absent where it did not come to an end
   * @param because what it said, or what became of it
   * @param executionEndedAt when its execution ended, where an event tells that it did without
   *     closing the incident
   * @param eventId that event's id; "" where it is no event
   * @param lost whether that event tells that Step Functions ended it, and not a person
   * @param stopping whether the incident is not closed yet, while what its recovery had started is
   *     waited out
   */
  public record Input(
      String incidentId,
      Optional<Outcome> outcome,
      String because,
      Optional<Instant> executionEndedAt,
      String eventId,
      boolean lost,
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
              "",
              false,
              stopping)
          : new Input(
              IncidentExecutions.incidentId(Check.present(detail.name(), "detail.name")),
              Optional.empty(),
              "Its execution ended as "
                  + Check.name(detail.status(), "detail.status")
                  + " without closing it.",
              Optional.of(
                  Check.instant(
                      Instant.ofEpochMilli(Check.present(detail.stopDate(), "detail.stopDate")),
                      "detail.stopDate")),
              Check.name(eventId, "id"),
              LOST.contains(detail.status()),
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
   * @param name its name, which tells the incident's id
   * @param status such as {@code ABORTED}
   * @param stopDate when it ended, in milliseconds since 1970
   */
  record Execution(String name, String status, Long stopDate) {}

  /**
   * What came of it.
   *
   * @param outcome the incident's one outcome; absent where there is no such incident, or it has
   *     none yet
   */
  public record Output(Optional<Outcome> outcome) {}

  @Override
  public Output handle(Input input, Invocation invocation) {
    if (input.executionEndedAt().isPresent()) {
      Optional<Incident> incident = incidents.find(input.incidentId());
      if (incident.isEmpty()) {
        // A person's own execution, by which an incident was asked for and refused.
        incidents.recordDecision(
            input.eventId(), "The execution " + input.incidentId() + " belongs to no incident.");
        return new Output(Optional.empty());
      }
      if (input.lost() && incident.get().outcome().isEmpty()) {
        incidents.recordDecision(
            input.eventId(),
            "The sweep resumes incident " + input.incidentId() + ", or closes it.");
        return new Output(Optional.empty());
      }
      return closeLost(incident.get(), input, invocation);
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

  private Output closeLost(Incident incident, Input input, Invocation invocation) {
    Instant free = input.executionEndedAt().orElseThrow().plus(Closer.FUNCTIONS_END_WITHIN);
    if (incident.outcome().isEmpty() && free.isAfter(clock.instant())) {
      throw new ExecutionJustEndedException(incident.id(), free);
    }
    return new Output(
        Optional.of(closer.close(incident, Optional.empty(), input.because(), invocation)));
  }
}
