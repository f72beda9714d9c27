package dev.lastgood.simulator.stepfunctions;

import dev.lastgood.asl.Cancellable;
import dev.lastgood.asl.ExecutionStatusListener;
import dev.lastgood.asl.HistoryListener;
import dev.lastgood.asl.Scheduler;
import dev.lastgood.asl.StateMachine;
import dev.lastgood.asl.StateMachineHost;
import dev.lastgood.asl.TaskCompletion;
import dev.lastgood.asl.TaskHandler;
import dev.lastgood.asl.TaskRequest;
import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.EventSink;
import dev.lastgood.simulator.kernel.Faults;
import dev.lastgood.simulator.kernel.Gate;
import dev.lastgood.simulator.kernel.ServiceAct;
import dev.lastgood.simulator.kernel.Timing;
import dev.lastgood.simulator.kernel.Unmodelled;
import dev.lastgood.simulator.kernel.VirtualTime;
import dev.lastgood.simulator.lambda.SimulatedLambda;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * Step Functions, standard workflows, on virtual time: the interpreter, given a clock, latencies,
 * tasks that invoke functions, the API's client and the events about executions.
 *
 * <p>Modelled tasks: functions by their ARN, {@code lambda:invoke} with and without {@code
 * .waitForTaskToken}, {@code aws-sdk:sfn:stopExecution} and {@code aws-sdk:sfn:describeExecution},
 * nested executions (by the interpreter), and what {@link #integrate} adds. Any other fails its
 * execution with a cause that names it.
 */
public final class SimulatedStepFunctions {
  private static final Timing TRANSITION = new Timing(0.05, 0.3);
  private static final String WAIT_FOR_TASK_TOKEN = ".waitForTaskToken";

  private final Account account;
  private final LambdaTasks lambdaTasks;
  private final StateMachineHost host;
  private final SfnClient client;
  private final Map<String, ServiceIntegration> integrations = new TreeMap<>();
  private final Set<String> stateMachineArns = new TreeSet<>();
  private Gate gate = Gate.OPEN;

  /**
   * Step Functions without state machines.
   *
   * @param time the world's clock
   * @param calls the door of its SDK calls
   * @param chance its source of chance
   * @param faults how often a call from Step Functions to Lambda fails
   * @param account where it is; its Region decides the API's throttles
   * @param lambda where the functions are
   * @param events takes the events about executions
   * @param listeners told of every event of every execution's history; may be filled until the run
   *     starts
   * @param statusListeners told of every change of an execution's status; may be filled until the
   *     run starts
   */
  public SimulatedStepFunctions(
      VirtualTime time,
      Calls calls,
      Chance chance,
      Faults faults,
      Account account,
      SimulatedLambda lambda,
      EventSink events,
      List<HistoryListener> listeners,
      List<ExecutionStatusListener> statusListeners) {
    this.account = account;
    this.lambdaTasks = new LambdaTasks(lambda, faults);
    RandomGenerator pacing = chance.stream("stepfunctions.transitions");
    StateMachineHost.Builder builder =
        StateMachineHost.builder(
                new VirtualScheduler(time), chance.stream("stepfunctions"), new Tasks())
            .pacing(() -> TRANSITION.draw(pacing))
            .onStatusChange(new ExecutionEvents(events))
            .onStatusChange(
                execution -> statusListeners.forEach(it -> it.onStatusChange(execution)));
    builder.onHistory((arn, event) -> listeners.forEach(it -> it.onEvent(arn, event)));
    this.host = builder.build();
    this.client =
        Unmodelled.refused(
            SfnClient.class,
            "Step Functions",
            new SimulatedSfnClient(
                host, stateMachineArns, time, calls, new ApiThrottle(time, account.region())),
            Refusals.COMMON);
    ExecutionTasks executionTasks = new ExecutionTasks(client);
    integrate("arn:aws:states:::lambda:invoke", lambdaTasks::callInvoke);
    integrate("arn:aws:states:::aws-sdk:sfn:stopExecution", executionTasks::stopExecution);
    integrate("arn:aws:states:::aws-sdk:sfn:describeExecution", executionTasks::describeExecution);
  }

  /**
   * Creates or updates a state machine; executions under way finish on what they began with.
   *
   * @param name its name, with a version or an alias behind a colon where executions are started by
   *     one
   * @param roleArn the role that its tasks act with
   * @param definition the checked definition, which many worlds may share
   * @return the ARN to start executions with
   */
  public String register(String name, String roleArn, StateMachine definition) {
    String arn = stateMachineArn(name);
    host.register(arn, roleArn, definition);
    stateMachineArns.add(arn);
    return arn;
  }

  /**
   * Sets the gate that every task passes from now on.
   *
   * @param other decides what is allowed
   */
  public void guard(Gate other) {
    this.gate = other;
  }

  /**
   * Adds a service integration that state machines call.
   *
   * @param resource the task's resource without its pattern, such as {@code
   *     arn:aws:states:::sns:publish}; with {@code .waitForTaskToken} it is called the same way
   * @param integration makes the call
   */
  public void integrate(String resource, ServiceIntegration integration) {
    integrations.put(resource, integration);
  }

  /**
   * The ARN of a state machine, whether it exists or not.
   *
   * @param name its name, with or without a version or alias behind a colon
   * @return its ARN
   */
  public String stateMachineArn(String name) {
    return account.arn("states", "stateMachine:" + name);
  }

  /**
   * The interpreter, for whoever watches a run or acts in it as the world itself.
   *
   * @return always the same
   */
  public StateMachineHost host() {
    return host;
  }

  /**
   * The SDK's client: {@code startExecution}, {@code stopExecution}, {@code redriveExecution},
   * {@code describeExecution}, {@code listExecutions}, {@code sendTaskSuccess}, {@code
   * sendTaskFailure} and {@code sendTaskHeartbeat}.
   *
   * @return always the same
   */
  public SfnClient client() {
    return client;
  }

  private Cancellable start(TaskRequest request, TaskCompletion completion) {
    String resource = request.resource();
    Optional<String> refusal = gate.refusal(act(request));
    if (refusal.isPresent()) {
      completion.fail(deniedError(resource), refusal.get());
    } else if (isFunction(resource)) {
      lambdaTasks.callFunction(request, completion);
    } else {
      String call =
          resource.endsWith(WAIT_FOR_TASK_TOKEN)
              ? resource.substring(0, resource.length() - WAIT_FOR_TASK_TOKEN.length())
              : resource;
      ServiceIntegration integration = integrations.get(call);
      if (integration == null) {
        completion.fail(
            "States.Runtime",
            "Simulated Step Functions does not model the resource " + resource + ".");
      } else {
        integration.call(request, completion);
      }
    }
    // What a task has begun goes on when Step Functions stops caring, as on AWS.
    return () -> {};
  }

  /** What the interpreter hands over. */
  private final class Tasks implements TaskHandler {
    @Override
    public Cancellable start(TaskRequest request, TaskCompletion completion) {
      return SimulatedStepFunctions.this.start(request, completion);
    }

    @Override
    public Optional<String> refusal(TaskRequest request) {
      return gate.refusal(act(request));
    }
  }

  private static ServiceAct act(TaskRequest request) {
    return new ServiceAct.TaskCalls(
        request.stateMachineArn(), request.roleArn(), request.resource(), request.arguments());
  }

  private static boolean isFunction(String resource) {
    return resource.matches("arn:aws[a-z-]*:lambda:.*");
  }

  /** Errors carry the name of the service that refuses. */
  private static String deniedError(String resource) {
    if (isFunction(resource) || resource.contains(":::lambda:")) {
      return "Lambda.AWSLambdaException";
    }
    return resource.contains(":::aws-sdk:sfn:")
        ? "Sfn.SfnException"
        : "StepFunctions.AWSStepFunctionsException";
  }

  private record VirtualScheduler(VirtualTime time) implements Scheduler {
    @Override
    public Instant now() {
      return time.now();
    }

    @Override
    public Cancellable after(Duration delay, Runnable task) {
      return time.after(delay, task)::cancel;
    }
  }
}
