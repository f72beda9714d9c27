package dev.lastgood.asl;

import java.time.Duration;
import java.util.Optional;

/** A visit of a Task state. */
final class TaskRun extends StateRun {

  private final State.Task state;
  private Optional<TaskAttempt> attempt = Optional.empty();

  TaskRun(Branch branch, State.Task state, Object input) {
    super(branch, state, state.errorHandling(), input);
    this.state = state;
  }

  @Override
  void attempt() throws QueryFailure {
    TaskResource resource = state.resource();
    Optional<String> token =
        resource.waitsForTaskToken() ? Optional.of(execution().tokens().next()) : Optional.empty();
    StateScope scope = StateScope.withToken(this, token);
    Object arguments =
        state.arguments().isPresent() ? state.arguments().get().evaluate(scope) : input();
    Optional<String> credentials =
        state.credentialsRoleArn().isPresent()
            ? Optional.of(Typed.text(state.credentialsRoleArn().get(), scope))
            : Optional.empty();
    Optional<Duration> timeout = seconds(state.timeoutSeconds(), scope);
    Optional<Duration> heartbeat = seconds(state.heartbeatSeconds(), scope);
    if (timeout.isPresent()
        && heartbeat.isPresent()
        && heartbeat.get().compareTo(timeout.get()) >= 0) {
      throw QueryFailure.at(
          "HeartbeatSeconds", "The HeartbeatSeconds must be smaller than the TimeoutSeconds.");
    }
    if (arguments != input() && JsonSize.exceedsPayload(arguments)) {
      fail(Failure.dataLimitExceeded(resource.nameInCauses()));
      return;
    }
    TaskRequest request =
        new TaskRequest(
            resource.arn(),
            arguments,
            token,
            execution().arn(),
            execution().name(),
            execution().registration().arn().arn(),
            stateName(),
            credentials.orElse(execution().registration().roleArn()),
            retryCount(),
            timeout,
            heartbeat);
    TaskAttempt started = new TaskAttempt(this, resource, request);
    attempt = Optional.of(started);
    started.start(credentials);
  }

  private static Optional<Duration> seconds(Optional<Template> template, StateScope scope)
      throws QueryFailure {
    return template.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Duration.ofSeconds(
                Typed.integer(template.get(), scope, 1, StateMachine.LONGEST_SECONDS)));
  }

  /** The attempt succeeded. */
  void completed(Object result) {
    attempt = Optional.empty();
    try {
      succeed(state.exit(), result, StateScope.withResult(this, result));
    } catch (QueryFailure failure) {
      fail(evaluationFailed(failure));
    }
  }

  /** The attempt failed. */
  void completedBadly(Failure failure) {
    attempt = Optional.empty();
    fail(failure);
  }

  @Override
  void giveUp() {
    attempt.ifPresent(TaskAttempt::giveUp);
  }
}
