package dev.lastgood.asl;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Records the events of a task: those of Lambda functions by their own ARN have names of their own.
 */
final class TaskEvents {

  private final TaskRun run;
  private final TaskResource resource;
  private final boolean function;

  TaskEvents(TaskRun run, TaskResource resource) {
    this.run = run;
    this.resource = resource;
    this.function = resource.kind() == TaskResource.Kind.LAMBDA_FUNCTION;
  }

  void scheduled(TaskRequest request, Optional<String> credentialsRoleArn) {
    run.record(
        function ? HistoryEventType.LAMBDA_FUNCTION_SCHEDULED : HistoryEventType.TASK_SCHEDULED,
        () ->
            scheduledDetails(request)
                .with("timeoutInSeconds", request.timeout().map(Duration::toSeconds))
                .with("heartbeatInSeconds", request.heartbeat().map(Duration::toSeconds))
                .with(
                    "taskCredentials",
                    credentialsRoleArn.map(roleArn -> Map.of("roleArn", roleArn)))
                .map());
  }

  private Details scheduledDetails(TaskRequest request) {
    return function
        ? new Details().with("input", request.arguments()).with("resource", resource.arn())
        : named()
            .with("region", run.execution().registration().arn().region())
            .with("parameters", request.arguments());
  }

  void started() {
    run.record(
        function ? HistoryEventType.LAMBDA_FUNCTION_STARTED : HistoryEventType.TASK_STARTED,
        () -> named().map());
  }

  void submitted(Object output) {
    run.record(HistoryEventType.TASK_SUBMITTED, () -> named().with("output", output).map());
  }

  void succeeded(Object output) {
    run.record(
        function ? HistoryEventType.LAMBDA_FUNCTION_SUCCEEDED : HistoryEventType.TASK_SUCCEEDED,
        () -> named().with("output", output).map());
  }

  void failed(Failure failure) {
    run.record(
        function ? HistoryEventType.LAMBDA_FUNCTION_FAILED : HistoryEventType.TASK_FAILED,
        () -> withFailure(failure));
  }

  void timedOut(Failure failure) {
    run.record(
        function ? HistoryEventType.LAMBDA_FUNCTION_TIMED_OUT : HistoryEventType.TASK_TIMED_OUT,
        () -> withFailure(failure));
  }

  private Map<String, Object> withFailure(Failure failure) {
    return named().with("error", failure.error()).with("cause", failure.cause()).map();
  }

  private Details named() {
    Details details = new Details();
    return function
        ? details
        : details.with("resourceType", resource.resourceType()).with("resource", resource.action());
  }
}
