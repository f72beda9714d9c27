package dev.lastgood.functions.detect;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Check;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.LambdaPlatform;
import dev.lastgood.functions.handler.Log;
import dev.lastgood.functions.handler.MalformedEventException;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.Incidents;
import dev.lastgood.functions.ledger.Opening;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Opens an incident that a person asks for, by starting the incident machine by hand. All that
 * otherwise holds holds here: modes, the global stop, gates and leases.
 */
public final class OpenHandler extends JsonHandler<OpenHandler.Input, OpenHandler.Output> {
  private static final Log LOG = Log.of(OpenHandler.class);

  /** An incident is closed in one transaction, and DynamoDB takes 100 writes in one. */
  private static final int TARGETS_MAX = 15;

  private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(5);

  private final Configuration configuration;
  private final Incidents incidents;
  private final IncidentStarter starter;
  private final InstantSource clock;

  /** As Lambda makes it. */
  public OpenHandler() {
    this(LambdaPlatform.instance());
  }

  /**
   * As anything else makes it.
   *
   * @param platform where it runs
   */
  public OpenHandler(Platform platform) {
    super(Input.class);
    this.configuration = platform.configuration();
    this.incidents = new Incidents(platform);
    this.starter = new IncidentStarter(platform);
    this.clock = platform.clock();
  }

  /**
   * What a person asks for.
   *
   * @param targetIds the targets, by their names in the configuration
   * @param requestedBy who asks
   * @param reason why
   */
  public record Request(List<String> targetIds, String requestedBy, String reason) {
    /** Refuses what lacks a field. */
    public Request {
      if (targetIds == null || targetIds.isEmpty()) {
        throw new MalformedEventException(
            "The field targetIds is missing or empty. " + Input.EXPECTED);
      }
      targetIds = List.copyOf(new TreeSet<>(Check.names(targetIds, "targetIds")));
      if (requestedBy == null || requestedBy.isBlank()) {
        throw new MalformedEventException("The field requestedBy is missing. " + Input.EXPECTED);
      }
      Check.name(requestedBy, "requestedBy");
      if (reason == null || reason.isBlank()) {
        throw new MalformedEventException("The field reason is missing. " + Input.EXPECTED);
      }
      Check.sentence(reason, "reason");
    }
  }

  /**
   * What the incident machine passes on.
   *
   * @param request the input of the execution that the person started
   * @param startedAt when they did: the same at every attempt
   */
  public record Input(Request request, Instant startedAt) {
    static final String EXPECTED =
        "Expected {\"targetIds\": [\"NAME\"], \"requestedBy\": \"WHO\", \"reason\": \"WHY\"}.";

    /** Refuses what lacks a field. */
    public Input {
      Check.present(request, "request");
      Check.instant(startedAt, "startedAt");
    }
  }

  /**
   * What came of it.
   *
   * @param incidentId the incident, whose own execution is named after it
   * @param executionArn that execution
   * @param because what was done, in a sentence
   */
  public record Output(String incidentId, String executionArn, String because) {}

  @Override
  public Output handle(Input input, Invocation invocation) {
    Request request = input.request();
    List<Target> targets = request.targetIds().stream().map(this::target).toList();
    if (targets.size() > TARGETS_MAX) {
      throw new MalformedEventException(
          "The field targetIds names %d targets; an incident has at most %d."
              .formatted(targets.size(), TARGETS_MAX));
    }
    if (input.startedAt().isAfter(clock.instant().plus(CLOCKS_DIFFER_BY))) {
      // Its deadline would lie as far ahead, and the targets be taken until then.
      throw new MalformedEventException(
          "The field startedAt is " + input.startedAt() + ", which is still to come.");
    }
    int deadlineSeconds = targets.stream().mapToInt(Target::deadlineSeconds).min().orElseThrow();
    String who = request.requestedBy() + ": " + request.reason();
    Incident incident =
        new Incident(
            Detector.id("by hand, " + who, input.startedAt(), request.targetIds()),
            request.targetIds(),
            "",
            input.startedAt(),
            input.startedAt().plusSeconds(deadlineSeconds),
            clock.instant(),
            Optional.empty(),
            Optional.of(who),
            Optional.empty());
    switch (incidents.open(incident)) {
      case Opening.Opened _ -> starter.start(incident);
      case Opening.AlreadyClosed _ ->
          throw new MalformedEventException(
              "This request has been handled: incident " + incident.id() + " is closed.");
      case Opening.TargetBusy busy ->
          throw new MalformedEventException(
              "Incident " + busy.incidentId() + " is under way for one of these targets.");
    }
    String because = "Incident " + incident.id() + " was opened by hand, by " + who;
    LOG.info(because);
    return new Output(incident.id(), starter.executionArn(incident), because);
  }

  private Target target(String targetId) {
    return configuration
        .target(targetId)
        .orElseThrow(
            () ->
                new MalformedEventException(
                    "There is no target "
                        + targetId
                        + "; there are "
                        + String.join(
                            ", ", configuration.targets().stream().map(Target::id).toList())
                        + "."));
  }
}
