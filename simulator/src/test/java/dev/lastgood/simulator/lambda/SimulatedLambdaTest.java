package dev.lastgood.simulator.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.MalformedEventException;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.simulator.kernel.Fault;
import dev.lastgood.simulator.kernel.FaultSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;

@DisplayName("A simulated function")
class SimulatedLambdaTest {
  private final RuntimeWorld world = new RuntimeWorld();
  private final List<InvocationResult> results = new ArrayList<>();
  private final List<String> log = new ArrayList<>();

  @Test
  @DisplayName("is ended by its timeout wherever it is, and its environment with it")
  void hardTimeout() {
    List<Object> handlers = new ArrayList<>();
    world.registerOnPlatform(
        FunctionSettings.of("slow", Duration.ofSeconds(3)),
        platform -> {
          handlers.add(platform);
          return (order, invocation) -> {
            log.add("left " + invocation.timeLeft().get().toSeconds());
            try {
              world.sleep(2);
              log.add("left " + invocation.timeLeft().get().toSeconds());
              world.sleep(2);
              log.add("survived");
            } catch (RuntimeException caught) {
              log.add("caught");
            }
            return "late";
          };
        });
    world.invocationObservers.add(
        new InvocationObserver() {
          @Override
          public void finished(
              InvocationContext context, InvocationResult result, Optional<Throwable> thrown) {
            assertEquals(context.deadline(), world.time.now());
          }
        });
    invoke("slow");
    world.runTo(60);
    assertEquals(List.of("left 3", "left 1"), log);
    var failed = assertInstanceOf(InvocationResult.Failed.class, results.getFirst());
    assertEquals("Sandbox.Timedout", failed.errorType());
    assertTrue(failed.errorMessage().endsWith(" Error: Task timed out after 3.00 seconds"));

    invoke("slow");
    world.runTo(120);
    assertEquals(2, handlers.size());
  }

  @Test
  @DisplayName("that crashes at a call fails as Lambda says, and starts anew")
  void crash() {
    var crashing =
        new RuntimeWorld(
            1, FaultSettings.NONE.with(Fault.CRASH, 1), settings -> settings, List.of());
    List<Boolean> coldStarts = new ArrayList<>();
    crashing.invocationObservers.add(
        new InvocationObserver() {
          @Override
          public void started(InvocationContext context, Object payload, boolean coldStart) {
            coldStarts.add(coldStart);
          }
        });
    crashing.register(
        "crashing",
        (order, invocation) -> {
          try {
            crashing.stepFunctions.client().listExecutions(request -> {});
          } catch (RuntimeException caught) {
            log.add("caught");
          }
          return "survived";
        });
    for (int i = 1; i <= 2; i++) {
      crashing.lambda.invoke("crashing", Map.of(), (id, result) -> results.add(result));
      crashing.runTo(10 * i);
    }
    for (InvocationResult result : results) {
      assertEquals(
          "Runtime.ExitError", assertInstanceOf(InvocationResult.Failed.class, result).errorType());
    }
    assertEquals(List.of(true, true), coldStarts);
    assertEquals(List.of(), log);
  }

  @Test
  @DisplayName("keeps warm environments, one for each invocation at a time, for ten minutes")
  void environments() {
    List<Boolean> coldStarts = new ArrayList<>();
    world.invocationObservers.add(
        new InvocationObserver() {
          @Override
          public void started(InvocationContext context, Object payload, boolean coldStart) {
            coldStarts.add(coldStart);
          }
        });
    world.register(
        "steady",
        (order, invocation) -> {
          world.sleep(1);
          return order.id();
        });
    invoke("steady");
    invoke("steady");
    world.runTo(30);
    assertEquals(List.of(true, true), coldStarts);
    for (int minute = 1; minute <= 22; minute++) {
      invoke("steady");
      world.runTo(30 + 60 * minute);
    }
    // The environment in use stays warm; the other has been idle for too long.
    invoke("steady");
    invoke("steady");
    world.runTo(1500);
    assertEquals(3, coldStarts.stream().filter(cold -> cold).count());
    world.runTo(1500 + 1201);
    invoke("steady");
    world.runTo(2800);
    assertEquals(List.of(false, true, true), coldStarts.subList(24, 27));
  }

