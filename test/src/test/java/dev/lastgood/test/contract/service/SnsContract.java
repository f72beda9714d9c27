package dev.lastgood.test.contract.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.Subscription;

/**
 * Topics and who is subscribed to them. See CreateTopic, Publish, Subscribe and
 * ListSubscriptionsByTopic in the Amazon SNS API Reference.
 */
abstract class SnsContract extends ServiceContract {
  SnsContract(Services services) {
    super(services);
  }

  private String publish(String topicArn, String subject, String message) {
    return services()
        .sns()
        .publish(request -> request.topicArn(topicArn).subject(subject).message(message))
        .messageId();
  }

  @Test
  @DisplayName("each message that is published has an id of its own, although nobody is subscribed")
  void publish() {
    String topic = services().topic();
    String first = publish(topic, "Recovered", "all is well");
    assertFalse(first.isEmpty());
    assertNotEquals(first, publish(topic, "Recovered", "all is well"));
  }

  @Test
  @DisplayName("a topic that is not there is not found")
  void missing() {
    String missing = services().topic() + "-missing";
    assertEquals(
        404, assertRefused("NotFound", () -> publish(missing, "Recovered", "x")).statusCode());
  }

  @Test
  @DisplayName("a subject of more than 100 characters is refused, and so is a message above 256 KB")
  void tooLong() {
    String topic = services().topic();
    assertRefused("InvalidParameter", () -> publish(topic, "x".repeat(101), "x"));
    assertRefused(
        "InvalidParameter", () -> publish(topic, "Recovered", "x".repeat(256 * 1024 + 1)));
  }

  @Test
  @DisplayName("a topic that is created again is the same")
  void createdAgain() {
    String topic = services().topic();
    String name = topic.substring(topic.lastIndexOf(':') + 1);
    assertEquals(topic, services().sns().createTopic(request -> request.name(name)).topicArn());
  }

  @Test
  @DisplayName("a topic that nobody is subscribed to has one empty page")
  void nobody() {
    String topic = services().topic();
    ListSubscriptionsByTopicResponse listed =
        services().sns().listSubscriptionsByTopic(request -> request.topicArn(topic));
    assertTrue(listed.subscriptions().isEmpty());
    assertNull(listed.nextToken());
  }

  @Test
  @DisplayName("subscriptions come by pages of a hundred at most, each of them once")
  void pages() {
    String topic = services().topic();
    services().subscribeQueues(topic, 101);
    services()
        .eventually("all are subscribed", () -> subscriptions(topic, new ArrayList<>()) == 101);
    List<Integer> sizes = new ArrayList<>();
    subscriptions(topic, sizes);
    assertTrue(sizes.size() > 1);
    assertTrue(sizes.stream().allMatch(size -> size <= 100), sizes.toString());
  }

  /** How many different ones all pages show. */
  private int subscriptions(String topic, List<Integer> sizes) {
    List<String> shown = new ArrayList<>();
    String token = null;
    do {
      String from = token;
      ListSubscriptionsByTopicResponse page =
          services()
              .sns()
              .listSubscriptionsByTopic(request -> request.topicArn(topic).nextToken(from));
      page.subscriptions().stream().map(Subscription::endpoint).forEach(shown::add);
      sizes.add(page.subscriptions().size());
      token = page.nextToken();
    } while (token != null);
    assertEquals(new HashSet<>(shown).size(), shown.size());
    return shown.size();
  }
}
