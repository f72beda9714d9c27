package dev.lastgood.simulator.sns;

import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.Unmodelled;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.Subscription;

/**
 * SNS of one simulated account and Region. What a topic accepts is delivered at once to every
 * subscription that is confirmed, and to nobody else.
 */
public final class SimulatedSns {
  private static final int SUBSCRIPTIONS_PAGE = 100;

  private final VirtualTime time;
  private final Account account;
  private final RandomGenerator chance;
  private final Map<String, Topic> topics = new TreeMap<>();
  private final List<Delivery> deliveries = new ArrayList<>();
  private final List<Consumer<String>> topicListeners = new ArrayList<>();
  private final List<Consumer<Delivery>> listeners = new ArrayList<>();
  private final SnsClient client;

  /**
   * An account without topics.
   *
   * @param account where it is
   * @param time its clock
   * @param calls what every call of its client passes through
   * @param chance makes message ids
   */
  public SimulatedSns(Account account, VirtualTime time, Calls calls, Chance chance) {
    this.account = account;
    this.time = time;
    this.chance = chance.stream("sns");
    this.client =
        Unmodelled.refused(
            SnsClient.class, "SNS", new ModelledSnsClient(calls, this), SnsErrors.COMMON);
  }

  /**
   * The client to hand to those who use SNS.
   *
   * @return refuses by name what is not modelled
   */
  public SnsClient client() {
    return client;
  }

  /**
   * Creates a standard topic without subscriptions.
   *
   * @param name its name
   * @return its ARN
   */
  public String createTopic(String name) {
    Topic topic = new Topic(account.arn("sns", name));
    topics.put(topic.arn(), topic);
    return topic.arn();
  }

  /**
   * Tells of every topic that somebody makes by the API.
   *
   * @param listener told the topic's ARN, also where it was there already
   */
  public void onTopic(Consumer<String> listener) {
    topicListeners.add(listener);
  }

  /** Making a topic that is there is no error: its ARN is answered. */
  CreateTopicResponse create(CreateTopicRequest request) {
    String arn = account.arn("sns", request.name());
    topics.computeIfAbsent(arn, Topic::new);
    topicListeners.forEach(listener -> listener.accept(arn));
    return CreateTopicResponse.builder().topicArn(arn).build();
  }

  /**
   * Subscribes an endpoint.
   *
   * @param topicArn the topic
   * @param protocol such as {@code email} or {@code sqs}
   * @param endpoint such as an address or a queue's ARN
   * @param confirmed whether its owner has confirmed; a subscription that is not gets nothing
   */
  public void subscribe(String topicArn, String protocol, String endpoint, boolean confirmed) {
    topic(topicArn).subscribe(protocol, endpoint, confirmed);
  }

  /**
   * Confirms an endpoint's subscription.
   *
   * @param topicArn the topic
   * @param endpoint the subscriber
   */
  public void confirm(String topicArn, String endpoint) {
    topic(topicArn).confirm(endpoint);
  }

  /**
   * Takes an endpoint off a topic, as a click in any of its emails does.
   *
   * @param topicArn the topic
   * @param endpoint the subscriber
   */
  public void unsubscribe(String topicArn, String endpoint) {
    topic(topicArn).unsubscribe(endpoint);
  }

  /**
   * All that topics have accepted.
   *
   * @return in the order of time; a view that grows
   */
  public List<Delivery> deliveries() {
    return Collections.unmodifiableList(deliveries);
  }

  /**
   * Tells of every message that a topic accepts.
   *
   * @param listener what to tell, at the instant of delivery; subscribers of the world's own, such
   *     as queues, choose by {@link Delivery#endpoints}
   */
  public void listen(Consumer<Delivery> listener) {
    listeners.add(listener);
  }

  /**
   * Publishes as another service does, such as CloudWatch for an alarm.
   *
   * @param topicArn the topic
   * @param message the message
   * @throws NotFoundException where there is no such topic
   */
  public void deliver(String topicArn, String message) {
    publish(PublishRequest.builder().topicArn(topicArn).message(message).build());
  }

  PublishResponse publish(PublishRequest request) {
    Topic topic = topic(request.topicArn());
    PublishRules.check(request);
    Map<String, String> attributes = new TreeMap<>();
    request
        .messageAttributes()
        .forEach((name, value) -> attributes.put(name, String.valueOf(value.stringValue())));
    Delivery delivery =
        new Delivery(
            time.now(),
            topic.arn(),
            new UUID(chance.nextLong(), chance.nextLong()).toString(),
            Optional.ofNullable(request.subject()),
            request.message(),
            Collections.unmodifiableMap(attributes),
            topic.confirmedEndpoints());
    deliveries.add(delivery);
    listeners.forEach(listener -> listener.accept(delivery));
    return PublishResponse.builder().messageId(delivery.messageId()).build();
  }

  ListSubscriptionsByTopicResponse list(ListSubscriptionsByTopicRequest request) {
    List<Subscription> all = topic(request.topicArn()).subscriptions(account.id());
    int from = request.nextToken() == null ? 0 : position(request.nextToken(), all.size());
    int to = Math.min(all.size(), from + SUBSCRIPTIONS_PAGE);
    return ListSubscriptionsByTopicResponse.builder()
        .subscriptions(all.subList(from, to))
        .nextToken(to < all.size() ? Integer.toString(to) : null)
        .build();
  }

  private static int position(String nextToken, int size) {
    try {
      return Math.clamp(Integer.parseInt(nextToken), 0, size);
    } catch (NumberFormatException notOurs) {
      throw SnsErrors.invalid("NextToken");
    }
  }

  private Topic topic(String arn) {
    Topic topic = arn == null ? null : topics.get(arn);
    if (topic == null) {
      throw SnsErrors.NOT_FOUND.saying("Topic does not exist");
    }
    return topic;
  }
}
