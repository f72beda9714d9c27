package dev.lastgood.simulator.stepfunctions;

import dev.lastgood.asl.TaskCompletion;
import dev.lastgood.asl.TaskRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.SfnException;

/**
 * Tasks that call Step Functions itself through its SDK integration; see "Learning to use AWS
 * service SDK integrations in Step Functions" in the AWS Step Functions Developer Guide.
 */
final class ExecutionTasks {
  private final SfnClient client;

  ExecutionTasks(SfnClient client) {
    this.client = client;
  }

  void stopExecution(TaskRequest request, TaskCompletion completion) {
    call(
        request,
        completion,
        arguments -> {
          var stopped =
              client.stopExecution(
                  stop ->
                      stop.executionArn(text(arguments, "ExecutionArn"))
                          .error(text(arguments, "Error"))
                          .cause(text(arguments, "Cause")));
          return Map.of("StopDate", stopped.stopDate().toString());
        });
  }

  void describeExecution(TaskRequest request, TaskCompletion completion) {
    call(
        request,
        completion,
        arguments ->
            described(
                client.describeExecution(
                    describe -> describe.executionArn(text(arguments, "ExecutionArn")))));
  }

  private static Map<String, Object> described(DescribeExecutionResponse execution) {
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("ExecutionArn", execution.executionArn());
    output.put("StateMachineArn", execution.stateMachineArn());
    output.put("Name", execution.name());
    output.put("Status", execution.statusAsString());
    output.put("StartDate", execution.startDate().toString());
    output.put("Input", execution.input());
    output.put("RedriveCount", execution.redriveCount());
    if (execution.stopDate() != null) {
      output.put("StopDate", execution.stopDate().toString());
    }
    putPresent(output, "Output", execution.output());
    putPresent(output, "Error", execution.error());
    putPresent(output, "Cause", execution.cause());
    return output;
  }

  private static void call(
      TaskRequest request,
      TaskCompletion completion,
      Function<Map<?, ?>, Map<String, Object>> action) {
    if (!(request.arguments() instanceof Map<?, ?> arguments)) {
      completion.fail("States.Runtime", "The arguments of " + request.resource() + " are missing");
      return;
    }
    Map<String, Object> output;
    try {
      output = action.apply(arguments);
    } catch (SfnException refused) {
      completion.fail(
          "Sfn." + refused.getClass().getSimpleName(),
          "%s (Service: Sfn, Status Code: %d, Request ID: %s)"
              .formatted(
                  refused.awsErrorDetails().errorMessage(),
                  refused.statusCode(),
                  refused.requestId()));
      return;
    }
    completion.succeed(output);
  }

  private static void putPresent(Map<String, Object> output, String name, String value) {
    if (value != null) {
      output.put(name, value);
    }
  }

  /** What the SDK takes for an argument that was not given is null. */
  private static String text(Map<?, ?> arguments, String name) {
    return arguments.get(name) instanceof String text ? text : null;
  }
}
