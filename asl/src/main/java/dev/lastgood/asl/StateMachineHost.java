package dev.lastgood.asl;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Step Functions in a box: registered state machines, their executions, and the API to start, stop
 * and watch them, all on one {@link Scheduler}. Not safe for threads: call it from the scheduler's
 * tasks, or while none runs.
 */
public final class StateMachineHost {

  private final ExecutionRegistry registry;
  private final TaskTokens tokens;

  private StateMachineHost(Builder settings) {
    Environment environment =
        new Environment(
            settings.scheduler,
            settings.random,
            settings.taskHandler,
            settings.objects,
            settings.pacing,
            new EngineFunctions(settings.scheduler, settings.random),
            List.copyOf(settings.historyListeners),
            List.copyOf(settings.statusListeners),
            settings.keepsHistory,
            settings.delegatesNestedExecutions);
    tokens = new TaskTokens(settings.random);
    registry = new ExecutionRegistry(environment, tokens);
  }

  /**
   * A host under construction.
   *
   * @param random the only source of chance: retry jitter, {@code $random}, {@code $uuid}, task
   *     tokens, names that are not given
   */
  public static Builder builder(
      Scheduler scheduler, RandomGenerator random, TaskHandler taskHandler) {
    return new Builder(scheduler, random, taskHandler);
  }

  /** What a host is made of. */
  public static final class Builder {
    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final TaskHandler taskHandler;
    private final List<HistoryListener> historyListeners = new ArrayList<>();
    private final List<ExecutionStatusListener> statusListeners = new ArrayList<>();
    private Pacing pacing = Pacing.IMMEDIATE;
    private ObjectStore objects = ObjectStore.NONE;
    private boolean keepsHistory;
    private boolean delegatesNestedExecutions;

    private Builder(Scheduler scheduler, RandomGenerator random, TaskHandler taskHandler) {
      this.scheduler = Objects.requireNonNull(scheduler);
      this.random = Objects.requireNonNull(random);
      this.taskHandler = Objects.requireNonNull(taskHandler);
    }

    /** The time that state transitions take; none by default. */
    public Builder pacing(Pacing pacing) {
      this.pacing = Objects.requireNonNull(pacing);
      return this;
    }

    /** Where Distributed Maps read items and write results; by default there are no objects. */
    public Builder objects(ObjectStore objects) {
      this.objects = Objects.requireNonNull(objects);
      return this;
    }

    /** Adds a listener to every history event. */
    public Builder onHistory(HistoryListener listener) {
      historyListeners.add(Objects.requireNonNull(listener));
      return this;
    }

    /** Adds a listener to the start and the end of every execution. */
    public Builder onStatusChange(ExecutionStatusListener listener) {
      statusListeners.add(Objects.requireNonNull(listener));
      return this;
    }

    /** Keeps the history of every execution for {@link StateMachineHost#history}. */
    public Builder keepHistory() {
      keepsHistory = true;
      return this;
    }

    /**
     * Hands tasks that start executions ({@code states:startExecution}) to the task handler too,
     * instead of starting an execution in this host: for a handler that answers everything itself.
     */
    public Builder delegateNestedExecutions() {
      delegatesNestedExecutions = true;
      return this;
    }

    /** The host. */
    public StateMachineHost build() {
      return new StateMachineHost(this);
    }
  }

  /**
   * Creates or replaces a state machine. Executions under way finish on the definition that they
   * began with.
   *
   * @param stateMachineArn {@code arn:aws:states:REGION:ACCOUNT:stateMachine:NAME}, with a version
   *     or an alias behind it where executions are started by one
   */
  public void register(String stateMachineArn, String roleArn, StateMachine stateMachine) {
    registry.register(stateMachineArn, roleArn, stateMachine);
  }

  /**
   * StartExecution. With the name and input of an execution that is running, answers with that one.
   *
   * @param name up to 80 characters
   * @param input a JSON document as plain Java values (Map, List, String, Number, Boolean, null),
   *     from now on frozen
   * @throws StepFunctionsException STATE_MACHINE_DOES_NOT_EXIST, INVALID_NAME,
   *     INVALID_EXECUTION_INPUT, or EXECUTION_ALREADY_EXISTS
   * @see <a
   *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html">StartExecution</a>
   */
  public ExecutionDescription startExecution(String stateMachineArn, String name, Object input) {
    return registry.start(stateMachineArn, name, input).describe();
  }

  /** StartExecution without a name: one is drawn. */
  public ExecutionDescription startExecution(String stateMachineArn, Object input) {
    return registry.start(stateMachineArn, input).describe();
  }

