package dev.lastgood.functions.sweep;

import dev.lastgood.functions.detect.IncidentExecutions;
import dev.lastgood.functions.detect.IncidentStarter;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Incident;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;

/**
 * Looks whether open incidents have an execution. One that never began is started. One that Step
 * Functions ended, as it does where an execution grows beyond what it keeps, is resumed under the
 * incident's next name while there is time: every step reads in the ledger what stands. One that a
 * person aborted stays ended.
 */
final class Orphans {
  /** Below this the state machine would begin nothing, and the closing is all that is left. */
  private static final Duration TIME_TO_RESUME = Duration.ofSeconds(120);

  /**
   * How long after a recovery was stopped another begins: a function of it that changes things runs
   * for 20 seconds at the most, and what the others write is written by the incident's own fence.
   */
  private static final Duration CHANGES_END_WITHIN = Duration.ofSeconds(30);

  private final SfnClient stepFunctions;
  private final IncidentStarter starter;
  private final String incidentMachineArn;
  private final String recoveryMachineArn;
  private final InstantSource clock;

  Orphans(Platform platform, IncidentStarter starter) {
    this.stepFunctions = platform.client(SfnClient.class);
    this.starter = starter;
    this.incidentMachineArn = platform.variable("INCIDENT_STATE_MACHINE_ARN");
    this.recoveryMachineArn = platform.variable("RECOVERY_STATE_MACHINE_ARN");
    this.clock = platform.clock();
  }

  /** What was found, and done about it. */
  sealed interface Finding {
    /** It runs, or has ended so lately that a function of it may still run. */
    record Alive() implements Finding {}

    /**
     * It had none: one was started.
     *
     * @param says what was done, in a sentence
     */
    record Started(String says) implements Finding {}

    /**
     * It has none any more, and is to be closed.
     *
     * @param status how the last one ended
     */
    record Ended(String status) implements Finding {}
  }

  /** An execution as Step Functions describes it; without an end while it runs. */
  private record Seen(ExecutionStatus status, Optional<Instant> stoppedAt) {}

  Finding look(Incident incident) {
    Optional<Seen> last = Optional.empty();
    for (int attempt = 1; attempt <= IncidentExecutions.ATTEMPTS_MAX; attempt++) {
      Optional<Seen> seen = find(incidentMachineArn, incident, attempt);
      if (seen.isEmpty()) {
        return last.isEmpty() ? begin(incident) : afterLost(incident, last.get(), attempt);
      }
      if (seen.get().stoppedAt().isEmpty()) {
        return new Finding.Alive();
      }
      last = seen;
    }
    return isFree(last.orElseThrow())
        ? new Finding.Ended(last.orElseThrow().status().toString())
        : new Finding.Alive();
  }

  private Finding begin(Incident incident) {
    starter.start(incident);
    return new Finding.Started("Incident " + incident.id() + " had no execution: it was started.");
  }

  /** The execution before the one of this number has ended. */
  private Finding afterLost(Incident incident, Seen lost, int attempt) {
    boolean resumable =
        isLost(lost.status()) && clock.instant().plus(TIME_TO_RESUME).isBefore(incident.deadline());
    if (resumable && !hasStopped(incident, attempt - 1)) {
      return new Finding.Alive();
    }
    if (!isFree(lost)) {
      return new Finding.Alive();
    }
    if (!resumable) {
      return new Finding.Ended(lost.status().toString());
    }
    starter.start(incident, attempt);
    return new Finding.Started(
        "Incident "
            + incident.id()
            + " had lost its execution, which ended as "
            + lost.status()
            + ": it was resumed as "
            + IncidentExecutions.name(incident.id(), attempt)
            + ".");
  }

  /** Nobody ends an execution like this on purpose. */
  private static boolean isLost(ExecutionStatus status) {
    return switch (status) {
      case FAILED, TIMED_OUT -> true;
      case ABORTED, SUCCEEDED, RUNNING, PENDING_REDRIVE, UNKNOWN_TO_SDK_VERSION -> false;
    };
  }

  /** Two recoveries of one incident would take the fence from each other without end. */
  private boolean hasStopped(Incident incident, int attempt) {
    Optional<Seen> recovery = find(recoveryMachineArn, incident, attempt);
    if (recovery.filter(seen -> seen.stoppedAt().isEmpty()).isPresent()) {
      stepFunctions.stopExecution(
          StopExecutionRequest.builder()
              .executionArn(arn(recoveryMachineArn, incident, attempt))
              .error("Lastgood.ParentLost")
              .cause("The incident's execution was lost; another goes on from the ledger.")
              .build());
      return false;
    }
    return recovery.map(seen -> hasEndedFor(seen, CHANGES_END_WITHIN)).orElse(true);
  }

  private boolean isFree(Seen ended) {
    return hasEndedFor(ended, Closer.FUNCTIONS_END_WITHIN);
  }

  private boolean hasEndedFor(Seen ended, Duration duration) {
    return !ended.stoppedAt().orElseThrow().plus(duration).isAfter(clock.instant());
  }

  private Optional<Seen> find(String machineArn, Incident incident, int attempt) {
    try {
      var described =
          stepFunctions.describeExecution(
              DescribeExecutionRequest.builder()
                  .executionArn(arn(machineArn, incident, attempt))
                  .build());
      return Optional.of(
          new Seen(
              described.status(),
              described.status() == ExecutionStatus.RUNNING
                  ? Optional.empty()
                  : Optional.of(described.stopDate())));
    } catch (ExecutionDoesNotExistException neverStarted) {
      return Optional.empty();
    }
  }

  private static String arn(String machineArn, Incident incident, int attempt) {
    return IncidentStarter.executionArn(
        machineArn, IncidentExecutions.name(incident.id(), attempt));
  }
}
