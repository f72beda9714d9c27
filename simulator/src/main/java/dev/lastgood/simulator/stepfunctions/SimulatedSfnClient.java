package dev.lastgood.simulator.stepfunctions;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.lastgood.asl.ExecutionDescription;
import dev.lastgood.asl.StateMachineHost;
import dev.lastgood.asl.StepFunctionsException.Code;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Operation;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Timing;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionRequest;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskHeartbeatRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskHeartbeatResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessResponse;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionResponse;

/** The SDK's client of {@link SimulatedStepFunctions}; documents are JSON text here. */
final class SimulatedSfnClient implements SfnClient {
  private static final Operation START = new Operation("states", "StartExecution", true);
  private static final Operation STOP = new Operation("states", "StopExecution", true);
  private static final Operation REDRIVE = new Operation("states", "RedriveExecution", true);
  private static final Operation DESCRIBE = new Operation("states", "DescribeExecution", false);
  private static final Operation LIST = new Operation("states", "ListExecutions", false);
  private static final Operation SUCCESS = new Operation("states", "SendTaskSuccess", true);
  private static final Operation FAILURE = new Operation("states", "SendTaskFailure", true);
  private static final Operation HEARTBEAT = new Operation("states", "SendTaskHeartbeat", true);

  private final StateMachineHost host;
  private final ExecutionPages pages;
  private final Redrives redrives;
  private final Calls calls;
  private final ServiceProfile profile;

  SimulatedSfnClient(
      StateMachineHost host,
      Set<String> stateMachineArns,
      VirtualTime time,
      Calls calls,
      ApiThrottle throttle) {
    this.host = host;
    this.pages = new ExecutionPages(host, stateMachineArns);
    this.redrives = new Redrives(host, time);
    this.calls = calls;
    this.profile = new ServiceProfile(Refusals.COMMON, new Timing(0.02, 0.1), throttle);
  }

  @Override
  public StartExecutionResponse startExecution(StartExecutionRequest request) {
    return perform(START, request, () -> start(request));
  }

  private StartExecutionResponse start(StartExecutionRequest request) {
    String stateMachineArn = request.stateMachineArn();
    Object input =
        document(
            Optional.ofNullable(request.input()).orElse("{}"),
            Code.INVALID_EXECUTION_INPUT,
            "Invalid State Machine Execution Input: ");
    ExecutionDescription started =
        request.name() == null
            ? host.startExecution(stateMachineArn, input)
            : host.startExecution(stateMachineArn, request.name(), input);
    return StartExecutionResponse.builder()
        .executionArn(started.executionArn())
        .startDate(started.startDate())
        .build();
  }

  @Override
  public StopExecutionResponse stopExecution(StopExecutionRequest request) {
    return perform(
        STOP,
        request,
        () -> {
          ExecutionDescription stopped =
              host.stopExecution(
                  request.executionArn(),
                  Optional.ofNullable(request.error()),
                  Optional.ofNullable(request.cause()));
          return StopExecutionResponse.builder().stopDate(stopped.stopDate().orElseThrow()).build();
        });
  }

  @Override
  public RedriveExecutionResponse redriveExecution(RedriveExecutionRequest request) {
    return perform(
        REDRIVE,
        request,
        () ->
            RedriveExecutionResponse.builder()
                .redriveDate(
                    redrives.date(
                        request.executionArn(), Optional.ofNullable(request.clientToken())))
                .build());
  }

