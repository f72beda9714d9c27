package dev.lastgood.functions.notify;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Incident;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.Subscription;

/** Sends notices to the topic. */
public final class Notifier {
  private final SnsClient sns;
  private final String topicArn;

  /**
   * A notifier.
   *
   * @param platform where its client comes from, and the variable {@code NOTICE_TOPIC_ARN}
   */
  public Notifier(Platform platform) {
    this.sns = platform.client(SnsClient.class);
    this.topicArn = platform.variable("NOTICE_TOPIC_ARN");
  }

  /**
   * Sends a notice. Sending it twice tells people twice, which is better than never.
   *
   * @param incident the incident that it is about
   * @param notice what is said
   * @return SNS's id of the message
   */
  public String send(Incident incident, Notice notice) {
    return sns.publish(
            PublishRequest.builder()
                .topicArn(topicArn)
                .subject(notice.subject())
                .message(notice.text())
                .messageAttributes(
                    java.util.Map.of(
                        "incidentId",
                        MessageAttributeValue.builder()
                            .dataType("String")
                            .stringValue(incident.id())
                            .build()))
                .build())
        .messageId();
  }

  /**
   * How many subscriptions have been confirmed: a topic without one tells nobody. See "Amazon SNS
   * message delivery status" and ListSubscriptionsByTopic in the Amazon SNS API Reference.
   *
   * @return the number; empty where SNS could not be asked, which must not keep a notice back
   */
  public Optional<Integer> confirmedSubscriptions() {
    int confirmed = 0;
    String nextToken = null;
    try {
      do {
        ListSubscriptionsByTopicResponse page =
            sns.listSubscriptionsByTopic(
                ListSubscriptionsByTopicRequest.builder()
                    .topicArn(topicArn)
                    .nextToken(nextToken)
                    .build());
        for (Subscription subscription : page.subscriptions()) {
          if (subscription.subscriptionArn().startsWith("arn:")) {
            confirmed++;
          }
        }
        nextToken = page.nextToken();
      } while (nextToken != null);
      return Optional.of(confirmed);
    } catch (SdkException unavailable) {
      return Optional.empty();
    }
  }
}
