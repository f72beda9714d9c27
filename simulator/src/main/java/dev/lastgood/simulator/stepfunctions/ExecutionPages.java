package dev.lastgood.simulator.stepfunctions;

import dev.lastgood.asl.ExecutionDescription;
import dev.lastgood.asl.StateMachineHost;
import dev.lastgood.asl.StepFunctionsException.Code;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The executions of a state machine, newest first, page by page; see ListExecutions in the AWS Step
 * Functions API Reference.
 */
final class ExecutionPages {
  private static final int RESULTS_DEFAULT = 100;
  private static final int RESULTS_MAX = 1000;

  private final StateMachineHost host;
  private final Set<String> stateMachineArns;

  ExecutionPages(StateMachineHost host, Set<String> stateMachineArns) {
    this.host = host;
    this.stateMachineArns = stateMachineArns;
  }

  /**
   * A page.
   *
   * @param nextToken continues after this one
   */
  record Page(List<ExecutionDescription> executions, Optional<String> nextToken) {}

  /** The page after a token, which is the last execution shown, so that new ones shift nothing. */
  Page page(
      String stateMachineArn, Optional<String> status, int maxResults, Optional<String> token) {
    if (stateMachineArns.stream().noneMatch(arn -> isOf(stateMachineArn, arn))) {
      throw Refusals.of(
          Code.STATE_MACHINE_DOES_NOT_EXIST,
          "State Machine Does Not Exist: '" + stateMachineArn + "'");
    }
    List<ExecutionDescription> all =
        host.executions().reversed().stream()
            .filter(execution -> isOf(stateMachineArn, execution.stateMachineArn()))
            .toList();
    List<ExecutionDescription> rest =
        all.subList(token.map(last -> after(all, last)).orElse(0), all.size()).stream()
            .filter(execution -> status.map(execution.status().name()::equals).orElse(true))
            .toList();
    int size = Math.min(maxResults == 0 ? RESULTS_DEFAULT : maxResults, RESULTS_MAX);
    if (rest.size() <= size) {
      return new Page(rest, Optional.empty());
    }
    List<ExecutionDescription> page = rest.subList(0, size);
    return new Page(page, Optional.of(page.getLast().executionArn()));
  }

  private static boolean isOf(String asked, String stateMachineArn) {
    return stateMachineArn.equals(asked) || stateMachineArn.startsWith(asked + ":");
  }

  private static int after(List<ExecutionDescription> all, String executionArn) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).executionArn().equals(executionArn)) {
        return i + 1;
      }
    }
    throw Refusals.of(Code.INVALID_TOKEN, "Invalid Token: '" + executionArn + "'");
  }
}
