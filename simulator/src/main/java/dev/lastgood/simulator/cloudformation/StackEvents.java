package dev.lastgood.simulator.cloudformation;

import dev.lastgood.simulator.ec2.Ids;
import dev.lastgood.simulator.kernel.EventSink;
import dev.lastgood.simulator.kernel.ServiceEvent;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.DetailedStatus;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * What happens to stacks and their resources, told twice: in DescribeStackEvents and on the event
 * bus. See "CloudFormation events detail reference" in the AWS CloudFormation User Guide; these
 * events are durable.
 */
final class StackEvents {
  private final EventSink sink;
  private final Ids ids;
  private final VirtualTime time;

  StackEvents(EventSink sink, Ids ids, VirtualTime time) {
    this.sink = sink;
    this.ids = ids;
    this.time = time;
  }

  /** Gives a stack a status, and tells it. */
  void stack(LiveStack stack, StackStatus status, String reason) {
    stack.status(status, reason);
    record(
        stack,
        stack.name(),
        stack.id(),
        ResourceTypes.STACK,
        status.toString(),
        reason,
        Optional.empty());
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("stack-id", stack.id());
    detail.put("status-details", details(status.toString(), reason, Optional.empty()));
    token(stack).ifPresent(token -> detail.put("client-request-token", token));
    publish("CloudFormation Stack Status Change", stack, detail);
  }

  /** Gives a resource a status, and tells it. */
  void resource(LiveStack stack, LiveResource resource, ResourceStatus status, String reason) {
    resource.status(status, reason, time.now());
    resource(stack, resource.made(), status, reason, Optional.empty());
  }

  /** Express mode: the configuration is there, whether it works or not. */
  void configured(LiveStack stack, LiveResource resource, ResourceStatus inProgress) {
    resource.status(inProgress, "", time.now());
    resource(
        stack, resource.made(), inProgress, "", Optional.of(DetailedStatus.CONFIGURATION_COMPLETE));
  }

  /** Of what is no longer the stack's current resource. */
  void resource(
      LiveStack stack,
      LiveResource.Made made,
      ResourceStatus status,
      String reason,
      Optional<DetailedStatus> detailed) {
    record(
        stack,
        made.definition().logicalId(),
        made.physicalId(),
        made.type(),
        status.toString(),
        reason,
        detailed);
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("stack-id", stack.id());
    detail.put("logical-resource-id", made.definition().logicalId());
    detail.put("physical-resource-id", made.physicalId());
    detail.put("status-details", details(status.toString(), reason, detailed));
    detail.put("resource-type", made.type());
    token(stack).ifPresent(token -> detail.put("client-request-token", token));
    publish("CloudFormation Resource Status Change", stack, detail);
  }

  void drift(LiveStack stack, String detectionId, Drift.Detection detection) {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("stack-drift-status", detection.found().toString());
    status.put("detection-status", detection.detection().toString());
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("stack-id", stack.id());
    detail.put("stack-drift-detection-id", detectionId);
    detail.put("status-details", status);
    detail.put(
        "drift-detection-details", Map.of("drifted-stack-resource-count", detection.drifted()));
    publish("CloudFormation Drift Detection Status Change", stack, detail);
  }

  private static Map<String, Object> details(
      String status, String reason, Optional<DetailedStatus> detailed) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("status", status);
    details.put("status-reason", reason);
    detailed.ifPresent(given -> details.put("detailed-status", given.toString()));
    return details;
  }

  private void record(
      LiveStack stack,
      String logicalId,
      String physicalId,
      String type,
      String status,
      String reason,
      Optional<DetailedStatus> detailed) {
    stack
        .events()
        .add(
            StackEvent.builder()
                .stackId(stack.id())
                .stackName(stack.name())
                .eventId(
                    type.equals(ResourceTypes.STACK) && physicalId.equals(stack.id())
                        ? ids.uuid()
                        : logicalId + "-" + status + "-" + time.now())
                .operationId(stack.run().map(StackRun::operationId).orElse(null))
                .logicalResourceId(logicalId)
                .physicalResourceId(physicalId)
                .resourceType(type)
                .timestamp(time.now())
                .resourceStatus(status)
                .resourceStatusReason(reason.isEmpty() ? null : reason)
                .detailedStatus(detailed.orElse(null))
                .clientRequestToken(token(stack).orElse(null))
                .build());
  }

  private static Optional<String> token(LiveStack stack) {
    return stack.run().flatMap(StackRun::token);
  }

  private void publish(String type, LiveStack stack, Map<String, Object> detail) {
    sink.publish(
        new ServiceEvent(
            "aws.cloudformation",
            type,
            List.of(stack.id()),
            detail,
            ServiceEvent.Delivery.DURABLE));
  }
}
