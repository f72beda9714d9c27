package dev.lastgood.cli;

import dev.lastgood.asl.ExecutionDescription;
import dev.lastgood.asl.HistoryEvent;
import dev.lastgood.asl.ObjectStore;
import dev.lastgood.asl.StateMachine;
import dev.lastgood.asl.StateMachineHost;
import dev.lastgood.asl.VirtualScheduler;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One execution on virtual time with canned task answers, at its end.
 *
 * @param description what DescribeExecution tells of it
 * @param history its events
 * @param children the executions that its Distributed Maps started, in their order
 * @param statesWithoutResponse the states whose task found no answer left
 * @param unusedResponses how many answers were left over, by their states
 */
record CannedExecution(
    ExecutionDescription description,
    List<HistoryEvent> history,
    List<ExecutionDescription> children,
    List<String> statesWithoutResponse,
    Map<String, Integer> unusedResponses) {

  /** When it starts: as good as any, and always the same. */
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final String STATE_MACHINE_ARN =
      "arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine";
  private static final String ROLE_ARN = "arn:aws:iam::123456789012:role/StateMachine";

  /**
   * Runs an execution to its end.
   *
   * @param objects where Distributed Maps read and write
   * @param seed what all chance comes from
   * @throws dev.lastgood.asl.StepFunctionsException where the input is too large
   */
  static CannedExecution run(
      StateMachine machine,
      Object input,
      List<CannedResponse> responses,
      ObjectStore objects,
      long seed) {
    VirtualScheduler scheduler = new VirtualScheduler(START);
    CannedResponses handler = new CannedResponses(scheduler, responses);
    StateMachineHost host =
        StateMachineHost.builder(scheduler, new SplittableRandom(seed), handler)
            .objects(objects)
            .keepHistory()
            .delegateNestedExecutions()
            .build();
    handler.callBackTo(host);
    host.register(STATE_MACHINE_ARN, ROLE_ARN, machine);
    String executionArn = host.startExecution(STATE_MACHINE_ARN, "execution", input).executionArn();
    scheduler.run();
    List<HistoryEvent> history = host.history(executionArn);
    return new CannedExecution(
        host.describeExecution(executionArn),
        history,
        children(host, history),
        handler.statesWithout(),
        handler.unused());
  }

  private static List<ExecutionDescription> children(
      StateMachineHost host, List<HistoryEvent> history) {
    return history.stream()
        .map(event -> event.details().get("mapRunArn"))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .flatMap(mapRunArn -> host.executions(mapRunArn).stream())
        .toList();
  }
}
