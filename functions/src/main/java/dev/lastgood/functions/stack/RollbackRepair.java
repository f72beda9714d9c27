package dev.lastgood.functions.stack;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Lastgood itself can do so that a failed rollback can go on. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RollbackRepair.SignalResource.class, name = "SignalResource"),
  @JsonSubTypes.Type(value = RollbackRepair.RecreateTopic.class, name = "RecreateTopic")
})
public sealed interface RollbackRepair {
  /**
   * Sends the signals that a resource waits for; see "SignalResource" in the AWS CloudFormation API
   * Reference.
   *
   * @param stackName the ARN of the stack that holds the resource
   * @param logicalId its name in the template
   * @param signals how many, each with another unique id
   */
  record SignalResource(String stackName, String logicalId, int signals) implements RollbackRepair {
    @Override
    public String says() {
      return "send " + signals + " SUCCESS signal(s) for " + logicalId;
    }
  }

  /**
   * Makes an SNS topic again under the name that it had. What the rollback sets of it, it then
   * sets; nothing that the topic held is lost by it.
   *
   * @param logicalId its name in the template
   * @param topicName what it was called
   */
  record RecreateTopic(String logicalId, String topicName) implements RollbackRepair {
    @Override
    public String says() {
      return "make the SNS topic " + topicName + " again, for " + logicalId;
    }
  }

  /** The types that are made again by their name; for all others that is a person's to do. */
  List<String> RECREATED_TYPES = List.of("AWS::SNS::Topic");

  /** "Received 1 SUCCESS signal(s) out of 3. Unable to satisfy …" */
  Pattern SIGNALS_OUT_OF = Pattern.compile("Received (\\d+) SUCCESS signal\\(s\\) out of (\\d+)");

  /** "Failed to receive 2 resource signal(s) within the specified duration" */
  Pattern SIGNALS_MISSING = Pattern.compile("Failed to receive (\\d+) resource signal");

  /**
   * What would be done, for people.
   *
   * @return half a sentence that begins with a verb
   */
  String says();

  /**
   * The repair of a failed resource.
   *
   * @param failed what failed
   * @return empty where none is known, or none is needed
   */
  static Optional<RollbackRepair> of(FailedResource failed) {
    return switch (failed.cause()) {
      case MISSING_SIGNAL -> signals(failed);
      case OUT_OF_BAND_CHANGE ->
          Optional.of(failed)
              .filter(resource -> RECREATED_TYPES.contains(resource.type()))
              .filter(resource -> resource.physicalId().startsWith("arn:"))
              .map(
                  topic ->
                      new RecreateTopic(
                          topic.logicalId(),
                          topic.physicalId().substring(topic.physicalId().lastIndexOf(':') + 1)));
      case EXPIRED_TOKEN, TRANSIENT, DID_NOT_STABILISE, LIMITS, PERMISSIONS, UNKNOWN ->
          Optional.empty();
    };
  }

  private static Optional<RollbackRepair> signals(FailedResource failed) {
    Matcher outOf = SIGNALS_OUT_OF.matcher(failed.reason());
    if (outOf.find()) {
      int missing = Integer.parseInt(outOf.group(2)) - Integer.parseInt(outOf.group(1));
      return Optional.of(
          new SignalResource(failed.stackId(), failed.logicalId(), Math.max(1, missing)));
    }
    Matcher missing = SIGNALS_MISSING.matcher(failed.reason());
    return missing.find()
        ? Optional.of(
            new SignalResource(
                failed.stackId(),
                failed.logicalId(),
                Math.max(1, Integer.parseInt(missing.group(1)))))
        : Optional.empty();
  }
}
