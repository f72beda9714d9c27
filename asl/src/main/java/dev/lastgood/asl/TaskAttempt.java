package dev.lastgood.asl;

import java.time.Duration;
import java.util.Optional;

/** One attempt of a task, from its start to the first of: its end, a timeout, being given up. */
final class TaskAttempt implements TaskCompletion {

  private static final Cancellable NOTHING = () -> {};

  private final TaskRun run;
  private final TaskResource resource;
  private final TaskRequest request;
  private final TaskEvents events;

  private boolean over;
  private boolean givenUp;
  private boolean submitted;
  private Cancellable work = NOTHING;
  private Cancellable timeoutTimer = NOTHING;
  private Cancellable heartbeatTimer = NOTHING;

  TaskAttempt(TaskRun run, TaskResource resource, TaskRequest request) {
    this.run = run;
    this.resource = resource;
    this.request = request;
    this.events = new TaskEvents(run, resource);
  }

  void start(Optional<String> credentialsRoleArn) {
    events.scheduled(request, credentialsRoleArn);
    events.started();
    request.taskToken().ifPresent(token -> run.execution().tokens().await(token, this));
    Cancellable begun =
        resource.kind() == TaskResource.Kind.NESTED_EXECUTION
                && !run.execution().environment().delegatesNestedExecutions()
            ? startNested()
            : run.execution().environment().taskHandler().start(request, this);
    if (givenUp) {
      // The start itself, or something that it set off, ended the execution.
      begun.cancel();
    }
    if (over) {
      return;
    }
    // What ends exactly when its time is up has ended in time, if it was scheduled by the start.
    work = begun;
    timeoutTimer =
        request.timeout().map(limit -> timer(limit, () -> timeOut(false))).orElse(NOTHING);
    startHeartbeatTimer();
  }

  private Cancellable startNested() {
    Optional<String> refusal = run.execution().environment().taskHandler().refusal(request);
    if (refusal.isPresent()) {
      fail("StepFunctions.AWSStepFunctionsException", refusal.get());
      return NOTHING;
    }
    return NestedExecution.start(run.execution(), resource, request.arguments(), this);
  }

  private Cancellable timer(Duration delay, Runnable step) {
    return run.execution().environment().scheduler().after(delay, () -> run.execution().run(step));
  }

  private void startHeartbeatTimer() {
    heartbeatTimer =
        request.heartbeat().map(limit -> timer(limit, () -> timeOut(true))).orElse(NOTHING);
  }

  @Override
  public void succeed(Object output) {
    if (request.taskToken().isPresent()) {
      submitted(output);
    } else {
      run.execution().run(() -> end(output));
    }
  }

  @Override
  public void fail(String error, String cause) {
    failWith(Failure.of(error, cause));
  }

  @Override
  public void fail(String error) {
    failWith(Failure.of(Optional.of(error), Optional.empty()));
  }

  private void failWith(Failure failure) {
    run.execution()
        .run(
            () -> {
              if (!(submitted && request.taskToken().isPresent())) {
                end(failure);
              }
            });
  }

  @Override
  public void submitted(Object output) {
    run.execution()
        .run(
            () -> {
              if (!over && !submitted) {
                submitted = true;
                events.submitted(output);
              }
            });
  }

  /** The callback with this task's token: success. */
  void callBack(Object output) {
    run.execution().run(() -> end(output));
  }

  /** The callback with this task's token: failure. */
  void callBackFailed(Failure failure) {
    run.execution().run(() -> end(failure));
  }

  /** The worker is alive. */
  void heartbeat() {
    heartbeatTimer.cancel();
    startHeartbeatTimer();
  }

  private void end(Object output) {
    if (over) {
      return;
    }
    if (JsonSize.exceedsPayload(output)) {
      end(Failure.dataLimitExceeded(resource.nameInCauses()));
      return;
    }
    close();
    events.succeeded(output);
    run.completed(output);
  }

  private void end(Failure failure) {
    if (over) {
      return;
    }
    close();
    events.failed(failure);
    run.completedBadly(failure);
  }

  private void timeOut(boolean missedHeartbeat) {
    if (over) {
      return;
    }
    close();
    work.cancel();
    Failure failure = Failure.timeout(missedHeartbeat);
    events.timedOut(failure);
    run.completedBadly(failure);
  }

  /** Nobody waits for this attempt any more. */
  void giveUp() {
    if (!over) {
      givenUp = true;
      close();
      work.cancel();
    }
  }

  private void close() {
    over = true;
    timeoutTimer.cancel();
    heartbeatTimer.cancel();
    request.taskToken().ifPresent(run.execution().tokens()::forget);
  }
}
