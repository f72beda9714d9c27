package dev.lastgood.simulator.eventbridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.simulator.kernel.Fault;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.ServiceEvent;
import dev.lastgood.simulator.kernel.ServiceEvent.Delivery;
import dev.lastgood.simulator.lambda.FunctionSettings;
import dev.lastgood.simulator.lambda.RuntimeWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

@DisplayName("The event bus")
class SimulatedEventBridgeTest {
  private static final String QUEUE = "arn:aws:sqs:eu-central-1:111122223333:dead";

  private final List<Map<?, ?>> received = new ArrayList<>();
  private final List<Double> receivedAtSeconds = new ArrayList<>();
  private final List<String> outcomes = new ArrayList<>();
  private RuntimeWorld world;

  @Test
  @DisplayName("wraps events as AWS does and hands them to the functions of matching rules")
  void delivers() {
    build(1, faults(0, 0, 0, 0));
    putRule("alarms", "{\"detail\":{\"state\":{\"value\":[\"ALARM\"]}}}", target("detect"));
    publish("ALARM", Delivery.DURABLE);
    publish("OK", Delivery.DURABLE);
    world.runTo(60);
    assertEquals(1, received.size());
    Map<?, ?> event = received.getFirst();
    assertEquals("0", event.get("version"));
    assertEquals(RuntimeWorld.ACCOUNT, event.get("account"));
    assertEquals(RuntimeWorld.REGION, event.get("region"));
    assertEquals("2026-03-01T02:00:00Z", event.get("time"));
    assertEquals("aws.cloudwatch", event.get("source"));
    assertEquals("CloudWatch Alarm State Change", event.get("detail-type"));
    assertEquals(List.of("arn:alarm"), event.get("resources"));
    assertEquals(
        Map.of("alarmName", "errors", "state", Map.of("value", "ALARM")), event.get("detail"));
    assertEquals(List.of("accepted [alarms]", "accepted []", "alarms detect Delivered"), outcomes);
  }

  @Test
  @DisplayName("delivers duplicates of one id, late ones too, where faults say so")
  void duplicateAndLate() {
    build(1, faults(1, 1, 0, 0));
    putRule("all", "{\"source\":[{\"exists\":true}]}", target("detect"));
    publish("ALARM", Delivery.DURABLE);
    world.runTo(120);
    assertEquals(2, received.size());
    assertEquals(received.get(0).get("id"), received.get(1).get("id"));
    assertNotEquals(receivedAtSeconds.get(0), receivedAtSeconds.get(1));
    assertTrue(receivedAtSeconds.get(1) > 3 && receivedAtSeconds.get(1) < 64);
  }

  @Test
  @DisplayName("loses best-effort events alone")
  void lost() {
    build(1, faults(0, 0, 1, 0));
    putRule("all", "{\"source\":[{\"exists\":true}]}", target("detect"));
    publish("ALARM", Delivery.DURABLE);
    publish("OK", Delivery.BEST_EFFORT);
    world.runTo(120);
    assertEquals(1, received.size());
    assertEquals(List.of("accepted [all]", "lost", "all detect Delivered"), outcomes);
  }

  @Test
  @DisplayName("puts what finds no function into the dead-letter queue without trying again")
  void noResource() {
    build(1, faults(0, 0, 0, 0));
    putRule("gone", "{\"source\":[{\"exists\":true}]}", target("missing"));
    publish("ALARM", Delivery.DURABLE);
    world.runTo(60);
    var message = world.messages.getFirst();
    assertEquals(QUEUE, message.queueArn());
    assertEquals("NO_RESOURCE", message.attributes().get("ERROR_CODE"));
    assertEquals("0", message.attributes().get("RETRY_ATTEMPTS"));
    assertEquals(
        "arn:aws:events:eu-central-1:111122223333:rule/gone", message.attributes().get("RULE_ARN"));
    assertEquals("aws.cloudwatch", Json.read(message.body(), Map.class).get("source"));
    assertEquals(List.of("accepted [gone]", "gone missing DeadLettered"), outcomes);
  }

  @Test
  @DisplayName("retries a failing target as often and as long as its policy allows")
  void retries() {
    build(1, faults(0, 0, 0, 1));
    var few = new RetryPolicy(3, Duration.ofHours(1));
    var brief = new RetryPolicy(185, Duration.ofSeconds(60));
    putRule("few", "{\"source\":[{\"exists\":true}]}", target("detect", few, Optional.of(QUEUE)));
    putRule("brief", "{\"source\":[{\"exists\":true}]}", target("detect", brief, Optional.empty()));
    publish("ALARM", Delivery.DURABLE);
    world.runTo(3600);
    var message = world.messages.getFirst();
    assertEquals("3", message.attributes().get("RETRY_ATTEMPTS"));
    assertEquals("MaximumRetryAttempts", message.attributes().get("EXHAUSTED_RETRY_CONDITION"));
    assertEquals(1, world.messages.size());
    assertTrue(outcomes.contains("brief detect Dropped"));
    assertEquals(List.of(), received);
  }

