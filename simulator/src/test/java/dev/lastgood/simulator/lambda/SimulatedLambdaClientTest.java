package dev.lastgood.simulator.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

@DisplayName("Lambda's client")
class SimulatedLambdaClientTest {
  private final RuntimeWorld world = new RuntimeWorld();
  private final LambdaClient client = world.lambda.client();
  private final List<String> log = new ArrayList<>();

  @Test
  @DisplayName("finds the versions of layers that there are")
  void layers() {
    String version = "arn:aws:lambda:eu-west-1:111122223333:layer:tools:3";
    assertThrows(
        ResourceNotFoundException.class, () -> client.getLayerVersionByArn(it -> it.arn(version)));
    world.lambda.layers().publish(version);
    assertEquals(3L, client.getLayerVersionByArn(it -> it.arn(version)).version());
    assertEquals(
        "arn:aws:lambda:eu-west-1:111122223333:layer:tools",
        client.getLayerVersionByArn(it -> it.arn(version)).layerArn());
    world.lambda.layers().delete(version);
    assertThrows(
        ResourceNotFoundException.class, () -> client.getLayerVersionByArn(it -> it.arn(version)));
  }

  @Test
  @DisplayName("waits for the answer in a function, errors included")
  void requestResponse() {
    world.register(
        "work",
        (order, invocation) -> {
          world.sleep(order.count());
          if (order.id().equals("bad")) {
            throw new IllegalStateException("broken");
          }
          return Map.of("done", order.id());
        });
    world.lambda.publishVersion("work", "3");
    inFunction(
        ignored -> {
          var answer =
              client.invoke(
                  request ->
                      request
                          .functionName("work")
                          .qualifier("3")
                          .payload(SdkBytes.fromUtf8String("{\"id\":\"one\",\"count\":2}")));
          log.add(answer.executedVersion() + " " + answer.payload().asUtf8String());
          var failed =
              client.invoke(
                  request ->
                      request
                          .functionName("work")
                          .payload(SdkBytes.fromUtf8String("{\"id\":\"bad\"}")));
          log.add(failed.functionError() + " " + failed.payload().asUtf8String());
          assertThrows(
              ApiCallTimeoutException.class,
              () ->
                  client.invoke(
                      request ->
                          request.functionName("slow").payload(SdkBytes.fromUtf8String("{}"))));
          log.add("gave up");
        });
    world.register(
        FunctionSettings.of("slow", Duration.ofSeconds(30)),
        (order, invocation) -> {
          world.sleep(20);
          return "";
        });
    world.runTo(60);
    assertEquals(
        List.of(
            "3 {\"done\":\"one\"}",
            "Unhandled {\"errorMessage\":\"broken\",\"errorType\":"
                + "\"java.lang.IllegalStateException\",\"stackTrace\":[]}",
            "gave up"),
        log);
  }

  @Test
  @DisplayName("hands events over, and refuses what Lambda refuses")
  void event() {
    world.register(
        FunctionSettings.of("work", Duration.ofSeconds(3)),
        (order, invocation) -> {
          log.add(order.id());
          return "";
        });
    world.register(
        FunctionSettings.of("closed", Duration.ofSeconds(3)).withReservedConcurrency(0),
        (order, invocation) -> "");
    assertEquals(202, send("work", "{\"id\":\"e\"}"));
    assertThrows(InvalidRequestContentException.class, () -> send("work", "{"));
    String large = "\"" + "x".repeat(1024 * 1024) + "\"";
    assertThrows(RequestTooLargeException.class, () -> send("work", large));
    inFunction(
        ignored -> {
          var refusal =
              assertThrows(
                  TooManyRequestsException.class,
                  () -> client.invoke(request -> request.functionName("closed")));
          log.add(refusal.reasonAsString());
        });
    world.runTo(60);
    assertEquals(List.of("e", "ReservedFunctionConcurrentInvocationLimitExceeded"), log);
    assertThrows(
        IllegalStateException.class, () -> client.invoke(request -> request.functionName("work")));
    var refusal = assertThrows(UnsupportedOperationException.class, () -> client.listFunctions());
    assertTrue(refusal.getMessage().contains("ListFunctions"));
  }

  private int send(String function, String payload) {
    return client
        .invoke(
            request ->
                request
                    .functionName(function)
                    .invocationType(InvocationType.EVENT)
                    .payload(SdkBytes.fromUtf8String(payload)))
        .statusCode();
  }

  private void inFunction(Consumer<String> body) {
    world.register(
        FunctionSettings.of("caller", Duration.ofSeconds(60)),
        (order, invocation) -> {
          body.accept("");
          return "";
        });
    world.lambda.invoke(
        "caller",
        Map.of(),
        (id, result) -> assertEquals(new InvocationResult.Succeeded(""), result));
  }
}
