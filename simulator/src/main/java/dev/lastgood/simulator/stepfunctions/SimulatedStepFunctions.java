package dev.lastgood.simulator.stepfunctions;

import dev.lastgood.asl.Cancellable;
import dev.lastgood.asl.HistoryListener;
import dev.lastgood.asl.Scheduler;
import dev.lastgood.asl.StateMachine;
import dev.lastgood.asl.StateMachineHost;
import dev.lastgood.asl.TaskCompletion;
import dev.lastgood.asl.TaskRequest;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.EventSink;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.Timing;
import dev.lastgood.simulator.kernel.Unmodelled;
import dev.lastgood.simulator.kernel.VirtualTime;
import dev.lastgood.simulator.lambda.SimulatedLambda;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

  private final String account;
  private final String region;
  private final LambdaTasks lambdaTasks;
  private final StateMachineHost host;
  private final SfnClient client;
  private final Map<String, ServiceIntegration> integrations = new TreeMap<>();
  private final Set<String> stateMachineArns = new TreeSet<>();

  /**
   * Step Functions without state machines.
   *
   * @param time the world's clock
   * @param calls the door of its SDK calls
   * @param chance its source of chance
   * @param faults how often a call from Step Functions to Lambda fails
   * @param account the account's twelve digits
   * @param region the Region, which decides the API's throttles
   * @param lambda where the functions are
   * @param events takes the events about executions
   * @param listeners told of every event of every execution's history
   */
  public SimulatedStepFunctions(
      VirtualTime time,
      Calls calls,
      Chance chance,
      FaultSettings faults,
      String account,
      String region,
      SimulatedLambda lambda,
      EventSink events,
      List<HistoryListener> listeners) {
    this.account = account;
    this.region = region;
    this.lambdaTasks = new LambdaTasks(lambda, faults, chance.stream("stepfunctions.tasks"));
    RandomGenerator pacing = chance.stream("stepfunctions.transitions");
    StateMachineHost.Builder builder =
        StateMachineHost.builder(
                new VirtualScheduler(time), chance.stream("stepfunctions"), this::start)
            .pacing(() -> TRANSITION.draw(pacing))
            .onStatusChange(new ExecutionEvents(events));
    listeners.forEach(builder::onHistory);
    this.host = builder.build();
    this.client =
        Unmodelled.refused(
            SfnClient.class,
            "Step Functions",
            new SimulatedSfnClient(host, stateMachineArns, calls, new ApiThrottle(time, region)));
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
    return "arn:aws:states:%s:%s:stateMachine:%s".formatted(region, account, name);
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
   * The SDK's client: {@code startExecution}, {@code stopExecution}, {@code describeExecution},
   * {@code listExecutions}, {@code sendTaskSuccess}, {@code sendTaskFailure} and {@code
   * sendTaskHeartbeat}.
   *
   * @return always the same
   */
  public SfnClient client() {
    return client;
  }

  private Cancellable start(TaskRequest request, TaskCompletion completion) {
    String resource = request.resource();
    if (resource.startsWith("arn:aws:lambda:")) {
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
