package dev.lastgood.simulator.lambda;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.Fault;
import dev.lastgood.simulator.kernel.Faults;
import dev.lastgood.simulator.kernel.Gate;
import dev.lastgood.simulator.kernel.ServiceAct;
import dev.lastgood.simulator.kernel.Unmodelled;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * Lambda in memory: each invocation is a {@link dev.lastgood.simulator.kernel.Strand} of its own,
 * with an {@link InvocationContext} attached, in an execution environment that holds one handler
 * and serves one invocation at a time.
 *
 * <p>See "Understanding Lambda function invocation methods" in the AWS Lambda Developer Guide.
 */
public final class SimulatedLambda {
  private static final Duration CLOCK_SKEW_MAX = Duration.ofSeconds(60);

  private final VirtualTime time;
  private final Chance chance;
  private final LambdaSettings settings;
  private final Map<Class<?>, SdkClient> clients;
  private final List<InvocationObserver> observers;
  private final RandomGenerator idChance;
  private final RandomGenerator startChance;
  private final Map<String, SimulatedFunction> functions = new TreeMap<>();
  private final Map<String, SimulatedFunction.Qualified> references = new HashMap<>();
  private final Faults faults;
  private final Layers layers = new Layers();
  private final DeadLetterQueue queues;
  private final AsyncQueue asyncQueue;
  private final LambdaClient client;
  private Gate gate = Gate.OPEN;

  /**
   * A Lambda without functions.
   *
   * @param time the world's clock
   * @param calls the door of its SDK calls
   * @param chance its source of chance
   * @param settings what all functions share
   * @param clients what functions may ask for, by the SDK's interface; may be filled until the run
   *     starts
   * @param queues takes what asynchronous invocation gives up
   * @param observers told of every invocation, in this order; may be filled until the run starts
   */
  public SimulatedLambda(
      VirtualTime time,
      Calls calls,
      Chance chance,
      LambdaSettings settings,
      Map<Class<?>, SdkClient> clients,
      DeadLetterQueue queues,
      List<InvocationObserver> observers) {
    this.time = time;
    this.faults = calls.faults();
    this.chance = chance;
    this.settings = settings;
    this.clients = clients;
    this.observers = observers;
    this.idChance = chance.stream("lambda.ids");
    this.startChance = chance.stream("lambda.starts");
    this.asyncQueue =
        new AsyncQueue(time, chance.stream("lambda.retries"), this::attempt, this::keep, observers);
    this.queues = queues;
    this.client =
        Unmodelled.refused(
            LambdaClient.class,
            "Lambda",
            new SimulatedLambdaClient(this, time, calls),
            LambdaErrors.COMMON);
  }

  /**
   * Registers a function.
   *
   * @param function its settings
   * @param code makes a handler; called once an execution environment
   * @return the function's ARN
   * @throws IllegalArgumentException where the name is taken
   */
  public String register(FunctionSettings function, Function<Platform, JsonHandler<?, ?>> code) {
    if (functions.containsKey(function.name())) {
      throw new IllegalArgumentException("Function " + function.name() + " exists already.");
    }
    Configuration configuration = settings.configuration();
    String arn = functionArn(function.name());
    RandomGenerator functionChance = chance.stream("lambda.function." + function.name());
    functions.put(
        function.name(),
        new SimulatedFunction(
            time,
            function,
            arn,
            () ->
                code.apply(
                    new SimulatedPlatform(
                        function,
                        configuration,
                        clients,
                        clock(function.name()),
                        functionChance,
                        observers)),
            settings.bytesEvery(),
            startChance,
            observers,
            () -> gate.refusal(new ServiceAct.FunctionRuns(function.name()))));
    references.clear();
    return arn;
  }

  /**
   * Registers a function by its handler's class, as a template names it.
   *
   * @param function its settings
   * @param handlerClassName a {@link JsonHandler} with a public constructor that takes a {@link
   *     Platform}
   * @return the function's ARN
   * @throws IllegalArgumentException where there is no such class or constructor, or the name is
   *     taken
   */
  public String register(FunctionSettings function, String handlerClassName) {
    return register(function, handler(handlerClassName));
  }

  /**
   * A factory of handlers of a class, as a template names it.
   *
   * @param handlerClassName a {@link JsonHandler} that Lambda can make, with a public constructor
   *     that takes a {@link Platform} besides
   * @return the factory
   * @throws IllegalArgumentException where there is no such class or constructor
   */
  public static Function<Platform, JsonHandler<?, ?>> handler(String handlerClassName) {
    return HandlerClass.named(handlerClassName);
  }

  /**
   * Publishes a version of a function: what {@code $LATEST} is now.
   *
   * @param functionName the function
   * @param version its number
   */
  public void publishVersion(String functionName, String version) {
    functions.get(functionName).publish(version);
  }

  /**
   * Creates an alias of a function.
   *
   * @param functionName the function
   * @param alias the alias
   * @param version the published version that it stands for
   * @throws IllegalArgumentException where that version is not published
   */
  public void createAlias(String functionName, String alias, String version) {
    functions.get(functionName).alias(alias, version);
  }

  /**
   * Deletes an alias: nobody finds the function by it any more.
   *
   * @param functionName the function
   * @param alias the alias
   */
  public void deleteAlias(String functionName, String alias) {
    functions.get(functionName).deleteAlias(alias);
    references.clear();
  }

  /**
   * Sets how events are treated that invoke a function by a version or an alias; see "Configuring
   * error handling settings for asynchronous invocations" in the AWS Lambda Developer Guide.
   *
   * @param functionName the function
   * @param qualifier the version or alias
   * @param async how
   */
  public void configureEvents(String functionName, String qualifier, AsyncSettings async) {
    functions.get(functionName).configureEvents(qualifier, async);
  }

