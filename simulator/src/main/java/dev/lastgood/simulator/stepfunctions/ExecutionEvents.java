package dev.lastgood.simulator.stepfunctions;

import dev.lastgood.asl.ExecutionDescription;
import dev.lastgood.asl.ExecutionStatus;
import dev.lastgood.asl.ExecutionStatusListener;
import dev.lastgood.simulator.kernel.EventSink;
import dev.lastgood.simulator.kernel.ServiceEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Publishes <i>Step Functions Execution Status Change</i>; see "Automating Step Functions event
 * delivery with EventBridge" in the AWS Step Functions Developer Guide.
 */
final class ExecutionEvents implements ExecutionStatusListener {
  /** Input and output are left out where both, escaped, are longer than this. */
  private static final int INCLUDED_BYTES_MAX = 248 * 1024;

  private final EventSink events;

  ExecutionEvents(EventSink events) {
    this.events = events;
  }

  @Override
  public void onStatusChange(ExecutionDescription execution) {
    events.publish(
        new ServiceEvent(
            "aws.states",
            "Step Functions Execution Status Change",
            List.of(execution.executionArn()),
            detail(execution),
            ServiceEvent.Delivery.BEST_EFFORT));
  }

  private static Map<String, Object> detail(ExecutionDescription execution) {
    String input = JsonText.write(execution.input());
    boolean succeeded = execution.status() == ExecutionStatus.SUCCEEDED;
    String output = succeeded ? JsonText.write(execution.output()) : null;
    boolean included = escapedBytes(input) + escapedBytes(output) <= INCLUDED_BYTES_MAX;
    StateMachineName machine = StateMachineName.of(execution.stateMachineArn());
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("executionArn", execution.executionArn());
    detail.put("stateMachineArn", machine.arn());
    detail.put("stateMachineVersionArn", machine.versionArn().orElse(null));
    detail.put("stateMachineAliasArn", machine.aliasArn().orElse(null));
    detail.put("name", execution.name());
    detail.put("status", execution.status().name());
    detail.put("startDate", execution.startDate().toEpochMilli());
    detail.put("stopDate", execution.stopDate().map(Instant::toEpochMilli).orElse(null));
    detail.put("input", included ? input : null);
    detail.put("inputDetails", Map.of("included", included));
    detail.put("output", included ? output : null);
    detail.put("outputDetails", succeeded ? Map.of("included", included) : null);
    execution.error().ifPresent(error -> detail.put("error", error));
    execution.cause().ifPresent(cause -> detail.put("cause", cause));
    return detail;
  }

  private static int escapedBytes(String json) {
    return json == null ? 0 : JsonText.write(json).getBytes(StandardCharsets.UTF_8).length;
  }
}
