package dev.lastgood.simulator.sns;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sns.model.Subscription;

/** One topic and its subscriptions, in the order in which they were made. */
final class Topic {
  private static final String PENDING = "PendingConfirmation";

  private final String arn;
  private final List<Subscriber> subscribers = new ArrayList<>();

  Topic(String arn) {
    this.arn = arn;
  }

  String arn() {
    return arn;
  }

  void subscribe(String protocol, String endpoint, boolean confirmed) {
    subscribers.add(new Subscriber(protocol, endpoint, confirmed));
  }

  void unsubscribe(String endpoint) {
    subscribers.removeIf(subscriber -> subscriber.endpoint().equals(endpoint));
  }

  void confirm(String endpoint) {
    subscribers.replaceAll(
        subscriber ->
            subscriber.endpoint().equals(endpoint)
                ? new Subscriber(subscriber.protocol(), endpoint, true)
                : subscriber);
  }

  List<String> confirmedEndpoints() {
    return subscribers.stream().filter(Subscriber::confirmed).map(Subscriber::endpoint).toList();
  }

  List<Subscription> subscriptions(String owner) {
    List<Subscription> subscriptions = new ArrayList<>();
    for (int i = 0; i < subscribers.size(); i++) {
      Subscriber subscriber = subscribers.get(i);
      subscriptions.add(
          Subscription.builder()
              .topicArn(arn)
              .protocol(subscriber.protocol())
              .endpoint(subscriber.endpoint())
              .owner(owner)
              .subscriptionArn(subscriber.confirmed() ? arn + ":subscription-" + i : PENDING)
              .build());
    }
    return subscriptions;
  }

  private record Subscriber(String protocol, String endpoint, boolean confirmed) {}
}