  @Override
  public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
    return perform(
        DESCRIBE, request, () -> described(host.describeExecution(request.executionArn())));
  }

  private static DescribeExecutionResponse described(ExecutionDescription execution) {
    DescribeExecutionResponse.Builder response =
        DescribeExecutionResponse.builder()
            .executionArn(execution.executionArn())
            .stateMachineArn(StateMachineName.of(execution.stateMachineArn()).arn())
            .name(execution.name())
            .status(execution.status().name())
            .startDate(execution.startDate())
            .stopDate(execution.stopDate().orElse(null))
            .input(JsonText.write(execution.input()))
            .inputDetails(details -> details.included(true))
            .error(execution.error().orElse(null))
            .cause(execution.cause().orElse(null))
            .redriveCount(execution.redriveCount())
            .redriveDate(execution.redriveDate().orElse(null))
            .redriveStatus(execution.redrivability().status())
            .redriveStatusReason(execution.redrivability().reason().orElse(null));
    StateMachineName machine = StateMachineName.of(execution.stateMachineArn());
    response.stateMachineVersionArn(machine.versionArn().orElse(null));
    response.stateMachineAliasArn(machine.aliasArn().orElse(null));
    return switch (execution.status()) {
      case RUNNING, FAILED, TIMED_OUT, ABORTED -> response.build();
      case SUCCEEDED ->
          response
              .output(JsonText.write(execution.output()))
              .outputDetails(details -> details.included(true))
              .build();
    };
  }

  @Override
  public ListExecutionsResponse listExecutions(ListExecutionsRequest request) {
    return perform(LIST, request, () -> list(request));
  }

  private ListExecutionsResponse list(ListExecutionsRequest request) {
    ExecutionPages.Page page =
        pages.page(
            required("stateMachineArn", request.stateMachineArn()),
            Optional.ofNullable(request.statusFilterAsString()),
            Optional.ofNullable(request.maxResults()).orElse(0),
            Optional.ofNullable(request.nextToken()));
    List<ExecutionListItem> items =
        page.executions().stream()
            .map(
                execution ->
                    ExecutionListItem.builder()
                        .executionArn(execution.executionArn())
                        .stateMachineArn(StateMachineName.of(execution.stateMachineArn()).arn())
                        .name(execution.name())
                        .status(execution.status().name())
                        .startDate(execution.startDate())
                        .stopDate(execution.stopDate().orElse(null))
                        .redriveCount(execution.redriveCount())
                        .redriveDate(execution.redriveDate().orElse(null))
                        .build())
            .toList();
    return ListExecutionsResponse.builder()
        .executions(items)
        .nextToken(page.nextToken().orElse(null))
        .build();
  }

  @Override
  public SendTaskSuccessResponse sendTaskSuccess(SendTaskSuccessRequest request) {
    return perform(
        SUCCESS,
        request,
        () -> {
          Object output = document(request.output(), Code.INVALID_OUTPUT, "Invalid Output: ");
          host.sendTaskSuccess(request.taskToken(), output);
          return SendTaskSuccessResponse.builder().build();
        });
  }

  @Override
  public SendTaskFailureResponse sendTaskFailure(SendTaskFailureRequest request) {
    return perform(
        FAILURE,
        request,
        () -> {
          host.sendTaskFailure(
              request.taskToken(),
              Optional.ofNullable(request.error()),
              Optional.ofNullable(request.cause()));
          return SendTaskFailureResponse.builder().build();
        });
  }

  @Override
  public SendTaskHeartbeatResponse sendTaskHeartbeat(SendTaskHeartbeatRequest request) {
    return perform(
        HEARTBEAT,
        request,
        () -> {
          host.sendTaskHeartbeat(request.taskToken());
          return SendTaskHeartbeatResponse.builder().build();
        });
  }

  private <R> R perform(Operation operation, SdkPojo request, Supplier<R> effect) {
    return calls.perform(profile, operation, request, () -> Refusals.translated(effect));
  }

  private static Object document(String text, Code refusal, String prefix) {
    try {
      return JsonText.read(text);
    } catch (JsonProcessingException malformed) {
      throw Refusals.of(refusal, prefix + "'" + malformed.getOriginalMessage() + "'");
    }
  }

  private static String required(String name, String value) {
    if (value == null || value.isEmpty()) {
      throw Refusals.VALIDATION.saying(
          "1 validation error detected: Value at '"
              + name
              + "' failed to satisfy constraint: Member must not be null");
    }
    return value;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
