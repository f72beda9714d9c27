package dev.lastgood.simulator.stepfunctions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.asl.StateMachine;
import dev.lastgood.simulator.kernel.Call;
import dev.lastgood.simulator.kernel.CallObserver;
import dev.lastgood.simulator.lambda.FunctionSettings;
import dev.lastgood.simulator.lambda.RuntimeWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionNotRedrivableException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.InvalidExecutionInputException;
import software.amazon.awssdk.services.sfn.model.InvalidNameException;
import software.amazon.awssdk.services.sfn.model.InvalidOutputException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

@DisplayName("Step Functions' client")
class SimulatedSfnClientTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/states";

  private final RuntimeWorld world = new RuntimeWorld();
  private final SfnClient client = world.stepFunctions.client();

  @Test
  @DisplayName("starts an execution once by its name, however often it is asked while it runs")
  void idempotent() {
    String machine = waiting(60);
    var first = start(machine, "incident-1", "{\"a\":1}");
    var again = start(machine, "incident-1", "{ \"a\": 1 }");
    assertEquals(first, again);
    assertThrows(
        ExecutionAlreadyExistsException.class, () -> start(machine, "incident-1", "{\"a\":2}"));
    world.runTo(120);
    var refusal =
        assertThrows(
            ExecutionAlreadyExistsException.class, () -> start(machine, "incident-1", "{\"a\":1}"));
    assertEquals("ExecutionAlreadyExists", refusal.awsErrorDetails().errorCode());
    assertEquals(400, refusal.statusCode());
    var described = client.describeExecution(request -> request.executionArn(first));
    assertEquals(ExecutionStatus.SUCCEEDED, described.status());
    assertEquals("{\"a\":1}", described.input());
    assertEquals("{\"a\":1}", described.output());
    assertEquals(machine, described.stateMachineArn());
  }

  @Test
  @DisplayName("refuses what the API refuses, in its exceptions")
  void refusals() {
    String machine = waiting(60);
    assertThrows(StateMachineDoesNotExistException.class, () -> start(machine + "x", "n", "{}"));
    assertThrows(InvalidNameException.class, () -> start(machine, "a b", "{}"));
    assertThrows(InvalidNameException.class, () -> start(machine, "n".repeat(81), "{}"));
    assertThrows(InvalidExecutionInputException.class, () -> start(machine, "n", "{"));
    assertThrows(InvalidExecutionInputException.class, () -> start(machine, "n", "{} {}"));
    assertThrows(
        InvalidExecutionInputException.class,
        () -> start(machine, "n", "\"" + "x".repeat(256 * 1024) + "\""));
    assertThrows(
        ExecutionDoesNotExistException.class,
        () ->
            client.describeExecution(
                request ->
                    request.executionArn(
                        machine.replace("stateMachine", "execution") + ":missing")));
    var required = assertThrows(SfnException.class, () -> client.stopExecution(request -> {}));
    assertEquals("ValidationException", required.awsErrorDetails().errorCode());
    assertThrows(UnsupportedOperationException.class, client::listStateMachines);
  }

  @Test
  @DisplayName("stops an execution for good")
  void stops() {
    String execution = start(waiting(600), "n", "{}");
    world.runTo(10);
    client.stopExecution(
        request -> request.executionArn(execution).error("Deadline").cause("over"));
    world.runTo(1000);
    var stopped = client.describeExecution(request -> request.executionArn(execution));
    assertEquals(ExecutionStatus.ABORTED, stopped.status());
    assertEquals("Deadline", stopped.error());
    assertEquals("over", stopped.cause());
    assertNull(stopped.output());
  }

  @Test
  @DisplayName("redrives what was stopped, once for a token, and nothing that runs or succeeded")
  void redrives() {
    String execution = start(waiting(600), "n", "{}");
    assertThrows(
        ExecutionNotRedrivableException.class,
        () -> client.redriveExecution(request -> request.executionArn(execution)));
    world.runTo(10);
    client.stopExecution(request -> request.executionArn(execution));
    var stopped = client.describeExecution(request -> request.executionArn(execution));
    assertEquals("REDRIVABLE", stopped.redriveStatusAsString());
    assertEquals(0, stopped.redriveCount());
    var first =
        client.redriveExecution(request -> request.executionArn(execution).clientToken("one"));
    var again =
        client.redriveExecution(request -> request.executionArn(execution).clientToken("one"));
    assertEquals(first.redriveDate(), again.redriveDate());
    var redriven = client.describeExecution(request -> request.executionArn(execution));
    assertEquals(ExecutionStatus.RUNNING, redriven.status());
    assertEquals(1, redriven.redriveCount());
    assertEquals(first.redriveDate(), redriven.redriveDate());
    assertEquals(stopped.startDate(), redriven.startDate());
    assertEquals("Execution is RUNNING and cannot be redriven", redriven.redriveStatusReason());
    world.runTo(1000);
    assertEquals(
        ExecutionStatus.SUCCEEDED,
        client.describeExecution(request -> request.executionArn(execution)).status());
  }

  @Test
  @DisplayName("lists executions newest first, by status, page by page while new ones start")
  void lists() {
    String machine = waiting(60);
    for (int i = 0; i < 5; i++) {
      start(machine, "old-" + i, "{}");
      world.runTo(i + 1);
    }
    world.runTo(100);
    start(machine, "running", "{}");
    var first = client.listExecutions(r -> r.stateMachineArn(machine).maxResults(3));
    assertEquals(List.of("running", "old-4", "old-3"), names(first.executions()));
    start(machine, "newer", "{}");
    var second =
        client.listExecutions(
            r -> r.stateMachineArn(machine).maxResults(3).nextToken(first.nextToken()));
    assertEquals(List.of("old-2", "old-1", "old-0"), names(second.executions()));
    assertNull(second.nextToken());
    var running =
        client.listExecutionsPaginator(
            r -> r.stateMachineArn(machine).maxResults(1).statusFilter(ExecutionStatus.RUNNING));
    assertEquals(
        List.of("newer", "running"),
        running.executions().stream().map(ExecutionListItem::name).toList());
    assertThrows(
        StateMachineDoesNotExistException.class,
        () -> client.listExecutions(r -> r.stateMachineArn(machine + "x")));
    assertThrows(
        InvalidTokenException.class,
        () -> client.listExecutions(r -> r.stateMachineArn(machine).nextToken("no")));
  }

  @Test
  @DisplayName("ends a task that waits for its token, once, and never after its time limit")
  void taskTokens() {
    List<String> tokens = new ArrayList<>();
    world.register(
        "ask",
        (order, invocation) -> {
          tokens.add(order.token().orElseThrow());
          return "ignored";
        });
    String machine = asking();
    String approved = start(machine, "approved", "{}");
    world.runTo(10);
    String refused = start(machine, "refused", "{}");
    world.runTo(20);
    String late = start(machine, "late", "{}");
    world.runTo(30);
    assertEquals(3, tokens.size());
    assertThrows(
        InvalidOutputException.class,
        () -> client.sendTaskSuccess(r -> r.taskToken(tokens.get(0)).output("{")));
    client.sendTaskHeartbeat(r -> r.taskToken(tokens.get(0)));
    client.sendTaskSuccess(r -> r.taskToken(tokens.get(0)).output("{\"by\":\"ann\"}"));
    client.sendTaskFailure(r -> r.taskToken(tokens.get(1)).error("Declined").cause("no"));
    world.runTo(200);
    assertEquals("{\"by\":\"ann\"}", describe(approved).output());
    assertEquals("Declined", describe(refused).error());
    assertEquals("States.Timeout", describe(late).error());
    for (String token : tokens) {
      assertThrows(
          TaskTimedOutException.class,
          () -> client.sendTaskSuccess(r -> r.taskToken(token).output("{}")));
    }
    assertThrows(
        InvalidTokenException.class, () -> client.sendTaskHeartbeat(r -> r.taskToken("guessed")));
  }

  @Test
  @DisplayName("throttles by the API's own buckets, and the SDK's retries ride over it")
  void throttles() {
    String execution = start(waiting(3600), "n", "{}");
    Set<Integer> attempts = new HashSet<>();
    List<String> failures = new ArrayList<>();
    world.callObservers.add(
        new CallObserver() {
          @Override
          public void before(Call call) {
            attempts.add(call.attempt());
          }

          @Override
          public void failed(Call call, RuntimeException failure) {
            failures.add(((SfnException) failure).awsErrorDetails().errorCode());
          }
        });
    for (int i = 0; i < 300; i++) {
      world.time.start("reader", "", () -> describe(execution).status(), result -> {});
    }
    world.runTo(60);
    assertTrue(failures.size() > 10, "refused " + failures.size());
    assertEquals(Set.of("ThrottlingException"), Set.copyOf(failures));
    assertTrue(attempts.contains(2));
  }

  @Test
  @DisplayName("serves handlers through the same door as the world")
  void fromHandlers() {
    String machine = waiting(5);
    world.registerOnPlatform(
        FunctionSettings.of("starter", Duration.ofSeconds(10)),
        platform -> {
          SfnClient own = platform.client(SfnClient.class);
          return (order, invocation) ->
              own.startExecution(
                      request ->
                          request.stateMachineArn(machine).name(order.id()).input("{\"n\":1}"))
                  .executionArn();
        });
    List<Object> results = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      world.lambda.invoke("starter", Map.of("id", "incident"), (id, result) -> results.add(result));
    }
    world.runTo(30);
    assertEquals(2, results.size());
    assertEquals(results.get(0), results.get(1));
    assertEquals(1, world.stepFunctions.host().executions().size());
  }

  private DescribeExecutionResponse describe(String execution) {
    return client.describeExecution(request -> request.executionArn(execution));
  }

  private String start(String machine, String name, String input) {
    return client
        .startExecution(request -> request.stateMachineArn(machine).name(name).input(input))
        .executionArn();
  }

  private static List<String> names(List<ExecutionListItem> executions) {
    return executions.stream().map(ExecutionListItem::name).toList();
  }

  private String waiting(int seconds) {
    return world.stepFunctions.register(
        "waiting",
        ROLE,
        StateMachine.load(
            "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"Wait\",\"States\":{\"Wait\":"
                + "{\"Type\":\"Wait\",\"Seconds\":"
                + seconds
                + ",\"End\":true}}}"));
  }

  private String asking() {
    return world.stepFunctions.register(
        "asking",
        ROLE,
        StateMachine.load(
            """
            {
              "QueryLanguage": "JSONata",
              "StartAt": "Ask",
              "States": {
                "Ask": {
                  "Type": "Task",
                  "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
                  "Arguments": {
                    "FunctionName": "ask",
                    "Payload": {"token": "{% $states.context.Task.Token %}"}
                  },
                  "TimeoutSeconds": 90,
                  "End": true
                }
              }
            }
            """));
  }
}
