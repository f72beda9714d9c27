package dev.lastgood.simulator.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Operation;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Timing;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionByArnRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionByArnResponse;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** The SDK's client of {@link SimulatedLambda}. */
final class SimulatedLambdaClient implements LambdaClient {
  private static final ServiceProfile PROFILE =
      new ServiceProfile(LambdaErrors.COMMON, new Timing(0.02, 0.1), ServiceProfile.Throttle.NONE);
  private static final Operation INVOKE = new Operation("lambda", "Invoke", true);
  private static final Operation GET_LAYER_VERSION =
      new Operation("lambda", "GetLayerVersionByArn", false);
  private static final Duration POLL = Duration.ofMillis(5);

  private final SimulatedLambda lambda;
  private final VirtualTime time;
  private final Calls calls;

  SimulatedLambdaClient(SimulatedLambda lambda, VirtualTime time, Calls calls) {
    this.lambda = lambda;
    this.time = time;
    this.calls = calls;
  }

  @Override
  public InvokeResponse invoke(InvokeRequest request) {
    InvocationType type =
        request.invocationType() == null
            ? InvocationType.REQUEST_RESPONSE
            : request.invocationType();
    return switch (type) {
      case EVENT -> calls.perform(PROFILE, INVOKE, request, () -> accept(request));
      case REQUEST_RESPONSE -> waitFor(request);
      // What is no type at all is refused at the door; a dry run would come this far.
      case DRY_RUN, UNKNOWN_TO_SDK_VERSION ->
          calls.perform(PROFILE, INVOKE, request, () -> unmodelled(request));
    };
  }

  @Override
  public GetLayerVersionByArnResponse getLayerVersionByArn(GetLayerVersionByArnRequest request) {
    return calls.perform(PROFILE, GET_LAYER_VERSION, request, () -> layerVersion(request.arn()));
  }

  private GetLayerVersionByArnResponse layerVersion(String arn) {
    if (!lambda.layers().has(arn)) {
      throw LambdaErrors.NOT_FOUND.saying("Layer version " + arn + " does not exist.");
    }
    int number = arn.lastIndexOf(':');
    return GetLayerVersionByArnResponse.builder()
        .layerVersionArn(arn)
        .layerArn(arn.substring(0, number))
        .version(Long.valueOf(arn.substring(number + 1)))
        .build();
  }

  private static InvokeResponse unmodelled(InvokeRequest request) {
    throw new UnsupportedOperationException(
        "Simulated Lambda does not model the invocation type "
            + request.invocationTypeAsString()
            + ".");
  }

  private InvokeResponse accept(InvokeRequest request) {
    Object payload = payload(request, Payloads.ASYNCHRONOUS_BYTES_MAX);
    lambda.invokeAsync(function(request), payload);
    return InvokeResponse.builder().statusCode(202).build();
  }

  private InvokeResponse waitFor(InvokeRequest request) {
    if (time.current().isEmpty()) {
      throw new IllegalStateException(
          "The loop of virtual time cannot wait for a function; invoke it with Event.");
    }
    Instant giveUpAt = time.now().plus(Calls.CALL_TIMEOUT);
    List<InvocationResult> results = calls.perform(PROFILE, INVOKE, request, () -> begin(request));
    // The kernel knows no other way to wait than to let time pass.
    while (results.isEmpty()) {
      if (time.now().isAfter(giveUpAt)) {
        throw ApiCallTimeoutException.create(Calls.CALL_TIMEOUT.toMillis());
      }
      time.sleep(POLL);
    }
    InvokeResponse.Builder response =
        InvokeResponse.builder()
            .statusCode(200)
            .executedVersion(lambda.executedVersion(function(request)));
    return switch (results.getFirst()) {
      case InvocationResult.Succeeded(Object payload) ->
          response.payload(SdkBytes.fromUtf8String(Json.write(payload))).build();
      case InvocationResult.Failed failed ->
          response
              .functionError("Unhandled")
              .payload(SdkBytes.fromUtf8String(Json.write(failed.payload())))
              .build();
      case InvocationResult.Throttled throttled -> throw LambdaErrors.tooManyRequests(throttled);
    };
  }

  private List<InvocationResult> begin(InvokeRequest request) {
    Object payload = payload(request, Payloads.SYNCHRONOUS_BYTES_MAX);
    List<InvocationResult> results = new ArrayList<>(1);
    lambda.invoke(function(request), payload, (requestId, result) -> results.add(result));
    if (!results.isEmpty() && results.getFirst() instanceof InvocationResult.Throttled throttled) {
      throw LambdaErrors.tooManyRequests(throttled);
    }
    return results;
  }

  private static String function(InvokeRequest request) {
    return request.qualifier() == null
        ? request.functionName()
        : request.functionName() + ":" + request.qualifier();
  }

  private static Object payload(InvokeRequest request, int bytesMax) {
    if (request.payload() == null) {
      return Map.of();
    }
    byte[] bytes = request.payload().asByteArrayUnsafe();
    if (bytes.length > bytesMax) {
      throw LambdaErrors.TOO_LARGE.saying(
          bytes.length + " byte payload is too large (limit " + bytesMax + " bytes)");
    }
    try {
      return Json.MAPPER.readValue(bytes, Object.class);
    } catch (IOException unreadable) {
      throw LambdaErrors.UNREADABLE.saying(
          "Could not parse request body into json: " + reason(unreadable));
    }
  }

  private static String reason(IOException unreadable) {
    return unreadable instanceof JsonProcessingException parsing
        ? parsing.getOriginalMessage()
        : unreadable.getMessage();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