  /**
   * StopExecution: aborts an execution. One that has ended stays as it is. Executions that it
   * started are not stopped with it.
   *
   * @throws StepFunctionsException EXECUTION_DOES_NOT_EXIST
   */
  public ExecutionDescription stopExecution(
      String executionArn, Optional<String> error, Optional<String> cause) {
    Execution execution = registry.find(executionArn);
    execution.abort(Failure.of(error, cause));
    return execution.describe();
  }

  /**
   * RedriveExecution: has an execution that failed, timed out or was aborted go on with the state
   * that it ended in, under its ARN and with its input, on the definition that it began with. What
   * it has done stays done. An execution that it started and waited for is started again; one whose
   * name is given, and taken by one that has ended, is refused then.
   *
   * @throws StepFunctionsException EXECUTION_DOES_NOT_EXIST or EXECUTION_NOT_REDRIVABLE
   * @throws UnsupportedOperationException for a child of a Distributed Map
   * @see <a
   *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_RedriveExecution.html">RedriveExecution</a>
   */
  public ExecutionDescription redriveExecution(String executionArn) {
    return registry.redrive(executionArn).describe();
  }

  /**
   * No API: Step Functions itself ends an execution as failed, as it does where one exceeds a quota
   * or meets a runtime error. One that has ended stays as it is. Executions that it started are not
   * stopped with it.
   *
   * @throws StepFunctionsException EXECUTION_DOES_NOT_EXIST
   */
  public ExecutionDescription breakExecution(String executionArn, String error, String cause) {
    Execution execution = registry.find(executionArn);
    execution.breakDown(Failure.of(Optional.of(error), Optional.of(cause)));
    return execution.describe();
  }

  /**
   * DescribeExecution.
   *
   * @throws StepFunctionsException EXECUTION_DOES_NOT_EXIST
   */
  public ExecutionDescription describeExecution(String executionArn) {
    return registry.find(executionArn).describe();
  }

  /** All executions, in the order of their starts, without the children of Distributed Maps. */
  public List<ExecutionDescription> executions() {
    return registry.all().stream().map(Execution::describe).toList();
  }

  /**
   * ListExecutions of a Map Run: the children that one attempt of a Distributed Map started.
   *
   * @param mapRunArn as the history's {@code MapRunStarted} names it
   * @return in the order of their starts; empty where there is no such Map Run
   */
  public List<ExecutionDescription> executions(String mapRunArn) {
    return registry.children().stream()
        .map(Execution::describe)
        .filter(child -> child.mapRunArn().equals(Optional.of(mapRunArn)))
        .toList();
  }

  /**
   * GetExecutionHistory, where {@link Builder#keepHistory()} was asked for; empty otherwise.
   *
   * @throws StepFunctionsException EXECUTION_DOES_NOT_EXIST
   */
  public List<HistoryEvent> history(String executionArn) {
    return registry.find(executionArn).events();
  }

  /**
   * SendTaskSuccess: ends the task that waits for this token.
   *
   * @param output a JSON document as plain Java values, from now on frozen
   * @throws StepFunctionsException INVALID_TOKEN, TASK_DOES_NOT_EXIST, TASK_TIMED_OUT or
   *     INVALID_OUTPUT
   */
  public void sendTaskSuccess(String taskToken, Object output) {
    TaskAttempt attempt = tokens.find(taskToken);
    if (JsonSize.exceedsPayload(output)) {
      throw new StepFunctionsException(
          StepFunctionsException.Code.INVALID_OUTPUT,
          "The output exceeds " + JsonSize.PAYLOAD_BYTES_MAX + " bytes");
    }
    attempt.callBack(output);
  }

  /**
   * SendTaskFailure: fails the task that waits for this token.
   *
   * @throws StepFunctionsException INVALID_TOKEN, TASK_DOES_NOT_EXIST or TASK_TIMED_OUT
   */
  public void sendTaskFailure(String taskToken, Optional<String> error, Optional<String> cause) {
    tokens.find(taskToken).callBackFailed(Failure.of(error, cause));
  }

  /**
   * SendTaskHeartbeat: starts the task's {@code HeartbeatSeconds} anew.
   *
   * @throws StepFunctionsException INVALID_TOKEN, TASK_DOES_NOT_EXIST or TASK_TIMED_OUT
   */
  public void sendTaskHeartbeat(String taskToken) {
    tokens.find(taskToken).heartbeat();
  }
}
