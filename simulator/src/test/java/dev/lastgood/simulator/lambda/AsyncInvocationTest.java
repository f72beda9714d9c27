package dev.lastgood.simulator.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.handler.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An asynchronous invocation")
class AsyncInvocationTest {
  private static final String QUEUE = "arn:aws:sqs:eu-central-1:111122223333:dead";
  private static final String DESTINATION = "arn:aws:sqs:eu-central-1:111122223333:failed";
  private static final Map<String, Object> EVENT = Map.of("id", "order", "count", 3);

  private final RuntimeWorld world = new RuntimeWorld();
  private final List<Double> attemptsAtSeconds = new ArrayList<>();
  private final Set<String> requestIds = new LinkedHashSet<>();
  private final List<String> discarded = new ArrayList<>();

  @BeforeEach
  void observe() {
    world.invocationObservers.add(
        new InvocationObserver() {
          @Override
          public void started(InvocationContext context, Object payload, boolean coldStart) {
            attemptsAtSeconds.add(world.seconds());
            requestIds.add(context.requestId());
            assertEquals(attemptsAtSeconds.size(), context.attempt());
            assertEquals(EVENT, payload);
          }

          @Override
          public void discarded(
              String functionName,
              String requestId,
              Object payload,
              String condition,
              List<String> queueArns) {
            requestIds.add(requestId);
            discarded.add(functionName + " " + condition + " " + queueArns);
          }
        });
  }

  @Test
  @DisplayName("is retried after one minute and after two more, then told to both queues")
  void retriesExhausted() {
    registerFailing(new AsyncSettings(2, Duration.ofHours(6), at(DESTINATION), at(QUEUE)), 9);
    world.lambda.invokeAsync("orders", EVENT);
    world.runTo(600);
    assertEquals(3, attemptsAtSeconds.size());
    assertEquals(60, attemptsAtSeconds.get(1) - attemptsAtSeconds.get(0), 1);
    assertEquals(120, attemptsAtSeconds.get(2) - attemptsAtSeconds.get(1), 1);
    assertEquals(1, requestIds.size());
    assertEquals(
        List.of("orders RetriesExhausted [" + DESTINATION + ", " + QUEUE + "]"), discarded);

    assertEquals(List.of(DESTINATION, QUEUE), queues());
    Map<?, ?> record = Json.read(world.messages.get(0).body(), Map.class);
    assertEquals(EVENT, record.get("requestPayload"));
    assertEquals(
        Map.of(
            "requestId",
            requestIds.iterator().next(),
            "functionArn",
            "arn:aws:lambda:eu-central-1:111122223333:function:orders:$LATEST",
            "condition",
            "RetriesExhausted",
            "approximateInvokeCount",
            3),
        record.get("requestContext"));
    assertEquals(
        Map.of(
            "errorMessage",
            "no stock",
            "errorType",
            "java.lang.IllegalStateException",
            "stackTrace",
            List.of()),
        record.get("responsePayload"));
    assertEquals(EVENT, Json.read(world.messages.get(1).body(), Map.class));
    assertEquals("no stock", world.messages.get(1).attributes().get("ErrorMessage"));
  }

  @Test
  @DisplayName("is given up at the age that its function allows, with retries left")
  void eventAge() {
    registerFailing(new AsyncSettings(2, Duration.ofSeconds(120), at(QUEUE), none()), 9);
    world.lambda.invokeAsync("orders", EVENT);
    world.runTo(600);
    assertEquals(2, attemptsAtSeconds.size());
    assertEquals(List.of("orders EventAgeExceeded [" + QUEUE + "]"), discarded);
    assertEquals(120, world.messages.getFirst().atSeconds());
  }

  @Test
  @DisplayName("ends with its first success")
  void recovers() {
    registerFailing(new AsyncSettings(2, Duration.ofHours(6), at(QUEUE), none()), 1);
    world.lambda.invokeAsync("orders", EVENT);
    world.runTo(600);
    assertEquals(2, attemptsAtSeconds.size());
    assertEquals(List.of(), world.messages);
    assertEquals(List.of(), discarded);
  }

  @Test
  @DisplayName("is not counted while it is throttled, and keeps trying until its age ends it")
  void throttled() {
    FunctionSettings settings =
        FunctionSettings.of("orders", Duration.ofSeconds(60))
            .withAsync(new AsyncSettings(0, Duration.ofMinutes(10), at(QUEUE), none()))
            .withReservedConcurrency(1);
    List<Double> ends = new ArrayList<>();
    world.register(
        settings,
        (order, invocation) -> {
          world.sleep(45);
          ends.add(world.seconds());
          return "";
        });
    world.invocationObservers.clear();
    for (int i = 0; i < 3; i++) {
      world.lambda.invokeAsync("orders", EVENT);
    }
    world.runTo(1000);
    assertEquals(3, ends.size());
    assertTrue(ends.get(1) >= ends.get(0) + 45, ends.toString());
    assertEquals(List.of(), world.messages);

    FunctionSettings closed =
        FunctionSettings.of("closed", Duration.ofSeconds(60))
            .withAsync(new AsyncSettings(0, Duration.ofMinutes(10), none(), at(QUEUE)))
            .withReservedConcurrency(0);
    world.register(closed, (order, invocation) -> "");
    world.lambda.invokeAsync("closed", EVENT);
    world.runTo(2000);
    assertEquals(1600, world.messages.getFirst().atSeconds());
    assertEquals("429", world.messages.getFirst().attributes().get("ErrorCode"));
  }

  @Test
  @DisplayName("that finds no function is refused at once")
  void noFunction() {
    assertThrows(
        software.amazon.awssdk.services.lambda.model.ResourceNotFoundException.class,
        () -> world.lambda.invokeAsync("none", EVENT));
    assertThrows(
        IllegalArgumentException.class,
        () -> new AsyncSettings(3, Duration.ofHours(1), none(), none()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new AsyncSettings(0, Duration.ofSeconds(59), none(), none()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new AsyncSettings(0, Duration.ofHours(1), at("arn:aws:sns:x:y:z"), none()));
  }

  private void registerFailing(AsyncSettings async, int failures) {
    List<Object> left = new ArrayList<>();
    world.register(
        FunctionSettings.of("orders", Duration.ofSeconds(3)).withAsync(async),
        (order, invocation) -> {
          left.add(order);
          if (left.size() <= failures) {
            throw new IllegalStateException("no stock");
          }
          return "ok";
        });
  }

  private List<String> queues() {
    return world.messages.stream().map(RuntimeWorld.Message::queueArn).toList();
  }

  private static Optional<String> at(String arn) {
    return Optional.of(arn);
  }

  private static Optional<String> none() {
    return Optional.empty();
  }
}
