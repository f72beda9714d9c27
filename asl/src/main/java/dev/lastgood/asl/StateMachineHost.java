package dev.lastgood.asl;

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

  private final Builder settings;

  private StateMachineHost(Builder settings) {
    this.settings = settings;
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
    private Pacing pacing = Pacing.IMMEDIATE;

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

    /** Adds a listener to every history event. */
    public Builder onHistory(HistoryListener listener) {
      throw new UnsupportedOperationException("comes with the interpreter");
    }

    /** Adds a listener to the start and the end of every execution. */
    public Builder onStatusChange(ExecutionStatusListener listener) {
      throw new UnsupportedOperationException("comes with the interpreter");
    }

    /** Keeps the history of every execution for {@link StateMachineHost#history}. */
    public Builder keepHistory() {
      throw new UnsupportedOperationException("comes with the interpreter");
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
    throw new UnsupportedOperationException("comes with the interpreter" + settings.pacing);
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
    throw new UnsupportedOperationException("comes with the interpreter");
  }

  /** StartExecution without a name: one is drawn. */
  public ExecutionDescription startExecution(String stateMachineArn, Object input) {
    throw new UnsupportedOperationException("comes with the interpreter");
  }

  /**
   * StopExecution: aborts an execution. One that has ended stays as it is. Executions that it
   * started are not stopped with it.
   *
   * @throws StepFunctionsException EXECUTION_DOES_NOT_EXIST
   */
  public ExecutionDescription stopExecution(
      String executionArn, Optional<String> error, Optional<String> cause) {
    throw new UnsupportedOperationException("comes with the interpreter");
  }

  /**
   * DescribeExecution.
   *
   * @throws StepFunctionsException EXECUTION_DOES_NOT_EXIST
   */
  public ExecutionDescription describeExecution(String executionArn) {
    throw new UnsupportedOperationException("comes with the interpreter");
  }

  /** All executions, in the order of their starts. */
  public List<ExecutionDescription> executions() {
    throw new UnsupportedOperationException("comes with the interpreter");
  }

  /**
   * GetExecutionHistory, where {@link Builder#keepHistory()} was asked for; empty otherwise.
   *
   * @throws StepFunctionsException EXECUTION_DOES_NOT_EXIST
   */
  public List<HistoryEvent> history(String executionArn) {
    throw new UnsupportedOperationException("comes with the interpreter");
  }

  /**
   * SendTaskSuccess: ends the task that waits for this token.
   *
   * @param output a JSON document as plain Java values, from now on frozen
   * @throws StepFunctionsException INVALID_TOKEN, TASK_DOES_NOT_EXIST, TASK_TIMED_OUT or
   *     INVALID_OUTPUT
   */
  public void sendTaskSuccess(String taskToken, Object output) {
    throw new UnsupportedOperationException("comes with the interpreter");
  }

  /**
   * SendTaskFailure: fails the task that waits for this token.
   *
   * @throws StepFunctionsException INVALID_TOKEN, TASK_DOES_NOT_EXIST or TASK_TIMED_OUT
   */
  public void sendTaskFailure(String taskToken, Optional<String> error, Optional<String> cause) {
    throw new UnsupportedOperationException("comes with the interpreter");
  }

  /**
   * SendTaskHeartbeat: starts the task's {@code HeartbeatSeconds} anew.
   *
   * @throws StepFunctionsException INVALID_TOKEN, TASK_DOES_NOT_EXIST or TASK_TIMED_OUT
   */
  public void sendTaskHeartbeat(String taskToken) {
    throw new UnsupportedOperationException("comes with the interpreter");
  }
}