  @Test
  @DisplayName("fails with the class and message of what its handler throws, and stays warm")
  void exceptions() {
    world.register(
        "failing",
        (order, invocation) -> {
          throw new MalformedEventException("The field id is missing or empty.");
        });
    invoke("failing");
    world.runTo(10);
    assertEquals(
        List.of(
            new InvocationResult.Failed(
                MalformedEventException.class.getName(), "The field id is missing or empty.")),
        results);
  }

  @Test
  @DisplayName("refuses an input that its handler cannot take, in either way of passing it")
  void refusedInput() {
    for (int bytesEvery : List.of(0, 1)) {
      var other =
          new RuntimeWorld(
              1, FaultSettings.NONE, shared -> shared.withBytesEvery(bytesEvery), List.of());
      other.register("typed", (order, invocation) -> order);
      for (Object payload : java.util.Arrays.asList(Map.of("count", "many"), null)) {
        other.lambda.invoke("typed", payload, (id, result) -> results.add(result));
      }
      other.runTo(10);
    }
    assertEquals(4, results.size());
    for (InvocationResult result : results) {
      var failed = assertInstanceOf(InvocationResult.Failed.class, result);
      assertEquals(MalformedEventException.class.getName(), failed.errorType());
      assertTrue(failed.errorMessage().startsWith("Expected Order, "), failed.errorMessage());
    }
  }

  @Test
  @DisplayName("is throttled beyond its reserved concurrency, and others beyond the account's")
  void throttled() {
    var small =
        new RuntimeWorld(
            1,
            FaultSettings.NONE,
            shared -> new LambdaSettings(shared.configuration(), 1, 4),
            List.of());
    for (String name : List.of("reserved", "shared")) {
      FunctionSettings settings = FunctionSettings.of(name, Duration.ofSeconds(3));
      small.register(
          name.equals("reserved") ? settings.withReservedConcurrency(2) : settings,
          (order, invocation) -> {
            small.sleep(1);
            return "done";
          });
      for (int i = 0; i < 3; i++) {
        small.lambda.invoke(
            name,
            Map.of(),
            (id, result) -> log.add(name + " " + result.getClass().getSimpleName()));
      }
    }
    assertEquals(List.of("reserved Throttled", "shared Throttled"), log);
    small.runTo(10);
    assertEquals(6, log.size());
    assertEquals(4, log.stream().filter(line -> line.endsWith("Succeeded")).count());
    small.lambda.invoke("reserved", Map.of(), (id, result) -> results.add(result));
    small.runTo(20);
    assertEquals(List.of(new InvocationResult.Succeeded("done")), results);
  }

  @Test
  @DisplayName("is found by name, ARN, published version and alias, and by nothing else")
  void references() {
    String arn = world.register("known", (order, invocation) -> order.id());
    world.lambda.publishVersion("known", "1");
    world.lambda.publishVersion("known", "7");
    world.lambda.createAlias("known", "live", "1");
    assertThrows(
        IllegalArgumentException.class, () -> world.lambda.createAlias("known", "next", "8"));
    assertEquals("arn:aws:lambda:eu-central-1:111122223333:function:known", arn);
    for (String reference :
        List.of("known", "known:live", arn, arn + ":7", "111122223333:function:known")) {
      world.lambda.invoke(reference, Map.of("id", reference), (id, result) -> results.add(result));
    }
    world.runTo(10);
    assertEquals(5, results.size());
    assertEquals("$LATEST", world.lambda.executedVersion("known"));
    assertEquals("1", world.lambda.executedVersion(arn + ":live"));
    assertEquals("7", world.lambda.executedVersion(arn + ":7"));
    for (String reference :
        List.of(
            "unknown",
            "kn",
            arn.replace("eu-central-1", "us-east-1"),
            arn + "er",
            arn + ":8",
            "known:next")) {
      var missing =
          assertThrows(
              ResourceNotFoundException.class,
              () -> world.lambda.invoke(reference, Map.of(), (id, result) -> {}));
      assertTrue(missing.getMessage().startsWith("Function not found: arn:aws:lambda:"));
      assertEquals(404, missing.statusCode());
    }
  }

