package dev.lastgood.simulator.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

@DisplayName("The simulated SQS")
class SimulatedSqsTest {
  private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

  private final VirtualTime time = new VirtualTime(START);
  private final Chance chance = new Chance(1);
  private final SimulatedSqs sqs =
      new SimulatedSqs(
          new Account("123456789012", "eu-west-1"),
          time,
          new Calls(time, chance, FaultSettings.NONE, List.of()),
          chance);
  private final SqsClient client = sqs.client();
  private final String deadLetters = sqs.createQueue("dead", QueueSettings.DEFAULT);
  private final String queue =
      sqs.createQueue(
          "work",
          new QueueSettings(
              Duration.ofSeconds(30),
              Duration.ofDays(4),
              Optional.of(new QueueSettings.Redrive("dead", 2))));

  @Test
  @DisplayName("hides a received message until it is deleted or its timeout ends")
  void visibility() {
    send("one", 0);
    send("two", 0);
    List<Message> first = receive(queue);
    assertEquals(List.of("one", "two"), bodies(first));
    assertEquals(List.of(), bodies(receive(queue)));
    client.deleteMessage(
        request -> request.queueUrl(queue).receiptHandle(first.getFirst().receiptHandle()));
    pass(29);
    assertEquals(List.of(), bodies(receive(queue)));
    pass(1);
    List<Message> second = receive(queue);
    assertEquals(List.of("two"), bodies(second));
    assertEquals(
        "2",
        second.getFirst().attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
    // A handle that a later receive has replaced deletes nothing.
    client.deleteMessage(
        request -> request.queueUrl(queue).receiptHandle(first.getLast().receiptHandle()));
    assertEquals(1, sqs.depth(queue));
  }

  @Test
  @DisplayName("lets the receiver change how long a message stays hidden")
  void changeVisibility() {
    send("one", 0);
    String handle = receive(queue).getFirst().receiptHandle();
    client.changeMessageVisibility(
        request -> request.queueUrl(queue).receiptHandle(handle).visibilityTimeout(100));
    pass(99);
    assertEquals(List.of(), bodies(receive(queue)));
    client.changeMessageVisibility(
        request -> request.queueUrl(queue).receiptHandle(handle).visibilityTimeout(0));
    assertThrows(
        MessageNotInflightException.class,
        () ->
            client.changeMessageVisibility(
                request -> request.queueUrl(queue).receiptHandle(handle).visibilityTimeout(10)));
    assertEquals(List.of("one"), bodies(receive(queue)));
  }

  @Test
  @DisplayName("moves what was received too often to the dead-letter queue, and tells of it")
  void redrive() {
    List<Arrival> arrivals = new ArrayList<>();
    sqs.listen(arrivals::add);
    send("poison", 0);
    for (int i = 0; i < 2; i++) {
      assertEquals(List.of("poison"), bodies(receive(queue)));
      pass(30);
    }
    assertEquals(List.of(), bodies(receive(queue)));
    assertEquals(0, sqs.depth(queue));
    assertEquals(List.of("poison"), bodies(receive(deadLetters)));
    assertEquals(
        List.of(
            new Arrival(START, "work", "poison", 1),
            new Arrival(START.plusSeconds(60), "dead", "poison", 1)),
        arrivals);
  }

  @Test
  @DisplayName("counts messages by whether they are visible, in flight or delayed")
  void attributes() {
    send("one", 0);
    receive(queue);
    send("two", 0);
    send("three", 60);
    assertEquals("1", attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    assertEquals("1", attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    assertEquals("1", attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
    assertEquals(
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:123456789012:dead\","
            + "\"maxReceiveCount\":2}",
        attribute(QueueAttributeName.REDRIVE_POLICY));
    pass(60);
    assertEquals("3", attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
  }

  @Test
  @DisplayName("takes what other services deliver, with their attributes, and keeps it four days")
  void delivered() {
    sqs.deliver(
        "arn:aws:sqs:eu-west-1:123456789012:dead", "{}", Map.of("ERROR_CODE", "NO_PERMISSIONS"));
    Message message = receive(deadLetters).getFirst();
    assertEquals("NO_PERMISSIONS", message.messageAttributes().get("ERROR_CODE").stringValue());
    pass(Duration.ofDays(4).toSeconds() - 1);
    assertEquals(1, sqs.depth("dead"));
    pass(1);
    assertEquals(0, sqs.depth("dead"));
  }

  @Test
  @DisplayName("refuses what SQS refuses")
  void refused() {
    assertThrows(QueueDoesNotExistException.class, () -> receive(queue + "x"));
    var tooMany =
        assertThrows(
            SqsException.class,
            () ->
                client.receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(11)));
    assertEquals("InvalidParameterValue", tooMany.awsErrorDetails().errorCode());
    assertThrows(SqsException.class, () -> send("x".repeat(1024 * 1024 + 1), 0));
    assertThrows(SqsException.class, () -> send("x", 901));
    assertEquals(0, sqs.depth(queue));
  }

  private void send(String body, int delaySeconds) {
    client.sendMessage(
        request -> request.queueUrl(queue).messageBody(body).delaySeconds(delaySeconds));
  }

  private List<Message> receive(String url) {
    return client
        .receiveMessage(
            request ->
                request
                    .queueUrl(url)
                    .maxNumberOfMessages(10)
                    .messageAttributeNames("All")
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  private String attribute(QueueAttributeName name) {
    return client
        .getQueueAttributes(request -> request.queueUrl(queue).attributeNames(name))
        .attributes()
        .get(name);
  }

  private void pass(long seconds) {
    time.run(time.now().plusSeconds(seconds), () -> false);
  }

  private static List<String> bodies(List<Message> messages) {
    return messages.stream().map(Message::body).toList();
  }
}
