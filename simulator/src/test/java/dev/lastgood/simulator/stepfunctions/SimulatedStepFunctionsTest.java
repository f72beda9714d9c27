package dev.lastgood.simulator.stepfunctions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.asl.ExecutionDescription;
import dev.lastgood.asl.ExecutionStatus;
import dev.lastgood.asl.StateMachine;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.simulator.eventbridge.AcceptedEvent;
import dev.lastgood.simulator.eventbridge.DeliveryObserver;
import dev.lastgood.simulator.kernel.Fault;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.lambda.FunctionSettings;
import dev.lastgood.simulator.lambda.RuntimeWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An execution of a simulated state machine")
class SimulatedStepFunctionsTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/states";
  private static final String INVOKE = "arn:aws:states:::lambda:invoke";
  private static final String ARGUMENTS =
      "{\"FunctionName\":\"work\",\"Payload\":\"{% $states.input %}\"}";

  private RuntimeWorld world = new RuntimeWorld();

  @Test
  @DisplayName("invokes functions, by lambda:invoke with Lambda's answer, by ARN with the result")
  void invokes() {
    String arn = world.register("work", (order, invocation) -> Map.of("n", order.count() + 1));
    world.lambda.publishVersion("work", "1");
    world.lambda.createAlias("work", "live", "1");
    ExecutionDescription invoked =
        run(
            INVOKE,
            "{\"FunctionName\":\"" + arn + ":live\",\"Payload\":\"{% $states.input %}\"}",
            Map.of("count", 1));
    Map<?, ?> answer = (Map<?, ?>) invoked.output();
    assertEquals(Map.of("n", 2), answer.get("Payload"));
    assertEquals(200, answer.get("StatusCode"));
    assertEquals("1", answer.get("ExecutedVersion"));
    assertEquals(
        36, ((String) ((Map<?, ?>) answer.get("SdkResponseMetadata")).get("RequestId")).length());
    assertEquals(Map.of("n", 3), run(arn, "{% $states.input %}", Map.of("count", 2)).output());
    ExecutionDescription queued =
        run(INVOKE, "{\"FunctionName\":\"work\",\"InvocationType\":\"Event\"}", Map.of());
    assertEquals(202, ((Map<?, ?>) queued.output()).get("StatusCode"));
  }

  @Test
  @DisplayName("takes time for its transitions and for cold and warm starts")
  void takesTime() {
    world.register("work", (order, invocation) -> "");
    double[] seconds = new double[2];
    for (int i = 0; i < 2; i++) {
      ExecutionDescription execution = run(INVOKE, ARGUMENTS, Map.of());
      seconds[i] =
          Duration.between(execution.startDate(), execution.stopDate().orElseThrow()).toMillis()
              / 1e3;
    }
    assertTrue(seconds[0] > seconds[1], "cold " + seconds[0] + " s, warm " + seconds[1] + " s");
    assertTrue(seconds[1] > 0);
  }

  @Test
  @DisplayName("sees a function's failure under the names that AWS gives it")
  void failures() {
    world.register(
        "work",
        (order, invocation) -> {
          if (order.count() == 1) {
            throw new IllegalStateException("no \"stock\"");
          }
          world.sleep(60);
          return "";
        });
    ExecutionDescription threw = run(INVOKE, ARGUMENTS, Map.of("count", 1));
    assertEquals("java.lang.IllegalStateException", threw.error().orElseThrow());
    assertEquals(
        "no \"stock\"", Json.read(threw.cause().orElseThrow(), Map.class).get("errorMessage"));
    ExecutionDescription timedOut = run(INVOKE, ARGUMENTS, Map.of("count", 2));
    assertEquals("Sandbox.Timedout", timedOut.error().orElseThrow());
    ExecutionDescription missing = run(INVOKE, "{\"FunctionName\":\"none\"}", Map.of());
    assertEquals("Lambda.ResourceNotFoundException", missing.error().orElseThrow());
    world.register(
        FunctionSettings.of("closed", Duration.ofSeconds(3)).withReservedConcurrency(0),
        (order, invocation) -> "");
    ExecutionDescription throttled = run(INVOKE, "{\"FunctionName\":\"closed\"}", Map.of());
    assertEquals("Lambda.TooManyRequestsException", throttled.error().orElseThrow());
    assertEquals(
        "Rate Exceeded. (Service: Lambda, Status Code: 429, Request ID: simulated)",
        throttled.cause().orElseThrow());
  }

  @Test
  @DisplayName("may lose the answer of a function that has done its work")
  void lostAnswer() {
    List<String> done = new ArrayList<>();
    build(1, FaultSettings.NONE.with(Fault.LOST_ANSWER, 1));
    world.register(
        "work",
        (order, invocation) -> {
          done.add(order.id());
          return "";
        });
    ExecutionDescription execution = run(INVOKE, ARGUMENTS, Map.of("id", "once"));
    assertEquals("Lambda.SdkClientException", execution.error().orElseThrow());
    assertEquals(List.of("once"), done);
    build(1, FaultSettings.NONE.with(Fault.SERVER_ERROR, 1));
    assertEquals("Lambda.ServiceException", run(INVOKE, ARGUMENTS, Map.of()).error().orElseThrow());
  }

  @Test
  @DisplayName("outlives none of its task's time limit, though the function goes on")
  void taskTimeout() {
    List<Double> done = new ArrayList<>();
    world.register(
        FunctionSettings.of("work", Duration.ofSeconds(30)),
        (order, invocation) -> {
          world.sleep(20);
          done.add(world.seconds());
          return "";
        });
    ExecutionDescription execution =
        run(INVOKE, ARGUMENTS.replaceFirst("}$", "},\"TimeoutSeconds\":5"), Map.of());
    assertEquals("States.Timeout", execution.error().orElseThrow());
    assertTrue(execution.stopDate().orElseThrow().isBefore(execution.startDate().plusSeconds(10)));
    assertEquals(1, done.size());
  }

  @Test
  @DisplayName("fails loudly where a resource is not modelled, unless the world adds it")
  void unmodelled() {
    String publish = "arn:aws:states:::sns:publish";
    ExecutionDescription refused = run(publish, "{}", Map.of());
    assertEquals(ExecutionStatus.FAILED, refused.status());
    assertEquals(
        "Simulated Step Functions does not model the resource " + publish + ".",
        refused.cause().orElseThrow());
    world.stepFunctions.integrate(
        publish, (request, completion) -> completion.succeed(Map.of("MessageId", "m")));
    assertEquals(Map.of("MessageId", "m"), run(publish, "{}", Map.of()).output());
  }

  @Test
  @DisplayName("stops and describes other executions through the SDK integration")
  void stopsOthers() {
    String waiting =
        world.stepFunctions.register(
            "waiting",
            ROLE,
            StateMachine.load(
                "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"Wait\",\"States\":{\"Wait\":"
                    + "{\"Type\":\"Wait\",\"Seconds\":600,\"End\":true}}}"));
    String other =
        world.stepFunctions.host().startExecution(waiting, "other", Map.of("a", 1)).executionArn();
    ExecutionDescription stopped =
        run(
            "arn:aws:states:::aws-sdk:sfn:stopExecution",
            "{\"ExecutionArn\":\"" + other + "\",\"Error\":\"Deadline\",\"Cause\":\"late\"}",
            Map.of());
    assertEquals(ExecutionStatus.SUCCEEDED, stopped.status());
    ExecutionDescription described =
        run(
            "arn:aws:states:::aws-sdk:sfn:describeExecution",
            "{\"ExecutionArn\":\"" + other + "\"}",
            Map.of());
    Map<?, ?> output = (Map<?, ?>) described.output();
    assertEquals("ABORTED", output.get("Status"));
    assertEquals("Deadline", output.get("Error"));
    assertEquals("{\"a\":1}", output.get("Input"));
    assertFalse(output.containsKey("Output"));
    ExecutionDescription unknown =
        run(
            "arn:aws:states:::aws-sdk:sfn:describeExecution",
            "{\"ExecutionArn\":\"" + other + "x\"}",
            Map.of());
    assertEquals("Sfn.ExecutionDoesNotExistException", unknown.error().orElseThrow());
  }

  @Test
  @DisplayName("is told to EventBridge when it starts and when it ends")
  void statusEvents() {
    List<Map<String, Object>> events = new ArrayList<>();
    world.deliveryObservers.add(
        new DeliveryObserver() {
          @Override
          public void accepted(AcceptedEvent event, List<String> rules) {
            events.add(event.json());
          }
        });
    world.register("work", (order, invocation) -> "done");
    ExecutionDescription execution =
        run(world.lambda.functionArn("work"), "{% $states.input %}", Map.of("id", "x"));
    assertEquals(2, events.size());
    for (Map<String, Object> event : events) {
      assertEquals("aws.states", event.get("source"));
      assertEquals("Step Functions Execution Status Change", event.get("detail-type"));
      assertEquals(List.of(execution.executionArn()), event.get("resources"));
    }
    Map<?, ?> started = (Map<?, ?>) events.getFirst().get("detail");
    assertEquals("RUNNING", started.get("status"));
    assertEquals("{\"id\":\"x\"}", started.get("input"));
    assertTrue(started.containsKey("stopDate") && started.get("stopDate") == null);
    Map<?, ?> ended = (Map<?, ?>) events.getLast().get("detail");
    assertEquals("SUCCEEDED", ended.get("status"));
    assertEquals("\"done\"", ended.get("output"));
    assertEquals(execution.stateMachineArn(), ended.get("stateMachineArn"));
    assertEquals(execution.startDate().toEpochMilli(), ended.get("startDate"));
    assertFalse(ended.containsKey("error"));
  }

  @Test
  @DisplayName("is the same to the nanosecond for one seed, and another for another")
  void deterministic() {
    assertEquals(history(5), history(5));
    assertNotEquals(history(5), history(6));
  }

  private static List<String> history(long seed) {
    List<String> history = new ArrayList<>();
    var faults =
        FaultSettings.NONE
            .with(Fault.THROTTLE, 0.2)
            .with(Fault.SERVER_ERROR, 0.2)
            .with(Fault.SLOW, 0.1)
            .with(Fault.LOST_ANSWER, 0.1)
            .with(Fault.DUPLICATE_EVENT, 0.1)
            .with(Fault.LATE_EVENT, 0.1)
            .with(Fault.LOST_EVENT, 0.1);
    var test = new SimulatedStepFunctionsTest();
    test.world =
        new RuntimeWorld(
            seed,
            faults,
            settings -> settings.withBytesEvery(3),
            List.of(
                (arn, event) ->
                    history.add(arn + event.timestamp() + event.type() + event.details())));
    test.world.registerOnPlatform(
        FunctionSettings.of("work", Duration.ofSeconds(3)),
        platform ->
            (order, invocation) -> {
              test.world.sleep(platform.chance().nextDouble() * 4);
              return invocation.requestId() + order.count();
            });
    for (int i = 0; i < 30; i++) {
      test.run(INVOKE, ARGUMENTS, Map.of("count", i));
    }
    assertTrue(history.size() > 100);
    return history;
  }

  private void build(long seed, FaultSettings faults) {
    world = new RuntimeWorld(seed, faults, settings -> settings, List.of());
  }

  /** Runs a machine of one task for two virtual minutes. */
  private ExecutionDescription run(String resource, String arguments, Object input) {
    String written = arguments.startsWith("{%") ? "\"" + arguments + "\"" : arguments;
    String arn =
        world.stepFunctions.register(
            "one",
            ROLE,
            StateMachine.load(
                "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"Task\",\"States\":{\"Task\":"
                    + "{\"Type\":\"Task\",\"End\":true,\"Resource\":\""
                    + resource
                    + "\",\"Arguments\":"
                    + written
                    + "}}}"));
    String execution = world.stepFunctions.host().startExecution(arn, input).executionArn();
    world.runTo(world.seconds() + 120);
    return world.stepFunctions.host().describeExecution(execution);
  }
}