  @Test
  @DisplayName("accounts for every accepted event, whatever strikes, and twice the same")
  void accounts() {
    List<List<String>> runs = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      outcomes.clear();
      build(42, faults(0.2, 0.2, 0.3, 0.2).with(Fault.THROTTLE, 0.2));
      var few = new RetryPolicy(2, Duration.ofMinutes(5));
      putRule("a", "{\"source\":[{\"exists\":true}]}", target("detect", few, Optional.of(QUEUE)));
      putRule("b", "{\"source\":[{\"exists\":true}]}", target("missing", few, Optional.of(QUEUE)));
      Map<String, Integer> open = new LinkedHashMap<>();
      world.deliveryObservers.add(
          new DeliveryObserver() {
            @Override
            public void accepted(AcceptedEvent event, List<String> rules) {
              rules.forEach(rule -> open.put(event.id() + rule, 0));
            }

            @Override
            public void delivered(
                AcceptedEvent event, String rule, RuleTarget target, DeliveryOutcome outcome) {
              open.merge(event.id() + rule, 1, Integer::sum);
            }
          });
      for (int i = 0; i < 1000; i++) {
        publish("ALARM", i % 2 == 0 ? Delivery.DURABLE : Delivery.BEST_EFFORT);
      }
      world.runTo(3600);
      assertTrue(open.size() > 1500, "accepted " + open.size());
      assertTrue(open.values().stream().allMatch(count -> count == 1 || count == 2));
      assertTrue(open.values().stream().anyMatch(count -> count == 2));
      assertTrue(world.messages.size() > open.size() / 2);
      runs.add(List.copyOf(outcomes));
    }
    assertEquals(runs.get(0), runs.get(1));
  }

  @Test
  @DisplayName("takes custom events one by one, and refuses each for its own reason")
  void putEvents() {
    build(1, faults(0, 0, 0, 0));
    putRule("custom", "{\"source\":[\"lastgood\"]}", target("detect"));
    var client = world.bus.client();
    var response =
        client.putEvents(
            request ->
                request.entries(
                    entry(good -> good),
                    entry(bad -> bad.detail("[1]")),
                    entry(bad -> bad.detail("{")),
                    entry(bad -> bad.source("aws.ec2")),
                    entry(bad -> bad.detailType(null)),
                    entry(bad -> bad.eventBusName("other"))));
    assertEquals(5, response.failedEntryCount());
    assertEquals(
        List.of(
            "MalformedDetail",
            "MalformedDetail",
            "NotAuthorizedForSourceException",
            "InvalidArgument",
            "ResourceNotFoundException"),
        response.entries().stream().skip(1).map(PutEventsResultEntry::errorCode).toList());
    world.runTo(10);
    assertEquals(1, received.size());
    assertEquals(response.entries().getFirst().eventId(), received.getFirst().get("id"));
    assertEquals(Map.of("held", true), received.getFirst().get("detail"));

    String large = "{\"text\":\"" + "x".repeat(256 * 1024) + "\"}";
    var refusal =
        assertThrows(
            EventBridgeException.class,
            () -> client.putEvents(request -> request.entries(entry(e -> e.detail(large)))));
    assertEquals("ValidationException", refusal.awsErrorDetails().errorCode());
    assertThrows(EventBridgeException.class, () -> client.putEvents(request -> {}));
  }

  private static PutEventsRequestEntry entry(UnaryOperator<PutEventsRequestEntry.Builder> change) {
    return change
        .apply(
            PutEventsRequestEntry.builder()
                .source("lastgood")
                .detailType("Hold")
                .detail("{\"held\":true}"))
        .build();
  }

  private static FaultSettings faults(
      double duplicate, double late, double lost, double serverError) {
    return FaultSettings.NONE
        .with(Fault.DUPLICATE_EVENT, duplicate)
        .with(Fault.LATE_EVENT, late)
        .with(Fault.LOST_EVENT, lost)
        .with(Fault.SERVER_ERROR, serverError);
  }

  private void build(long seed, FaultSettings faults) {
    world = new RuntimeWorld(seed, faults, settings -> settings, List.of());
    world.lambda.register(
        FunctionSettings.of("detect", Duration.ofSeconds(3)), platform -> new Receiver());
    world.deliveryObservers.add(
        new DeliveryObserver() {
          @Override
          public void accepted(AcceptedEvent event, List<String> rules) {
            outcomes.add("accepted " + rules);
          }

          @Override
          public void lost(AcceptedEvent event) {
            outcomes.add("lost");
          }

          @Override
          public void delivered(
              AcceptedEvent event, String rule, RuleTarget target, DeliveryOutcome outcome) {
            outcomes.add(rule + " " + target.id() + " " + outcome.getClass().getSimpleName());
          }
        });
  }

  private void putRule(String name, String pattern, RuleTarget target) {
    world.bus.putRule(new EventRule(name, EventPattern.parse(pattern), List.of(target)));
  }

  private RuleTarget target(String function) {
    return target(function, RetryPolicy.DEFAULT, Optional.of(QUEUE));
  }

  private RuleTarget target(String function, RetryPolicy policy, Optional<String> queue) {
    return new RuleTarget(function, world.lambda.functionArn(function), policy, queue);
  }

  private void publish(String state, Delivery delivery) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("alarmName", "errors");
    detail.put("state", Map.of("value", state));
    world.bus.publish(
        new ServiceEvent(
            "aws.cloudwatch",
            "CloudWatch Alarm State Change",
            List.of("arn:alarm"),
            detail,
            delivery));
  }

  @SuppressWarnings("rawtypes")
  private final class Receiver extends JsonHandler<Map, String> {
    private Receiver() {
      super(Map.class);
    }

    @Override
    public String handle(Map input, Invocation invocation) {
      received.add(input);
      receivedAtSeconds.add(world.seconds());
      return "";
    }
  }
}