  /**
   * Sets the gate that a function's logs, traces and dead letters pass from now on.
   *
   * @param other decides what is allowed
   */
  public void guard(Gate other) {
    this.gate = other;
  }

  /**
   * Invokes a function synchronously, as Step Functions does.
   *
   * @param function its name or ARN, with or without a version or alias
   * @param payload JSON values, from now on not to be changed
   * @param whenDone told Lambda's request id and the result, in the loop of virtual time; at once
   *     where it is throttled
   * @throws ResourceNotFoundException where there is no such function
   */
  public void invoke(
      String function, Object payload, BiConsumer<String, InvocationResult> whenDone) {
    SimulatedFunction.Qualified found = find(function);
    String requestId = RequestIds.next(idChance);
    attempt(found.function(), payload, requestId, 1, result -> whenDone.accept(requestId, result));
  }

  /**
   * Hands Lambda an event to invoke a function with, as EventBridge does: it is retried and, in the
   * end, given up as the function's {@link AsyncSettings} say.
   *
   * @param function its name or ARN, with or without a version or alias
   * @param payload JSON values, from now on not to be changed
   * @return Lambda's request id
   * @throws ResourceNotFoundException where there is no such function
   */
  public String invokeAsync(String function, Object payload) {
    SimulatedFunction.Qualified found = find(function);
    String requestId = RequestIds.next(idChance);
    asyncQueue.accept(found, requestId, payload);
    return requestId;
  }

  /**
   * The version that an invocation would run.
   *
   * @param function a name or ARN, with or without a version or alias
   * @return {@code $LATEST}, or a number
   * @throws ResourceNotFoundException where there is no such function, version or alias
   */
  public String executedVersion(String function) {
    return find(function).version();
  }

  /**
   * The ARN of a function, whether it exists or not.
   *
   * @param name its name
   * @return its ARN, without a version
   */
  public String functionArn(String name) {
    Configuration configuration = settings.configuration();
    return "arn:aws:lambda:%s:%s:function:%s"
        .formatted(configuration.region(), configuration.account(), name);
  }

  /**
   * The layers of this account and Region.
   *
   * @return always the same
   */
  public Layers layers() {
    return layers;
  }

  /**
   * The SDK's client: {@code invoke}, synchronous from within a function and asynchronous, and
   * {@code getLayerVersionByArn}.
   *
   * @return always the same
   */
  public LambdaClient client() {
    return client;
  }

  /** The same few references come again and again, and reading one costs more than all the rest. */
  private SimulatedFunction.Qualified find(String reference) {
    SimulatedFunction.Qualified known = references.get(reference);
    if (known == null) {
      known =
          FunctionReference.parse(reference)
              .flatMap(read -> qualified(reference, read))
              .orElse(null);
      if (known == null) {
        throw LambdaErrors.NOT_FOUND.saying(
            "Function not found: "
                + (reference.startsWith("arn:") ? reference : functionArn(reference)));
      }
      references.put(reference, known);
    }
    return known;
  }

  private Optional<SimulatedFunction.Qualified> qualified(
      String reference, FunctionReference read) {
    SimulatedFunction found = functions.get(read.name());
    if (found == null || (reference.startsWith("arn:") && !isOurs(reference, found))) {
      return Optional.empty();
    }
    return found.qualified(read.qualifier());
  }

  private static boolean isOurs(String reference, SimulatedFunction found) {
    return reference.equals(found.arn()) || reference.startsWith(found.arn() + ":");
  }

  private void attempt(
      SimulatedFunction function,
      Object payload,
      String requestId,
      int attempt,
      Consumer<InvocationResult> whenDone) {
    int reserved = function.settings().reservedConcurrency().orElse(-1);
    if (reserved >= 0 && function.running() >= reserved) {
      whenDone.accept(throttled(function, "ReservedFunctionConcurrentInvocationLimitExceeded"));
    } else if (reserved < 0 && unreservedRunning() >= unreservedConcurrency()) {
      whenDone.accept(throttled(function, "ConcurrentInvocationLimitExceeded"));
    } else {
      function.invoke(payload, requestId, attempt, whenDone);
    }
  }

  private InvocationResult throttled(SimulatedFunction function, String reason) {
    for (InvocationObserver observer : observers) {
      observer.throttled(function.settings().name());
    }
    return new InvocationResult.Throttled(reason);
  }

  /** Puts what a function could not handle into a queue, with the function's role. */
  private boolean keep(
      SimulatedFunction.Qualified function,
      String queueArn,
      String body,
      Map<String, String> attributes) {
    String name = function.function().settings().name();
    if (gate.refusal(new ServiceAct.FunctionKeeps(name, function.arn(), queueArn)).isPresent()) {
      return false;
    }
    queues.send(queueArn, body, attributes);
    return true;
  }

  private int unreservedRunning() {
    int running = 0;
    for (SimulatedFunction function : functions.values()) {
      if (function.settings().reservedConcurrency().isEmpty()) {
        running += function.running();
      }
    }
    return running;
  }

  private int unreservedConcurrency() {
    int left = settings.accountConcurrency();
    for (SimulatedFunction function : functions.values()) {
      left -= function.settings().reservedConcurrency().orElse(0);
    }
    return left;
  }

  /** Where it is wrong, it is until all faults are over: then the clock is set. */
  private InstantSource clock(String functionName) {
    if (!faults.strikes(Fault.CLOCK_SKEW, () -> "an environment of " + functionName)) {
      return time;
    }
    Duration skew =
        Duration.ofNanos(
            (long) ((2 * faults.share(Fault.CLOCK_SKEW) - 1) * CLOCK_SKEW_MAX.toNanos()));
    return () -> faults.isOver() ? time.now() : time.now().plus(skew);
  }
}
