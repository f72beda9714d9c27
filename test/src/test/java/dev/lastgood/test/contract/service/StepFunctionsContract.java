package dev.lastgood.test.contract.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;
import software.amazon.awssdk.services.sfn.model.SfnException;

/**
 * Standard workflows. See StartExecution, StopExecution, DescribeExecution and ListExecutions in
 * the AWS Step Functions API Reference. What is described is eventually consistent: it is waited
 * for.
 */
abstract class StepFunctionsContract extends ServiceContract {
  private static final String INPUT = "{\"incident\":1}";

  StepFunctionsContract(Services services) {
    super(services);
  }

  /** An execution that waits an hour; its ARN. */
  private String start(String machine, String name, String input) {
    String arn =
        services()
            .stepFunctions()
            .startExecution(it -> it.stateMachineArn(machine).name(name).input(input))
            .executionArn();
    services().afterwards(() -> stop(arn));
    return arn;
  }

  /** Whether one that is over already can be stopped is not said. */
  private void stop(String arn) {
    try {
      services().stepFunctions().stopExecution(it -> it.executionArn(arn));
    } catch (SfnException over) {
      assertEquals(400, over.statusCode());
    }
  }

  private DescribeExecutionResponse described(String arn) {
    return services().stepFunctions().describeExecution(it -> it.executionArn(arn));
  }

  private void awaitStatus(String arn, ExecutionStatus status) {
    services()
        .eventually(
            arn + " is " + status,
            () -> {
              try {
                return described(arn).status() == status;
              } catch (SfnException notYet) {
                if (!notYet.awsErrorDetails().errorCode().equals("ExecutionDoesNotExist")) {
                  throw notYet;
                }
                return false;
              }
            });
  }

  @Test
  @DisplayName("started again while it runs, by the same name and input, it is the same execution")
  void startedAgain() {
    String machine = services().waitingMachine();
    String arn = start(machine, "incident-1", INPUT);
    assertEquals(arn, start(machine, "incident-1", INPUT));
    assertNotEquals(arn, start(machine, "incident-2", INPUT));
    awaitStatus(arn, ExecutionStatus.RUNNING);
    assertEquals(INPUT, described(arn).input());
  }

  @Test
  @DisplayName("started again by the same name with another input, it is refused")
  void otherInput() {
    String machine = services().waitingMachine();
    start(machine, "incident-1", INPUT);
    assertRefused("ExecutionAlreadyExists", () -> start(machine, "incident-1", "{\"incident\":2}"));
  }

  @Test
  @DisplayName("one that is stopped says why, and its name is taken for good")
  void stopped() {
    String machine = services().waitingMachine();
    String arn = start(machine, "incident-1", INPUT);
    services()
        .stepFunctions()
        .stopExecution(it -> it.executionArn(arn).error("Cancelled").cause("a contract"));
    awaitStatus(arn, ExecutionStatus.ABORTED);
    assertEquals("Cancelled", described(arn).error());
    assertEquals("a contract", described(arn).cause());
    assertRefused("ExecutionAlreadyExists", () -> start(machine, "incident-1", INPUT));
  }

  @Test
  @DisplayName("what is not there is not found: an execution to describe or to stop, a machine")
  void missing() {
    String machine = services().waitingMachine();
    String execution = machine.replace(":stateMachine:", ":execution:") + ":missing";
    assertRefused("ExecutionDoesNotExist", () -> described(execution));
    assertRefused(
        "ExecutionDoesNotExist",
        () -> services().stepFunctions().stopExecution(it -> it.executionArn(execution)));
    assertRefused(
        "StateMachineDoesNotExist", () -> start(machine + "-missing", "incident-1", INPUT));
  }

  @Test
  @DisplayName("an input that is no JSON is refused, and so is a name with a space")
  void malformed() {
    String machine = services().waitingMachine();
    assertRefused("InvalidExecutionInput", () -> start(machine, "incident-1", "{"));
    assertRefused("InvalidName", () -> start(machine, "incident 1", INPUT));
  }

  @Test
  @DisplayName("executions come by pages and by their status, each of them once")
  void pages() {
    String machine = services().waitingMachine();
    List<String> running =
        Stream.of("a", "b", "c").map(name -> start(machine, name, INPUT)).sorted().toList();
    String stopped = start(machine, "d", INPUT);
    stop(stopped);
    awaitStatus(stopped, ExecutionStatus.ABORTED);
    services()
        .eventually(
            "the three that run are listed",
            () -> listed(machine, ExecutionStatus.RUNNING).equals(running));
    services()
        .eventually(
            "the one that was stopped is listed",
            () -> listed(machine, ExecutionStatus.ABORTED).equals(List.of(stopped)));
  }

  /** Those of all pages. */
  private List<String> listed(String machine, ExecutionStatus status) {
    List<String> shown = new ArrayList<>();
    String token = null;
    do {
      String from = token;
      ListExecutionsResponse page =
          services()
              .stepFunctions()
              .listExecutions(
                  it ->
                      it.stateMachineArn(machine)
                          .statusFilter(status)
                          .maxResults(2)
                          .nextToken(from));
      assertTrue(page.executions().size() <= 2);
      page.executions().stream().map(ExecutionListItem::executionArn).forEach(shown::add);
      token = page.nextToken();
    } while (token != null);
    return shown.stream().sorted().toList();
  }
}
