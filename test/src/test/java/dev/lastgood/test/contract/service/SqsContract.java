package dev.lastgood.test.contract.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * Standard queues. See SendMessage, ReceiveMessage, DeleteMessage, ChangeMessageVisibility and
 * GetQueueAttributes in the Amazon SQS API Reference. A receive may come back empty although there
 * is something: it is repeated.
 */
abstract class SqsContract extends ServiceContract {
  SqsContract(Services services) {
    super(services);
  }

  private void send(String queue, String body) {
    services().sqs().sendMessage(request -> request.queueUrl(queue).messageBody(body));
  }

  private Message received(String queue) {
    List<Message> received = new ArrayList<>();
    services()
        .eventually(
            "a message is received",
            () -> {
              received.addAll(
                  services()
                      .sqs()
                      .receiveMessage(
                          request ->
                              request
                                  .queueUrl(queue)
                                  .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                      .messages());
              return !received.isEmpty();
            });
    return received.getFirst();
  }

  @Test
  @DisplayName("a message comes back as it was sent, and says how often it has been received")
  void received() {
    String queue = services().queue();
    send(queue, "dead letter");
    Message first = received(queue);
    assertEquals("dead letter", first.body());
    services()
        .sqs()
        .changeMessageVisibility(
            request ->
                request.queueUrl(queue).receiptHandle(first.receiptHandle()).visibilityTimeout(0));
    Message again = received(queue);
    assertEquals(first.messageId(), again.messageId());
    int before = count(first);
    assertTrue(count(again) > before, () -> count(again) + " after " + before);
  }

  private static int count(Message message) {
    return Integer.parseInt(
        message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
  }

  @Test
  @DisplayName("a message that is deleted twice is deleted")
  void deletedTwice() {
    String queue = services().queue();
    send(queue, "dead letter");
    String handle = received(queue).receiptHandle();
    services().sqs().deleteMessage(it -> it.queueUrl(queue).receiptHandle(handle));
    services().sqs().deleteMessage(it -> it.queueUrl(queue).receiptHandle(handle));
  }

  @Test
  @DisplayName("a queue says its ARN, which ends as its URL does")
  void attributes() {
    String queue = services().queue();
    String arn =
        services()
            .sqs()
            .getQueueAttributes(
                request -> request.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    assertTrue(arn.startsWith("arn:"), arn);
    assertEquals(
        queue.substring(queue.lastIndexOf('/') + 1), arn.substring(arn.lastIndexOf(':') + 1));
  }

  @Test
  @DisplayName("a queue that is not there is not found")
  void missing() {
    String missing = services().queue() + "-missing";
    assertThrows(
        QueueDoesNotExistException.class,
        () ->
            services()
                .sqs()
                .getQueueAttributes(
                    request -> request.queueUrl(missing).attributeNames(QueueAttributeName.ALL)));
  }
}
