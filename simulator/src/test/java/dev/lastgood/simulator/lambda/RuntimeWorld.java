package dev.lastgood.simulator.lambda;

import dev.lastgood.asl.HistoryListener;
import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.simulator.eventbridge.DeliveryObserver;
import dev.lastgood.simulator.eventbridge.SimulatedEventBridge;
import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.CallObserver;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.VirtualTime;
import dev.lastgood.simulator.scheduler.SimulatedScheduler;
import dev.lastgood.simulator.stepfunctions.SimulatedStepFunctions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkClient;

/** A small world in which the runtime services are tested together. */
public final class RuntimeWorld {
  /** When every world starts. */
  public static final Instant START = Instant.parse("2026-03-01T02:00:00.250Z");

  /** The account of every world. */
  public static final String ACCOUNT = "111122223333";

  /** The Region of every world. */
  public static final String REGION = "eu-central-1";

  /** The clock. */
  public final VirtualTime time = new VirtualTime(START);

  /** What was put into queues. */
  public final List<Message> messages = new ArrayList<>();

  /** The list that invocation observers are added to. */
  public final List<InvocationObserver> invocationObservers = new ArrayList<>();

  /** The list that delivery observers are added to. */
  public final List<DeliveryObserver> deliveryObservers = new ArrayList<>();

  /** The list that the scheduler's observers are added to. */
  public final List<SimulatedScheduler.Observer> scheduleObservers = new ArrayList<>();

  /** The list that call observers are added to. */
  public final List<CallObserver> callObservers = new ArrayList<>();

  /** What handlers may ask for. */
  public final Map<Class<?>, SdkClient> clients = new LinkedHashMap<>();

  /** Lambda. */
  public final SimulatedLambda lambda;

  /** The event bus. */
  public final SimulatedEventBridge bus;

  /** EventBridge Scheduler. */
  public final SimulatedScheduler scheduler;

  /** Step Functions. */
  public final SimulatedStepFunctions stepFunctions;

  /**
   * A message in a queue.
   *
   * @param atSeconds since the start
   * @param queueArn the queue
   * @param body JSON text
   * @param attributes the message's attributes
   */
  public record Message(
      double atSeconds, String queueArn, String body, Map<String, String> attributes) {}

  /**
   * The input of all test functions.
   *
   * @param id any text
   * @param count any number
   * @param token a task token
   */
  public record Order(String id, int count, Optional<String> token) {}

  /** A world without faults, with seed 1. */
  public RuntimeWorld() {
    this(1, FaultSettings.NONE, settings -> settings, List.of());
  }

  /**
   * A world.
   *
   * @param seed its seed
   * @param faults its faults
   * @param settings changes what functions share
   * @param histories told of executions' histories
   */
  public RuntimeWorld(
      long seed,
      FaultSettings faults,
      Function<LambdaSettings, LambdaSettings> settings,
      List<HistoryListener> histories) {
    Chance chance = new Chance(seed);
    Calls calls = new Calls(time, chance, faults, callObservers);
    DeadLetterQueue queues =
        (queueArn, body, attributes) ->
            messages.add(new Message(seconds(), queueArn, body, attributes));
    LambdaSettings shared =
        settings.apply(LambdaSettings.of(new Configuration("test", ACCOUNT, REGION, List.of())));
    lambda = new SimulatedLambda(time, calls, chance, shared, clients, queues, invocationObservers);
    bus =
        new SimulatedEventBridge(
            time,
            calls,
            chance,
            calls.faults(),
            new Account(ACCOUNT, REGION),
            lambda,
            queues,
            deliveryObservers);
    scheduler =
        new SimulatedScheduler(
            time,
            chance,
            calls.faults(),
            new Account(ACCOUNT, REGION),
            lambda,
            queues,
            scheduleObservers);
    stepFunctions =
        new SimulatedStepFunctions(
            time,
            calls,
            chance,
            calls.faults(),
            new Account(ACCOUNT, REGION),
            lambda,
            bus,
            histories,
            List.of());
    clients.put(software.amazon.awssdk.services.sfn.SfnClient.class, stepFunctions.client());
    clients.put(software.amazon.awssdk.services.lambda.LambdaClient.class, lambda.client());
  }

  /**
   * Seconds since the start.
   *
   * @return to the nanosecond
   */
  public double seconds() {
    return Duration.between(START, time.now()).toNanos() / 1e9;
  }

  /**
   * Runs until so many seconds after the start.
   *
   * @param seconds since the start
   */
  public void runTo(double seconds) {
    time.run(START.plusNanos((long) (seconds * 1e9)), () -> false);
  }

  /** Lets time pass in a handler. */
  public void sleep(double seconds) {
    time.sleep(Duration.ofNanos((long) (seconds * 1e9)));
  }

  /** Registers a function with a timeout of three seconds. */
  public String register(String name, BiFunction<Order, Invocation, Object> body) {
    return register(FunctionSettings.of(name, Duration.ofSeconds(3)), body);
  }

  /** Registers a function. */
  public String register(FunctionSettings settings, BiFunction<Order, Invocation, Object> body) {
    return lambda.register(settings, platform -> new OrderHandler(body));
  }

  /** Registers a function that uses its platform. */
  public String registerOnPlatform(
      FunctionSettings settings, Function<Platform, BiFunction<Order, Invocation, Object>> body) {
    return lambda.register(settings, platform -> new OrderHandler(body.apply(platform)));
  }

  private static final class OrderHandler extends JsonHandler<Order, Object> {
    private final BiFunction<Order, Invocation, Object> body;

    private OrderHandler(BiFunction<Order, Invocation, Object> body) {
      super(Order.class);
      this.body = body;
    }

    @Override
    public Object handle(Order input, Invocation invocation) {
      return body.apply(input, invocation);
    }
  }
}
