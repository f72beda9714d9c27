package dev.lastgood.functions.detect;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lastgood.functions.handler.Check;
import dev.lastgood.functions.handler.MalformedEventException;
import java.time.Instant;
import java.util.Optional;

/**
 * EventBridge's event "CloudFormation Stack Status Change", as far as it is looked at. See "Stack
 * status change event" in the AWS CloudFormation User Guide.
 *
 * @param id the event's id
 * @param source must be {@code aws.cloudformation}
 * @param detailType must be {@code CloudFormation Stack Status Change}
 * @param time when it happened
 * @param detail what happened
 */
public record StackStatusChange(
    String id,
    String source,
    @JsonProperty("detail-type") String detailType,
    Instant time,
    Detail detail)
    implements DetectEvent {
  /** The detail type of these events. */
  public static final String DETAIL_TYPE = "CloudFormation Stack Status Change";

  /** Refuses what is not such an event. */
  public StackStatusChange {
    Check.name(id, "id");
    if (!"aws.cloudformation".equals(Check.present(source, "source"))) {
      throw new MalformedEventException(
          "The field source is '" + source + "', not 'aws.cloudformation'.");
    }
    Check.instant(time, "time");
    Check.present(detail, "detail");
  }

  /**
   * What happened to the stack.
   *
   * @param stackId the stack's ARN
   * @param statusDetails the status that it is in now
   * @param clientRequestToken the token of the operation; absent where the event has none
   */
  public record Detail(
      @JsonProperty("stack-id") String stackId,
      @JsonProperty("status-details") StatusDetails statusDetails,
      @JsonProperty("client-request-token") Optional<String> clientRequestToken) {
    /** Refuses what lacks a field. */
    public Detail {
      Check.name(stackId, "detail.stack-id");
      Check.present(statusDetails, "detail.status-details");
      clientRequestToken = clientRequestToken == null ? Optional.empty() : clientRequestToken;
    }
  }

  /**
   * A status of a stack.
   *
   * @param status such as {@code UPDATE_ROLLBACK_FAILED}
   */
  public record StatusDetails(String status) {
    /** Refuses what lacks a field. */
    public StatusDetails {
      Check.name(status, "detail.status-details.status");
    }
  }
}
