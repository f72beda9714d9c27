package dev.lastgood.simulator.sns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Subscription;

@DisplayName("The simulated SNS")
class SimulatedSnsTest {
  private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

  private final VirtualTime time = new VirtualTime(START);
  private final Chance chance = new Chance(1);
  private final SimulatedSns sns =
      new SimulatedSns(
          new Account("123456789012", "eu-west-1"),
          time,
          new Calls(time, chance, FaultSettings.NONE, List.of()),
          chance);
  private final SnsClient client = sns.client();
  private final String topic = sns.createTopic("escalations");

  @Test
  @DisplayName("delivers to confirmed subscribers, and tells listeners")
  void delivers() {
    List<Delivery> heard = new ArrayList<>();
    sns.listen(heard::add);
    sns.subscribe(topic, "email", "ann@example.com", true);
    sns.subscribe(topic, "email", "bob@example.com", false);
    String id =
        client
            .publish(
                request ->
                    request
                        .topicArn(topic)
                        .subject("Escalated")
                        .message("web is down")
                        .messageAttributes(
                            Map.of(
                                "incident",
                                MessageAttributeValue.builder()
                                    .dataType("String")
                                    .stringValue("i-1")
                                    .build())))
            .messageId();
    Delivery expected =
        new Delivery(
            START,
            topic,
            id,
            Optional.of("Escalated"),
            "web is down",
            Map.of("incident", "i-1"),
            List.of("ann@example.com"));
    assertEquals(List.of(expected), sns.deliveries());
    assertEquals(List.of(expected), heard);
  }

  @Test
  @DisplayName("follows confirmations and clicks on unsubscribe")
  void subscriptions() {
    sns.subscribe(topic, "email", "ann@example.com", false);
    assertEquals(List.of("PendingConfirmation"), arns());
    publish("one");
    sns.confirm(topic, "ann@example.com");
    assertEquals(List.of(topic + ":subscription-0"), arns());
    publish("two");
    sns.unsubscribe(topic, "ann@example.com");
    assertEquals(List.of(), arns());
    publish("three");
    assertEquals(
        List.of(List.of(), List.of("ann@example.com"), List.of()),
        sns.deliveries().stream().map(Delivery::endpoints).toList());
  }

  @Test
  @DisplayName("lists subscriptions a hundred at a time")
  void pages() {
    for (int i = 0; i < 205; i++) {
      sns.subscribe(topic, "email", i + "@example.com", true);
    }
    assertEquals(
        100,
        client.listSubscriptionsByTopic(request -> request.topicArn(topic)).subscriptions().size());
    assertEquals(
        205,
        client
            .listSubscriptionsByTopicPaginator(request -> request.topicArn(topic))
            .subscriptions()
            .stream()
            .map(Subscription::endpoint)
            .distinct()
            .count());
  }

  @Test
  @DisplayName("refuses subjects and messages that SNS refuses, and delivers nothing of them")
  void limits() {
    publish("x".repeat(256 * 1024));
    assertInvalid("Message too long", () -> publish("x".repeat(256 * 1024 + 1)));
    assertInvalid("Message too long", () -> publish("é".repeat(128 * 1024 + 1)));
    assertInvalid("Empty message", () -> publish(""));
    publish("s".repeat(100), "m");
    assertInvalid("Subject", () -> publish("s".repeat(101), "m"));
    assertInvalid("Subject", () -> publish("Wiederhergestellt – gut", "m"));
    assertInvalid("Subject", () -> publish("two\nlines", "m"));
    assertInvalid("Subject", () -> publish(" leading space", "m"));
    assertEquals(2, sns.deliveries().size());
  }

  @Test
  @DisplayName("does not find a topic that does not exist")
  void noTopic() {
    var failure =
        assertThrows(
            NotFoundException.class,
            () -> client.publish(request -> request.topicArn(topic + "x").message("m")));
    assertEquals("NotFound", failure.awsErrorDetails().errorCode());
    assertEquals(404, failure.statusCode());
  }

  private List<String> arns() {
    return client
        .listSubscriptionsByTopic(request -> request.topicArn(topic))
        .subscriptions()
        .stream()
        .map(Subscription::subscriptionArn)
        .toList();
  }

  private void publish(String message) {
    client.publish(request -> request.topicArn(topic).message(message));
  }

  private void publish(String subject, String message) {
    client.publish(request -> request.topicArn(topic).subject(subject).message(message));
  }

  private static void assertInvalid(String what, Executable call) {
    var failure = assertThrows(InvalidParameterException.class, call);
    assertEquals("InvalidParameter", failure.awsErrorDetails().errorCode());
    assertEquals("Invalid parameter: " + what, failure.awsErrorDetails().errorMessage());
  }
}
