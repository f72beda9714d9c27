package dev.lastgood.asl;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One execution of a state machine. */
final class Execution implements Branch.Owner {

  private static final Cancellable NOTHING = () -> {};
  private static final Failure NO_FAILURE = Failure.of(Optional.empty(), Optional.empty());

  private final Environment environment;
  private final ExecutionRegistry registry;
  private final TaskTokens tokens;
  private final Registration registration;
  private final String arn;
  private final String name;
  private final Optional<String> mapRunArn;
  private final Object input;
  private final Instant startDate;
  private final History history;
  private final Branch root;
  private Map<String, Object> context;
  private final List<Consumer<Execution>> endListeners = new ArrayList<>();

  private ExecutionStatus status = ExecutionStatus.RUNNING;
  private Optional<Instant> stopDate = Optional.empty();
  private Object output;
  private Failure failure = NO_FAILURE;
  private int redriveCount;
  private Optional<Instant> redriveDate = Optional.empty();
  private Cancellable timeout = NOTHING;

  Execution(
      Environment environment,
      ExecutionRegistry registry,
      TaskTokens tokens,
      Registration registration,
      String arn,
      String name,
      Object input,
      Optional<String> mapRunArn) {
    this.environment = environment;
    this.registry = registry;
    this.tokens = tokens;
    this.registration = registration;
    this.arn = arn;
    this.mapRunArn = mapRunArn;
    this.name = name;
    this.input = input;
    this.startDate = environment.scheduler().now();
    this.history = new History(environment, arn);
    this.context = contextNow();
    this.root =
        new Branch(
            this,
            registration.machine().block(),
            Variables.ofExecution(),
            Optional.empty(),
            this,
            0);
  }

  private Map<String, Object> contextNow() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("Id", arn);
    fields.put("Input", QueryValues.toEngine(input));
    fields.put("Name", name);
    fields.put("RoleArn", registration.roleArn());
    fields.put("StartTime", Timestamps.format(startDate));
    fields.put("RedriveCount", redriveCount);
    redriveDate.ifPresent(date -> fields.put("RedriveTime", Timestamps.format(date)));
    return fields;
  }

  void start() {
    history.record(
        HistoryEventType.EXECUTION_STARTED,
        0,
        () -> new Details().with("input", input).with("roleArn", registration.roleArn()).map());
    tellStatus();
    startTimeout();
    root.begin(input);
  }

  private void startTimeout() {
    registration
        .machine()
        .timeout()
        .ifPresent(
            limit -> timeout = environment.scheduler().after(limit, () -> run(this::timeOut)));
  }

  /**
   * Goes on where it failed, timed out or was aborted.
   *
   * @throws StepFunctionsException EXECUTION_NOT_REDRIVABLE
   */
  void redrive() {
    redrivability()
        .reason()
        .ifPresent(
            reason -> {
              throw new StepFunctionsException(
                  StepFunctionsException.Code.EXECUTION_NOT_REDRIVABLE, reason);
            });
    status = ExecutionStatus.RUNNING;
    stopDate = Optional.empty();
    failure = NO_FAILURE;
    redriveCount++;
    redriveDate = Optional.of(environment.scheduler().now());
    // Outputs may share the old one.
    context = contextNow();
    history.record(
        HistoryEventType.EXECUTION_REDRIVEN,
        history.lastId(),
        () -> new Details().with("redriveCount", redriveCount).map());
    tellStatus();
    startTimeout();
    root.redrive();
  }

  Redrivability redrivability() {
    return Redrivability.of(
        status, startDate, stopDate, history.lastId(), environment.scheduler().now());
  }

  /** Runs a step of this execution, if it is still under way. */
  void run(Runnable step) {
    if (status != ExecutionStatus.RUNNING) {
      return;
    }
    try {
      step.run();
    } catch (History.Full full) {
      fail(
          Failure.of(
              ErrorNames.RUNTIME,
              "The execution reached the maximum number of history events ("
                  + History.EVENTS_MAX
                  + ")."));
    }
  }

  long record(HistoryEventType type, long previousId, Supplier<Map<String, Object>> details) {
    return history.record(type, previousId, details);
  }

  @Override
  public void branchSucceeded(Branch branch, Object result) {
    output = result;
    end(
        ExecutionStatus.SUCCEEDED,
        HistoryEventType.EXECUTION_SUCCEEDED,
        root.lastEventId(),
        () -> new Details().with("output", result).map());
  }

  @Override
  public void branchFailed(Branch branch, Failure uncaught) {
    fail(uncaught);
  }

  private void fail(Failure uncaught) {
    failure = uncaught;
    end(
        ExecutionStatus.FAILED,
        HistoryEventType.EXECUTION_FAILED,
        root.lastEventId(),
        () -> Details.of(uncaught).map());
  }

  void abort(Failure reason) {
    run(
        () -> {
          failure = reason;
          end(
              ExecutionStatus.ABORTED,
              HistoryEventType.EXECUTION_ABORTED,
              0,
              () -> Details.of(reason).map());
        });
  }

  /** Step Functions itself ends it, as it does where it cannot go on. */
  void breakDown(Failure reason) {
    run(() -> fail(reason));
  }

  private void timeOut() {
    end(ExecutionStatus.TIMED_OUT, HistoryEventType.EXECUTION_TIMED_OUT, 0, Details.NONE);
  }

  private void end(
      ExecutionStatus how,
      HistoryEventType type,
      long previousId,
      Supplier<Map<String, Object>> details) {
    status = how;
    stopDate = Optional.of(environment.scheduler().now());
    timeout.cancel();
    root.giveUp();
    history.recordEnd(type, previousId, details);
    tellStatus();
    endListeners.forEach(listener -> listener.accept(this));
    endListeners.clear();
  }

  private void tellStatus() {
    // EventBridge hears nothing of Express executions.
    if (!environment.statusListeners().isEmpty() && !arn.contains(":express:")) {
      ExecutionDescription description = describe();
      environment.statusListeners().forEach(listener -> listener.onStatusChange(description));
    }
  }

  /** Calls back once, when the execution has ended. */
  void whenEnded(Consumer<Execution> listener) {
    endListeners.add(listener);
  }

  ExecutionDescription describe() {
    return new ExecutionDescription(
        arn,
        registration.arn().arn(),
        name,
        status,
        startDate,
        stopDate,
        input,
        output,
        failure.error(),
        failure.cause(),
        mapRunArn,
        redriveCount,
        redriveDate,
        redrivability());
  }

  boolean isRunning() {
    return status == ExecutionStatus.RUNNING;
  }

  Environment environment() {
    return environment;
  }

  ExecutionRegistry registry() {
    return registry;
  }

  TaskTokens tokens() {
    return tokens;
  }

  Registration registration() {
    return registration;
  }

  String arn() {
    return arn;
  }

  String name() {
    return name;
  }

  Object input() {
    return input;
  }

  Optional<Instant> stopDate() {
    return stopDate;
  }

  List<HistoryEvent> events() {
    return history.events();
  }

  /** The part of the context object that is the same in all states. */
  Map<String, Object> context() {
    return context;
  }
}
