package dev.lastgood.simulator.iam;

import dev.lastgood.simulator.kernel.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionByArnRequest;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** What calls to Lambda, Step Functions, SNS, SQS and EventBridge ask for. */
final class MessageAccess {
  private static final String ANY = "*";

  private final Arns arns;
  private final Map<String, String> context;

  MessageAccess(Arns arns, Map<String, String> context) {
    this.arns = arns;
    this.context = context;
  }

  /** A version or alias is part of the ARN that is checked, however it was given. */
  List<Access> lambda(Operation operation, Object request) {
    if (operation.name().equals("GetLayerVersionByArn")) {
      String version = ((GetLayerVersionByArnRequest) request).arn();
      return List.of(new Access("lambda:GetLayerVersion", version, context));
    }
    if (!operation.name().equals("Invoke")) {
      throw RequestedAccess.unmapped(operation);
    }
    InvokeRequest invoke = (InvokeRequest) request;
    String named = arns.function(invoke.functionName());
    String resource =
        invoke.qualifier() == null || Arns.isQualified(named)
            ? named
            : named + ":" + invoke.qualifier();
    return List.of(new Access("lambda:InvokeFunction", resource, context));
  }

  /**
   * A task's token names no resource: the reference gives none for the actions that send one back.
   */
  List<Access> stepFunctions(Operation operation, Object request) {
    return on(
        operation,
        switch (operation.name()) {
          case "StartExecution" -> ((StartExecutionRequest) request).stateMachineArn();
          case "ListExecutions" -> ((ListExecutionsRequest) request).stateMachineArn();
          case "StopExecution" -> ((StopExecutionRequest) request).executionArn();
          case "DescribeExecution" -> ((DescribeExecutionRequest) request).executionArn();
          case "SendTaskSuccess", "SendTaskFailure", "SendTaskHeartbeat" -> ANY;
          default -> throw RequestedAccess.unmapped(operation);
        });
  }

  List<Access> sns(Operation operation, Object request) {
    return on(
        operation,
        switch (operation.name()) {
          case "Publish" -> {
            PublishRequest publish = (PublishRequest) request;
            yield Stream.of(
                    Optional.ofNullable(publish.topicArn()),
                    Optional.ofNullable(publish.targetArn()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(ANY);
          }
          case "CreateTopic" -> arns.arn("sns", ((CreateTopicRequest) request).name());
          case "ListSubscriptionsByTopic" -> ((ListSubscriptionsByTopicRequest) request).topicArn();
          default -> throw RequestedAccess.unmapped(operation);
        });
  }

  List<Access> sqs(Operation operation, Object request) {
    return on(
        operation,
        arns.queueOfUrl(
            switch (operation.name()) {
              case "SendMessage" -> ((SendMessageRequest) request).queueUrl();
              case "ReceiveMessage" -> ((ReceiveMessageRequest) request).queueUrl();
              case "DeleteMessage" -> ((DeleteMessageRequest) request).queueUrl();
              case "ChangeMessageVisibility" ->
                  ((ChangeMessageVisibilityRequest) request).queueUrl();
              case "GetQueueAttributes" -> ((GetQueueAttributesRequest) request).queueUrl();
              default -> throw RequestedAccess.unmapped(operation);
            }));
  }

  /** Each event is checked for itself, with what it says of itself. */
  List<Access> eventBridge(Operation operation, Object request) {
    if (!operation.name().equals("PutEvents")) {
      throw RequestedAccess.unmapped(operation);
    }
    return ((PutEventsRequest) request).entries().stream().map(this::put).distinct().toList();
  }

  private Access put(PutEventsRequestEntry entry) {
    String bus = Optional.ofNullable(entry.eventBusName()).orElse("default");
    Map<String, String> said = new HashMap<>(context);
    Optional.ofNullable(entry.source()).ifPresent(source -> said.put("events:source", source));
    Optional.ofNullable(entry.detailType())
        .ifPresent(detailType -> said.put("events:detail-type", detailType));
    String resource = bus.startsWith("arn:") ? bus : arns.arn("events", "event-bus/" + bus);
    return new Access("events:PutEvents", resource, said);
  }

  private List<Access> on(Operation operation, String resource) {
    return List.of(new Access(operation.service() + ":" + operation.name(), resource, context));
  }
}
