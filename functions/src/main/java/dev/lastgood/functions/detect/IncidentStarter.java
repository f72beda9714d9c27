package dev.lastgood.functions.detect;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.Incidents;
import dev.lastgood.functions.ledger.Opening;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;

/** Turns what was decided into an incident in the ledger and one execution named after it. */
public final class IncidentStarter {
  private static final int ATTEMPTS_MAX = 3;

  private final Configuration configuration;
  private final Incidents incidents;
  private final SfnClient stepFunctions;
  private final String stateMachineArn;
  private final InstantSource clock;

  /**
   * A starter.
   *
   * @param platform where its clients come from, and the variables {@code
   *     INCIDENT_STATE_MACHINE_ARN}, {@code STATE_TABLE} and {@code LEDGER_TABLE}
   */
  public IncidentStarter(Platform platform) {
    this.configuration = platform.configuration();
    this.incidents = new Incidents(platform);
    this.stepFunctions = platform.client(SfnClient.class);
    this.stateMachineArn = platform.variable("INCIDENT_STATE_MACHINE_ARN");
    this.clock = platform.clock();
  }

  /**
   * Decides about an alarm and acts. Doing it twice for the same alarm is harmless.
   *
   * @param alarm the alarm as CloudWatch describes it now
   * @return what was decided
   */
  public Decision handle(AlarmReading alarm) {
    return act(
        () ->
            Detector.decide(
                alarm,
                configuration.targetsOfAlarm(alarm.name()).stream().map(this::standing).toList(),
                clock.instant()));
  }

  /**
   * Decides about a stack whose last operation went wrong, and acts. Doing it twice for the same
   * operation is harmless.
   *
   * @param failure the stack as CloudFormation describes it now
   * @param target the target that it is
   * @return what was decided
   */
  public Decision handle(StackFailure failure, Target target) {
    return act(() -> Detector.decide(failure, standing(target), clock.instant()));
  }

  private Standing standing(Target target) {
    return new Standing(
        target, incidents.incidentOf(target.id()), incidents.lastIncident(target.id()));
  }

  private Decision act(Supplier<Decision> decide) {
    for (int attempt = 1; ; attempt++) {
      Decision decision = decide.get();
      switch (decision) {
        case Decision.Open open -> {
          switch (incidents.open(open.incident())) {
            case Opening.Opened _ -> {
              start(open.incident());
              return decision;
            }
            case Opening.AlreadyClosed _ -> {
              return new Decision.Nothing(
                  "Incident " + open.incident().id() + " has had this and is closed.");
            }
            case Opening.TargetBusy busy -> {
              if (attempt >= ATTEMPTS_MAX) {
                return new Decision.Join(
                    busy.incidentId(), "Another incident took a target at the same time.");
              }
            }
          }
        }
        case Decision.Join _, Decision.Nothing _ -> {
          return decision;
        }
      }
    }
  }

  /**
   * Starts the execution of an incident. Starting it twice is harmless.
   *
   * @param incident the incident
   */
  public void start(Incident incident) {
    Map<String, Object> input = input(incident);
    if (incident.stackFailure().filter(StackFailure::isTakenBack).isPresent()) {
      input.put("glance", true);
    }
    start(incident, 1, input);
  }

  /**
   * Starts an execution in the place of one that was lost. It waits until nothing that the lost one
   * had started runs any more; then it goes on from what the ledger says, or closes the incident.
   * Starting it twice is harmless.
   *
   * @param incident the incident
   * @param attempt which of its executions, from 2
   * @param resume whether it goes on, if there is time; else it closes
   * @param because what became of the execution before, in a sentence
   */
  public void replace(Incident incident, int attempt, boolean resume, String because) {
    Map<String, Object> input = input(incident);
    input.put("attempt", attempt);
    input.put("resume", resume);
    input.put("because", because);
    start(incident, attempt, input);
  }

  /** Sorted, and nothing in it but what the incident is: the same input at every attempt. */
  private static Map<String, Object> input(Incident incident) {
    return new TreeMap<>(
        Map.of("incidentId", incident.id(), "deadline", incident.deadline().toString()));
  }

  private void start(Incident incident, int attempt, Map<String, Object> input) {
    try {
      stepFunctions.startExecution(
          StartExecutionRequest.builder()
              .stateMachineArn(stateMachineArn)
              .name(IncidentExecutions.name(incident.id(), attempt))
              .input(Json.write(input))
              .build());
    } catch (ExecutionAlreadyExistsException startedBefore) {
      // It has run, and the sweep sees to what it left: a name is never used twice.
    }
  }

  /**
   * The ARN of an incident's execution.
   *
   * @param incident the incident
   * @return the ARN, whether it has been started or not
   */
  String executionArn(Incident incident) {
    return executionArn(stateMachineArn, incident.id());
  }

  /**
   * The ARN of an incident's execution. It carries the machine's name alone, whether the execution
   * was started by the machine, a version or an alias of it.
   *
   * @param stateMachineArn the machine's ARN, with or without a version or alias
   * @param name the execution's name: that of the first is the incident's id
   * @return the execution's ARN
   */
  public static String executionArn(String stateMachineArn, String name) {
    List<String> parts = List.of(stateMachineArn.split(":"));
    return String.join(":", parts.subList(0, 5)) + ":execution:" + parts.get(6) + ":" + name;
  }
}
