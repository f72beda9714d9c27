package dev.lastgood.simulator.sns;

import dev.lastgood.simulator.kernel.Utf8;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * What a message must be like. See Publish,
 * https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
final class PublishRules {
  private static final int SUBJECT_LENGTH_MAX = 100;
  private static final int MESSAGE_BYTES_MAX = 256 * 1024;

  private PublishRules() {}

  static void check(PublishRequest request) {
    String message = request.message();
    if (message.isEmpty()) {
      throw SnsErrors.invalid("Empty message");
    }
    if (request.subject() != null && !isSubject(request.subject())) {
      throw SnsErrors.invalid("Subject");
    }
    int bytes = Utf8.bytes(message);
    for (Map.Entry<String, MessageAttributeValue> attribute :
        request.messageAttributes().entrySet()) {
      bytes += bytes(attribute.getKey(), attribute.getValue());
    }
    if (bytes > MESSAGE_BYTES_MAX) {
      throw SnsErrors.invalid("Message too long");
    }
  }

  /** One line of ASCII that begins with a letter, a digit or a punctuation mark. */
  private static boolean isSubject(String subject) {
    if (subject.isEmpty() || subject.length() > SUBJECT_LENGTH_MAX || subject.charAt(0) == ' ') {
      return false;
    }
    return subject.chars().allMatch(unit -> unit >= ' ' && unit <= '~');
  }

  private static int bytes(String name, MessageAttributeValue value) {
    if (value.dataType() == null || value.dataType().isEmpty()) {
      throw SnsErrors.INVALID_VALUE.saying(
          "The message attribute '" + name + "' must contain a non-empty message attribute type.");
    }
    boolean isBinary = value.dataType().startsWith("Binary");
    if (isBinary
        ? value.binaryValue() == null
        : value.stringValue() == null || value.stringValue().isEmpty()) {
      throw SnsErrors.INVALID_VALUE.saying(
          "The message attribute '"
              + name
              + "' must contain a non-empty message attribute value for message attribute type '"
              + value.dataType()
              + "'.");
    }
    int valueBytes =
        isBinary ? value.binaryValue().asByteArrayUnsafe().length : Utf8.bytes(value.stringValue());
    return Utf8.bytes(name) + Utf8.bytes(value.dataType()) + valueBytes;
  }
}
