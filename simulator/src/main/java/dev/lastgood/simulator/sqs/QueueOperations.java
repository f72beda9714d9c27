package dev.lastgood.simulator.sqs;

import dev.lastgood.simulator.kernel.Utf8;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Operations on messages. */
final class QueueOperations {
  // Quotas:
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
  private static final int MESSAGE_BYTES_MAX = 1024 * 1024;
  private static final int RECEIVED_MAX = 10;
  private static final int DELAY_SECONDS_MAX = 900;
  private static final int VISIBILITY_SECONDS_MAX = 43_200;

  private final VirtualTime time;
  private final SimulatedSqs sqs;

  QueueOperations(VirtualTime time, SimulatedSqs sqs) {
    this.time = time;
    this.sqs = sqs;
  }

  SendMessageResponse send(SendMessageRequest request) {
    Queue queue = sqs.queue(request.queueUrl());
    String body = request.messageBody();
    if (body.isEmpty()) {
      throw SqsErrors.invalidValue("Message body must not be empty.");
    }
    if (Utf8.bytes(body) > MESSAGE_BYTES_MAX) {
      throw SqsErrors.invalidValue(
          "One or more parameters are invalid. Reason: Message must be shorter than 1048576"
              + " bytes.");
    }
    int delaySeconds =
        checked(
            "DelaySeconds",
            Objects.requireNonNullElse(request.delaySeconds(), 0),
            DELAY_SECONDS_MAX);
    QueuedMessage message =
        sqs.arrive(queue, body, request.messageAttributes(), Duration.ofSeconds(delaySeconds));
    return SendMessageResponse.builder()
        .messageId(message.id())
        .md5OfMessageBody(md5(body))
        .build();
  }

  ReceiveMessageResponse receive(ReceiveMessageRequest request) {
    Queue queue = sqs.queue(request.queueUrl());
    int countMax = Objects.requireNonNullElse(request.maxNumberOfMessages(), 1);
    if (countMax < 1 || countMax > RECEIVED_MAX) {
      throw SqsErrors.invalidValue(
          "Value "
              + countMax
              + " for parameter MaxNumberOfMessages is invalid. Reason: Must be"
              + " between 1 and 10, if provided.");
    }
    Duration hidden =
        request.visibilityTimeout() == null
            ? queue.settings().visibilityTimeout()
            : Duration.ofSeconds(
                checked("VisibilityTimeout", request.visibilityTimeout(), VISIBILITY_SECONDS_MAX));
    Instant now = time.now();
    List<Message> received = new ArrayList<>();
    for (QueuedMessage message :
        queue.visible(now, countMax, redriven -> sqs.redrive(queue, redriven))) {
      String handle = sqs.newId();
      message.receive(handle, now, now.plus(hidden));
      received.add(described(message, handle, request));
    }
    return ReceiveMessageResponse.builder().messages(received).build();
  }

  DeleteMessageResponse delete(DeleteMessageRequest request) {
    Queue queue = sqs.queue(request.queueUrl());
    // Deleting what is gone succeeds; a handle that a later receive has replaced deletes nothing.
    queue.receivedAs(handle(request.receiptHandle())).ifPresent(queue::remove);
    return DeleteMessageResponse.builder().build();
  }

  ChangeMessageVisibilityResponse changeVisibility(ChangeMessageVisibilityRequest request) {
    Queue queue = sqs.queue(request.queueUrl());
    int seconds = checked("VisibilityTimeout", request.visibilityTimeout(), VISIBILITY_SECONDS_MAX);
    QueuedMessage message =
        queue
            .receivedAs(handle(request.receiptHandle()))
            .filter(candidate -> candidate.isInFlight(time.now()))
            .orElseThrow(SqsErrors::notInFlight);
    message.hideUntil(time.now().plusSeconds(seconds));
    return ChangeMessageVisibilityResponse.builder().build();
  }

  GetQueueAttributesResponse describe(GetQueueAttributesRequest request) {
    Queue queue = sqs.queue(request.queueUrl());
    return GetQueueAttributesResponse.builder()
        .attributes(QueueDescription.of(sqs, queue, request.attributeNames(), time.now()))
        .build();
  }

  private static Message described(
      QueuedMessage message, String handle, ReceiveMessageRequest request) {
    return Message.builder()
        .messageId(message.id())
        .receiptHandle(handle)
        .body(message.body())
        .md5OfBody(md5(message.body()))
        .attributes(systemAttributes(message, request.messageSystemAttributeNames()))
        .messageAttributes(attributes(message, request.messageAttributeNames()))
        .build();
  }

  private static Map<MessageSystemAttributeName, String> systemAttributes(
      QueuedMessage message, List<MessageSystemAttributeName> wanted) {
    Map<MessageSystemAttributeName, String> all = new EnumMap<>(MessageSystemAttributeName.class);
    all.put(
        MessageSystemAttributeName.SENT_TIMESTAMP, Long.toString(message.sentAt().toEpochMilli()));
    all.put(
        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
        Integer.toString(message.receiveCount()));
    message
        .firstReceivedAt()
        .ifPresent(
            first ->
                all.put(
                    MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                    Long.toString(first.toEpochMilli())));
    if (!wanted.contains(MessageSystemAttributeName.ALL)) {
      all.keySet().retainAll(wanted);
    }
    return all;
  }

  private static Map<String, MessageAttributeValue> attributes(
      QueuedMessage message, List<String> wanted) {
    Map<String, MessageAttributeValue> all = new java.util.TreeMap<>(message.attributes());
    if (!wanted.contains("All") && !wanted.contains(".*")) {
      all.keySet().retainAll(wanted);
    }
    return all;
  }

  private static String handle(String receiptHandle) {
    if (receiptHandle.isEmpty()) {
      throw SqsErrors.invalidHandle(receiptHandle);
    }
    return receiptHandle;
  }

  private static int checked(String parameter, int seconds, int secondsMax) {
    if (seconds < 0 || seconds > secondsMax) {
      throw SqsErrors.invalidValue(
          "Value "
              + seconds
              + " for parameter "
              + parameter
              + " is invalid. Reason: Must be between"
              + " 0 and "
              + secondsMax
              + ", if provided.");
    }
    return seconds;
  }

  private static String md5(String body) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has MD5", impossible);
    }
  }
}
