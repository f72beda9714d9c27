package dev.lastgood.asl;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The service integration {@code states:startExecution}.
 *
 * <p>Cancelling does not stop the child: nothing promises that a nested execution ends with its
 * parent's task.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html">Start
 *     a new AWS Step Functions state machine from a running execution</a>
 */
final class NestedExecution {

  private static final Cancellable LEFT_ALONE = () -> {};

  private NestedExecution() {}

  static Cancellable start(
      Execution parent, TaskResource resource, Object arguments, TaskAttempt task) {
    Execution child;
    try {
      child = startChild(parent.registry(), arguments);
    } catch (StepFunctionsException refused) {
      task.fail("StepFunctions." + refused.code().apiName() + "Exception", refused.getMessage());
      return LEFT_ALONE;
    }
    ExecutionDescription started = child.describe();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("ExecutionArn", started.executionArn());
    answer.put("StartDate", epochMilliseconds(started.startDate()));
    switch (resource.pattern()) {
      case REQUEST_RESPONSE, WAIT_FOR_TASK_TOKEN -> task.succeed(answer);
      case SYNC -> follow(parent, child, task, answer, false);
      case SYNC_2 -> follow(parent, child, task, answer, true);
    }
    return LEFT_ALONE;
  }

  private static Execution startChild(ExecutionRegistry registry, Object arguments) {
    Map<?, ?> fields = arguments instanceof Map<?, ?> map ? map : Map.of();
    String stateMachineArn = fields.get("StateMachineArn") instanceof String text ? text : "";
    Object input = input(fields.get("Input"));
    return fields.get("Name") instanceof String name
        ? registry.start(stateMachineArn, name, input)
        : registry.start(stateMachineArn, input);
  }

  /** The API takes text, so an Input that is a string is the JSON text itself. */
  private static Object input(Object given) {
    if (given == null) {
      return Map.of();
    }
    if (!(given instanceof String text)) {
      return given;
    }
    try {
      return Json.read(text);
    } catch (JsonProcessingException notJson) {
      throw new StepFunctionsException(
          StepFunctionsException.Code.INVALID_EXECUTION_INPUT,
          "Invalid State Machine Execution Input: " + notJson.getOriginalMessage());
    }
  }

  private static void follow(
      Execution parent,
      Execution child,
      TaskAttempt task,
      Map<String, Object> answer,
      boolean parsed) {
    task.submitted(answer);
    // A task of its own: the child is still closing when it says that it has ended.
    child.whenEnded(
        ended ->
            parent
                .environment()
                .scheduler()
                .after(Duration.ZERO, () -> tell(task, ended.describe(), parsed)));
  }

  private static void tell(TaskAttempt task, ExecutionDescription child, boolean parsed) {
    if (child.status() == ExecutionStatus.SUCCEEDED) {
      task.succeed(envelope(child, parsed));
    } else {
      task.fail(ErrorNames.TASK_FAILED, Json.write(envelope(child, false)));
    }
  }

  /** What DescribeExecution answers, in the names of the integration, in alphabetical order. */
  private static Map<String, Object> envelope(ExecutionDescription child, boolean parsed) {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("ExecutionArn", child.executionArn());
    fields.put("StateMachineArn", child.stateMachineArn());
    fields.put("Name", child.name());
    fields.put("Status", child.status().name());
    fields.put("StartDate", epochMilliseconds(child.startDate()));
    child.stopDate().ifPresent(date -> fields.put("StopDate", epochMilliseconds(date)));
    fields.put("Input", parsed ? child.input() : Json.write(child.input()));
    fields.put("InputDetails", Map.of("Included", true));
    if (child.status() == ExecutionStatus.SUCCEEDED) {
      fields.put("Output", parsed ? child.output() : Json.write(child.output()));
      fields.put("OutputDetails", Map.of("Included", true));
    } else {
      child.error().ifPresent(error -> fields.put("Error", error));
      child.cause().ifPresent(cause -> fields.put("Cause", cause));
    }
    fields.put("RedriveStatus", child.redrivability().status());
    child.redrivability().reason().ifPresent(reason -> fields.put("RedriveStatusReason", reason));
    fields.put("RedriveCount", child.redriveCount());
    child.redriveDate().ifPresent(date -> fields.put("RedriveDate", epochMilliseconds(date)));
    return new LinkedHashMap<>(fields);
  }

  private static long epochMilliseconds(Instant instant) {
    return instant.toEpochMilli();
  }
}