  @Test
  @DisplayName("gets clients, clock, chance, variables and metrics from its platform alone")
  void platform() {
    var skewed =
        new RuntimeWorld(
            1, FaultSettings.NONE.with(Fault.CLOCK_SKEW, 1), shared -> shared, List.of());
    List<Instant> clocks = new ArrayList<>();
    skewed.invocationObservers.add(
        new InvocationObserver() {
          @Override
          public void metric(
              String functionName,
              String name,
              double value,
              String unit,
              Map<String, String> dimensions) {
            log.add(functionName + " " + name + " " + value + " " + unit);
          }
        });
    List<Long> draws = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      skewed.registerOnPlatform(
          FunctionSettings.of(name, Duration.ofSeconds(3)).withVariables(Map.of("TABLE", "t")),
          platform ->
              (order, invocation) -> {
                assertEquals(skewed.stepFunctions.client(), platform.client(SfnClient.class));
                assertEquals("t", platform.variable("TABLE"));
                clocks.add(platform.clock().instant());
                draws.add(platform.chance().nextLong());
                platform.metric("Orders", 2, "Count");
                return assertThrows(IllegalStateException.class, () -> platform.variable("BUCKET"))
                        .getMessage()
                    + assertThrows(
                            IllegalArgumentException.class, () -> platform.client(SnsClient.class))
                        .getMessage();
              });
      skewed.lambda.invoke(name, Map.of(), (id, result) -> results.add(result));
    }
    skewed.runTo(10);
    assertEquals(
        List.of("a Orders 2.0 Count", "b Orders 2.0 Count"), log.stream().sorted().toList());
    assertNotEquals(draws.get(0), draws.get(1));
    assertEquals(2, clocks.size());
    var answer = assertInstanceOf(InvocationResult.Succeeded.class, results.getFirst());
    String text = (String) answer.payload();
    assertTrue(text.contains("The environment variable BUCKET of function "), text);
    assertTrue(text.contains(SnsClient.class.getName()), text);
  }

  @Test
  @DisplayName("is registered by its handler's class, with a clear word where that cannot be")
  void byClassName() {
    FunctionSettings settings =
        FunctionSettings.of("named", Duration.ofSeconds(3))
            .withVariables(Map.of("CONFIGURATION_FILE", "/opt/configuration.json"));
    world.lambda.register(settings, Named.class.getName());
    invoke("named");
    world.runTo(10);
    assertEquals(List.of(new InvocationResult.Succeeded("test")), results);
    assertRefused("There is no handler class dev.lastgood.Missing.", "dev.lastgood.Missing");
    assertRefused(
        "The handler class java.lang.String is no dev.lastgood.functions.handler.JsonHandler.",
        "java.lang.String");
    assertRefused(
        "The handler class "
            + Unfit.class.getName()
            + " lacks a public constructor without parameters, or one that takes a"
            + " dev.lastgood.functions.handler.Platform.",
        Unfit.class.getName());
    assertRefused("Function named exists already.", Named.class.getName());
  }

  private void assertRefused(String message, String className) {
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                world.lambda.register(
                    FunctionSettings.of("named", Duration.ofSeconds(3)), className));
    assertEquals(message, refusal.getMessage());
  }

  private void invoke(String name) {
    world.lambda.invoke(name, Map.of("id", "x"), (id, result) -> results.add(result));
  }

  /** A handler as a template names it. */
  public static final class Named extends JsonHandler<RuntimeWorld.Order, String> {
    private final Platform platform;

    /** As Lambda makes it. */
    public Named() {
      this(null);
    }

    /** As a simulation makes it. */
    public Named(Platform platform) {
      super(RuntimeWorld.Order.class);
      this.platform = platform;
    }

    @Override
    public String handle(RuntimeWorld.Order input, Invocation invocation) {
      return platform.configuration().environment();
    }
  }

  /** A handler that no platform can build. */
  public static final class Unfit extends JsonHandler<RuntimeWorld.Order, String> {
    /** Takes nothing. */
    public Unfit() {
      super(RuntimeWorld.Order.class);
    }

    @Override
    public String handle(RuntimeWorld.Order input, Invocation invocation) {
      return "";
    }
  }
}
