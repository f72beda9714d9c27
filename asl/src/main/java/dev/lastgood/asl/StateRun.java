package dev.lastgood.asl;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One visit of a state, from entering to leaving it, with its retries. */
abstract class StateRun {

  /** What may fail because an expression does. */
  @FunctionalInterface
  private interface Attempt {
    void make() throws QueryFailure;
  }

  private final Branch branch;
  private final State state;
  private final StateEvents events;
  private final ErrorHandling errorHandling;
  private final Object input;
  private final int[] attemptsByRetrier;

  private long enteredEventId;
  private long eventIdBeforeEntry;
  private Instant enteredTime = Instant.EPOCH;
  private int retryCount;

  StateRun(Branch branch, State state, ErrorHandling errorHandling, Object input) {
    this.branch = branch;
    this.state = state;
    this.events = StateEvents.of(state);
    this.errorHandling = errorHandling;
    this.input = input;
    this.attemptsByRetrier = new int[errorHandling.retriers().size()];
  }

  /** Does what the state does; called again for each retry. */
  abstract void attempt() throws QueryFailure;

  /** Does what is left to do when the execution is redriven; all of it, unless a state says so. */
  void attemptRest() throws QueryFailure {
    attempt();
  }

  /** Cancels what the state has under way. */
  void giveUp() {}

  /** Tells the history what is aborted inside this state. */
  void recordInnerAborted(long previousId) {}

  final void enter() {
    enteredTime = execution().environment().scheduler().now();
    eventIdBeforeEntry = branch.lastEventId();
    enteredEventId =
        record(
            events.entered(),
            () -> new Details().with("name", state.name()).with("input", input).map());
    tryAttempt();
  }

  /**
   * Goes on in a redriven execution. The state was entered before: what it does now follows its
   * entry, and its retriers begin anew.
   */
  void redrive() {
    Arrays.fill(attemptsByRetrier, 0);
    retryCount = 0;
    branch.follow(enteredEventId);
    trying(this::attemptRest);
  }

  private void tryAttempt() {
    trying(this::attempt);
  }

  private void trying(Attempt what) {
    try {
      what.make();
    } catch (QueryFailure failure) {
      fail(evaluationFailed(failure));
    }
  }

  /** Records an event of this branch that the next one follows. */
  final long record(HistoryEventType type, Supplier<Map<String, Object>> details) {
    long id = recordAside(type, details);
    branch.follow(id);
    return id;
  }

  /** Records an event that the next one does not follow, but stands beside. */
  final long recordAside(HistoryEventType type, Supplier<Map<String, Object>> details) {
    return execution().record(type, branch.lastEventId(), details);
  }

  /**
   * Records that an expression failed.
   *
   * @return the failure, for Retry and Catch
   */
  final Failure evaluationFailed(QueryFailure failure) {
    // What a state evaluates on being entered belongs to the same step as its entry, and follows
    // what that follows.
    long previousId =
        branch.lastEventId() == enteredEventId ? eventIdBeforeEntry : branch.lastEventId();
    return evaluationFailed(failure, previousId);
  }

  final Failure evaluationFailed(QueryFailure failure, long previousId) {
    Failure asFailure =
        Failure.of(ErrorNames.QUERY_EVALUATION_ERROR, causeOf(failure.getMessage()));
    branch.follow(
        execution()
            .record(
                HistoryEventType.EVALUATION_FAILED,
                previousId,
                () ->
                    Details.of(asFailure)
                        .with("location", failure.field())
                        .with("state", state.name())
                        .map()));
    return asFailure;
  }

  /** A cause in the service's words. */
  final String causeOf(String what) {
    return "An error occurred while executing the state '%s' (entered at the event id #%d). %s"
        .formatted(state.name(), enteredEventId, what);
  }

  /** Retries, catches, or gives up. */
  final void fail(Failure failure) {
    for (int index = 0; index < attemptsByRetrier.length; index++) {
      ErrorHandling.Retrier retrier = errorHandling.retriers().get(index);
      if (failure.isNamedBy(retrier.errorEquals())) {
        if (attemptsByRetrier[index] < retrier.maxAttempts()) {
          attemptsByRetrier[index]++;
          retry(retrier, attemptsByRetrier[index]);
          return;
        }
        // Only the first retrier that names the error counts.
        break;
      }
    }
    events.failed().ifPresent(type -> record(type, Details.NONE));
    Optional<ErrorHandling.Catcher> catcher = errorHandling.catcherFor(failure);
    if (catcher.isEmpty()) {
      branch.failed(failure);
      return;
    }
    Map<String, Object> errorOutput = failure.errorOutput();
    try {
      Optional<Failure> tooLarge =
          leave(catcher.get().exit(), errorOutput, StateScope.withError(this, errorOutput));
      tooLarge.ifPresent(branch::failed);
    } catch (QueryFailure nested) {
      branch.failed(evaluationFailed(nested));
    }
  }

  private void retry(ErrorHandling.Retrier retrier, int retry) {
    Environment environment = execution().environment();
    branch.later(
        retrier
            .delayBefore(retry, environment.random())
            .plus(environment.pacing().nextTransitionDelay()),
        () -> {
          retryCount++;
          tryAttempt();
        });
  }

  /** Leaves the state after success. */
  final void succeed(Exit exit, Object defaultOutput, StateScope scope) throws QueryFailure {
    leave(exit, defaultOutput, scope).ifPresent(this::fail);
  }

  /**
   * Leaves the state, if its output and variables are not too large. Output and Assign are
   * evaluated side by side: both see the variables as they were.
   */
  private Optional<Failure> leave(Exit exit, Object defaultOutput, StateScope scope)
      throws QueryFailure {
    Optional<Map<?, ?>> assigned =
        exit.assign().isPresent()
            ? Optional.of((Map<?, ?>) exit.assign().get().evaluate(scope))
            : Optional.empty();
    Object output = exit.output().isPresent() ? exit.output().get().evaluate(scope) : defaultOutput;
    if (output != input && JsonSize.exceedsPayload(output)
        || assigned.filter(JsonSize::exceedsPayload).isPresent()
        || assigned.filter(variables -> !branch.variables().haveRoomFor(variables)).isPresent()) {
      return Optional.of(Failure.dataLimitExceeded(state.name()));
    }
    assigned.ifPresent(branch.variables()::assign);
    events
        .exited()
        .ifPresent(
            type ->
                record(
                    type,
                    () ->
                        new Details()
                            .with("name", state.name())
                            .with("output", output)
                            .with("assignedVariables", assigned)
                            .map()));
    branch.left(exit.next(), output);
    return Optional.empty();
  }

  final void recordAborted(long previousId) {
    events.aborted().ifPresent(type -> execution().record(type, previousId, Details.NONE));
    recordInnerAborted(previousId);
  }

  final StateScope scope() {
    return StateScope.of(this);
  }

  final Branch branch() {
    return branch;
  }

  final Execution execution() {
    return branch.execution();
  }

  final String stateName() {
    return state.name();
  }

  final Object input() {
    return input;
  }

  final Instant enteredTime() {
    return enteredTime;
  }

  final int retryCount() {
    return retryCount;
  }

  final long enteredEventId() {
    return enteredEventId;
  }
}
