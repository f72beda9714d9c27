package dev.lastgood.functions.sweep;

import dev.lastgood.functions.detect.IncidentExecutions;
import dev.lastgood.functions.detect.IncidentStarter;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Incident;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;

/**
 * Sees to it that every open incident has an execution. One that never began is started. One that
 * was lost is replaced under the incident's next name: what Step Functions ended, as it does where
 * an execution grows beyond what it keeps, is gone on with, and what a person aborted is only
 * closed. Nobody but an execution closes an incident, so that no two ever do it at once; and each
 * first waits until nothing of the one before it runs.
 */
final class Orphans {
  private final SfnClient stepFunctions;
  private final IncidentStarter starter;
  private final String incidentMachineArn;
  private final String recoveryMachineArn;

  /**
   * Looks.
   *
   * @param platform where the client comes from, and the variables {@code
   *     INCIDENT_STATE_MACHINE_ARN} and {@code RECOVERY_STATE_MACHINE_ARN}
   * @param starter starts executions
   */
  Orphans(Platform platform, IncidentStarter starter) {
    this.stepFunctions = platform.client(SfnClient.class);
    this.starter = starter;
    this.incidentMachineArn = platform.variable("INCIDENT_STATE_MACHINE_ARN");
    this.recoveryMachineArn = platform.variable("RECOVERY_STATE_MACHINE_ARN");
  }

  /**
   * Looks at an open incident's executions, and starts one where none runs.
   *
   * @param incident the incident
   * @return what was done, in a sentence; empty where one runs
   */
  Optional<String> look(Incident incident) {
    Optional<ExecutionStatus> last = Optional.empty();
    for (int attempt = 1; attempt <= IncidentExecutions.ATTEMPTS_MAX; attempt++) {
      Optional<ExecutionStatus> seen = status(incidentMachineArn, incident, attempt);
      if (seen.isEmpty()) {
        return Optional.of(
            last.isEmpty() ? begin(incident) : replace(incident, last.get(), attempt));
      }
      if (runs(seen.get())) {
        return Optional.empty();
      }
      last = seen;
    }
    throw new IllegalStateException(
        "Incident "
            + incident.id()
            + " has lost "
            + IncidentExecutions.ATTEMPTS_MAX
            + " executions: no other is started, and a person has to look why.");
  }

  private String begin(Incident incident) {
    starter.start(incident);
    return "Incident " + incident.id() + " had no execution: it was started.";
  }

  private String replace(Incident incident, ExecutionStatus lost, int attempt) {
    // An execution that stood in another's place may have been lost before it stopped anything.
    for (int before = 1; before < attempt; before++) {
      stopRecovery(incident, before);
    }
    boolean resume = isResumed(lost) && attempt <= IncidentExecutions.RECOVERING_MAX;
    String because = "Its execution ended as " + lost + " without closing it.";
    starter.replace(incident, attempt, resume, because);
    return "Incident "
        + incident.id()
        + " had lost its execution, which ended as "
        + lost
        + ": "
        + IncidentExecutions.name(incident.id(), attempt)
        + (resume ? " goes on with it." : " closes it.");
  }

  /** Nobody ends an execution like this on purpose. */
  private static boolean isResumed(ExecutionStatus status) {
    return switch (status) {
      case FAILED, TIMED_OUT -> true;
      case ABORTED, SUCCEEDED, RUNNING, PENDING_REDRIVE, UNKNOWN_TO_SDK_VERSION -> false;
    };
  }

  private static boolean runs(ExecutionStatus status) {
    return switch (status) {
      case RUNNING, PENDING_REDRIVE, UNKNOWN_TO_SDK_VERSION -> true;
      case FAILED, TIMED_OUT, ABORTED, SUCCEEDED -> false;
    };
  }

  /** Nothing promises that a nested execution ends with the one that had started it. */
  private void stopRecovery(Incident incident, int attempt) {
    if (status(recoveryMachineArn, incident, attempt).filter(Orphans::runs).isPresent()) {
      stepFunctions.stopExecution(
          StopExecutionRequest.builder()
              .executionArn(arn(recoveryMachineArn, incident, attempt))
              .error("Lastgood.ParentLost")
              .cause("The incident's execution was lost; another goes on from the ledger.")
              .build());
    }
  }

  private Optional<ExecutionStatus> status(String machineArn, Incident incident, int attempt) {
    try {
      return Optional.of(
          stepFunctions
              .describeExecution(
                  DescribeExecutionRequest.builder()
                      .executionArn(arn(machineArn, incident, attempt))
                      .build())
              .status());
    } catch (ExecutionDoesNotExistException neverStarted) {
      return Optional.empty();
    }
  }

  private static String arn(String machineArn, Incident incident, int attempt) {
    return IncidentStarter.executionArn(
        machineArn, IncidentExecutions.name(incident.id(), attempt));
  }
}
