package dev.lastgood.functions.sweep;

import dev.lastgood.functions.detect.AlarmReader;
import dev.lastgood.functions.detect.AlarmReading;
import dev.lastgood.functions.detect.IncidentStarter;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.LambdaPlatform;
import dev.lastgood.functions.handler.Log;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.Incidents;
import dev.lastgood.functions.ledger.OwedObligation;
import dev.lastgood.functions.ledger.Unfinished;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Looks at state every minute: alarms without an incident, incidents without an execution, notices
 * and obligations that are owed. Events only make things faster; this makes them certain.
 */
public final class SweepHandler extends JsonHandler<Map<String, Object>, SweepHandler.Output> {
  private static final Log LOG = Log.of(SweepHandler.class);

  /**
   * How long after an incident's execution has ended the sweep leaves it alone: a function that the
   * execution had started may still be running, and no function runs longer.
   */
  private static final Duration FUNCTIONS_END_WITHIN = Duration.ofSeconds(60);

  private final Platform platform;
  private final Incidents incidents;
  private final IncidentStarter starter;
  private final AlarmReader alarms;
  private final Closer closer;
  private final SfnClient stepFunctions;
  private final InstantSource clock;
  private final List<String> alarmNames;

  /** As Lambda makes it. */
  public SweepHandler() {
    this(LambdaPlatform.instance());
  }

  /**
   * As anything else makes it.
   *
   * @param platform where it runs
   */
  @SuppressWarnings({"unchecked", "rawtypes"})
  public SweepHandler(Platform platform) {
    super((Class) Map.class);
    this.platform = platform;
    this.incidents = new Incidents(platform);
    this.starter = new IncidentStarter(platform);
    this.alarms = new AlarmReader(platform);
    this.closer = new Closer(platform);
    this.stepFunctions = platform.client(SfnClient.class);
    this.clock = platform.clock();
    this.alarmNames = platform.configuration().alarmNames();
  }

  /**
   * What was done.
   *
   * @param sentences a sentence for each thing that was out of order
   */
  public record Output(List<String> sentences) {}

  @Override
  public Output handle(Map<String, Object> input, Invocation invocation) {
    List<String> sentences = new ArrayList<>();
    List<RuntimeException> failures = new ArrayList<>();
    attempt(failures, () -> sweepAlarms(sentences));
    Unfinished unfinished = incidents.unfinished();
    for (Incident incident : unfinished.open()) {
      attempt(failures, () -> sweepIncident(incident, sentences, invocation));
    }
    for (String incidentId : unfinished.owedNotices()) {
      attempt(failures, () -> incidents.find(incidentId).ifPresent(closer::tell));
    }
    for (OwedObligation owed : unfinished.owedObligations()) {
      attempt(failures, () -> sweepObligation(owed, sentences, invocation));
    }
    sentences.forEach(LOG::info);
    if (!failures.isEmpty()) {
      // Each thing was tried; the invocation fails so that the failure is seen and counted.
      throw failures.getFirst();
    }
    return new Output(sentences);
  }

  private void sweepAlarms(List<String> sentences) {
    for (AlarmReading alarm : alarms.read(alarmNames)) {
      if (alarm.state() == AlarmReading.State.ALARM) {
        sentences.add(starter.handle(alarm).because());
      }
    }
  }

  private void sweepIncident(Incident incident, List<String> sentences, Invocation invocation) {
    Optional<Ended> ended = execution(incident);
    if (ended.isEmpty()) {
      starter.start(incident);
      sentences.add("Incident " + incident.id() + " had no execution: it was started.");
      return;
    }
    Ended execution = ended.get();
    if (execution.stoppedAt().isEmpty()
        || execution.stoppedAt().get().plus(FUNCTIONS_END_WITHIN).isAfter(clock.instant())) {
      return;
    }
    closer.close(
        incident,
        Optional.empty(),
        "Its execution ended as " + execution.status() + " without closing it.",
        invocation);
    sentences.add("Incident " + incident.id() + " had lost its execution: it was closed.");
  }

  private record Ended(String status, Optional<Instant> stoppedAt) {}

  private Optional<Ended> execution(Incident incident) {
    String arn =
        platform.variable("INCIDENT_STATE_MACHINE_ARN").replace(":stateMachine:", ":execution:")
            + ":"
            + incident.id();
    try {
      var described =
          stepFunctions.describeExecution(
              DescribeExecutionRequest.builder().executionArn(arn).build());
      return Optional.of(
          new Ended(
              described.statusAsString(),
              described.status() == ExecutionStatus.RUNNING
                  ? Optional.empty()
                  : Optional.of(described.stopDate())));
    } catch (ExecutionDoesNotExistException neverStarted) {
      return Optional.empty();
    }
  }

  private void sweepObligation(OwedObligation owed, List<String> sentences, Invocation invocation) {
    Incident incident = incidents.find(owed.incidentId()).orElseThrow();
    if (closer.meet(incident, owed.obligation(), invocation)) {
      incidents.obligationMet(owed);
      sentences.add(
          "The obligation "
              + owed.obligation().id()
              + " of incident "
              + owed.incidentId()
              + " was met.");
    }
  }

  private static void attempt(List<RuntimeException> failures, Runnable part) {
    try {
      part.run();
    } catch (RuntimeException failure) {
      LOG.error("A part of the sweep failed; the others go on.", failure);
      failures.add(failure);
    }
  }
}
