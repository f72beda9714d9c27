package dev.lastgood.simulator.stepfunctions;

import dev.lastgood.asl.TaskCompletion;
import dev.lastgood.asl.TaskRequest;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.simulator.kernel.Fault;
import dev.lastgood.simulator.kernel.Faults;
import dev.lastgood.simulator.lambda.InvocationResult;
import dev.lastgood.simulator.lambda.SimulatedLambda;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * Tasks that invoke functions, by {@code lambda:invoke} or by a function's own ARN; see "Invoke an
 * AWS Lambda function with Step Functions" and "Handle transient Lambda service exceptions" in the
 * AWS Step Functions Developer Guide.
 */
final class LambdaTasks {
  private final SimulatedLambda lambda;
  private final Faults faults;

  LambdaTasks(SimulatedLambda lambda, Faults faults) {
    this.lambda = lambda;
    this.faults = faults;
  }

  /** A function's own ARN: the output is the function's answer. */
  void callFunction(TaskRequest request, TaskCompletion completion) {
    invoke(request.resource(), request.arguments(), completion, (requestId, output) -> output);
  }

  /** {@code lambda:invoke}: the output is Lambda's answer, the function's within it. */
  void callInvoke(TaskRequest request, TaskCompletion completion) {
    if (!(request.arguments() instanceof Map<?, ?> arguments)
        || !(arguments.get("FunctionName") instanceof String name)) {
      completion.fail("States.Runtime", "The field \"FunctionName\" is required but was missing");
      return;
    }
    String function =
        arguments.get("Qualifier") instanceof String qualifier ? name + ":" + qualifier : name;
    Object payload = arguments.containsKey("Payload") ? arguments.get("Payload") : Map.of();
    if ("Event".equals(arguments.get("InvocationType"))) {
      guarded(
          function,
          completion,
          () -> {
            String requestId = lambda.invokeAsync(function, payload);
            completion.succeed(answer(function, requestId, 202, ""));
          });
      return;
    }
    invoke(
        function,
        payload,
        completion,
        (requestId, output) -> answer(function, requestId, 200, output));
  }

  private void invoke(
      String function,
      Object payload,
      TaskCompletion completion,
      BiFunction<String, Object, Object> asOutput) {
    guarded(
        function,
        completion,
        () ->
            lambda.invoke(
                function,
                payload,
                (requestId, result) ->
                    report(
                        function,
                        result,
                        completion,
                        output -> asOutput.apply(requestId, output))));
  }

  /** Lets faults strike between Step Functions and Lambda, and names what Lambda refuses. */
  private void guarded(String function, TaskCompletion completion, Runnable call) {
    if (faults.strikes(Fault.THROTTLE, () -> says(function))) {
      completion.fail("Lambda.TooManyRequestsException", cause("Rate Exceeded.", 429));
    } else if (faults.strikes(Fault.SERVER_ERROR, () -> says(function))) {
      completion.fail(
          "Lambda.ServiceException", cause("The service encountered an internal error.", 500));
    } else {
      try {
        call.run();
      } catch (ResourceNotFoundException missing) {
        completion.fail(
            "Lambda.ResourceNotFoundException",
            cause(missing.awsErrorDetails().errorMessage(), 404));
      }
    }
  }

  private void report(
      String function,
      InvocationResult result,
      TaskCompletion completion,
      Function<Object, Object> asOutput) {
    if (faults.strikes(Fault.LOST_ANSWER, () -> says(function))) {
      completion.fail(
          "Lambda.SdkClientException", "Unable to execute HTTP request: Read timed out");
      return;
    }
    switch (result) {
      case InvocationResult.Succeeded(Object payload) ->
          completion.succeed(asOutput.apply(payload));
      case InvocationResult.Failed failed ->
          completion.fail(failed.errorType(), Json.write(failed.payload()));
      case InvocationResult.Throttled throttled ->
          completion.fail("Lambda.TooManyRequestsException", cause("Rate Exceeded.", 429));
    }
  }

  private Map<String, Object> answer(
      String function, String requestId, int status, Object payload) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("ExecutedVersion", lambda.executedVersion(function));
    answer.put("Payload", payload);
    answer.put("SdkHttpMetadata", Map.of("HttpStatusCode", status));
    answer.put("SdkResponseMetadata", Map.of("RequestId", requestId));
    answer.put("StatusCode", status);
    return answer;
  }

  private static String cause(String message, int status) {
    return "%s (Service: Lambda, Status Code: %d, Request ID: simulated)"
        .formatted(message, status);
  }

  private static String says(String function) {
    return "the task that invokes " + function;
  }
}
