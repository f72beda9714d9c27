package dev.lastgood.simulator.sqs;

import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Operation;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Timing;
import dev.lastgood.simulator.kernel.Unmodelled;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** The operations that are modelled, each a call that takes time and may fail. */
final class ModelledSqsClient implements SqsClient {
  // An assumption: AWS speaks of tens or low hundreds of milliseconds.
  private static final Timing LATENCY = new Timing(0.015, 0.1);
  private static final ServiceProfile PROFILE =
      new ServiceProfile(SqsErrors.COMMON, LATENCY, ServiceProfile.Throttle.NONE);
  private static final ServiceProfile ATTRIBUTES_PROFILE =
      new ServiceProfile(SqsErrors.OF_ATTRIBUTES, LATENCY, ServiceProfile.Throttle.NONE);
  private static final Operation SEND = new Operation(SERVICE_NAME, "SendMessage", true);
  private static final Operation RECEIVE = new Operation(SERVICE_NAME, "ReceiveMessage", true);
  private static final Operation DELETE = new Operation(SERVICE_NAME, "DeleteMessage", true);
  private static final Operation CHANGE_VISIBILITY =
      new Operation(SERVICE_NAME, "ChangeMessageVisibility", true);
  private static final Operation GET_ATTRIBUTES =
      new Operation(SERVICE_NAME, "GetQueueAttributes", false);

  private final Calls calls;
  private final QueueOperations queues;

  ModelledSqsClient(Calls calls, QueueOperations queues) {
    this.calls = calls;
    this.queues = queues;
  }

  @Override
  public SendMessageResponse sendMessage(SendMessageRequest request) {
    return calls.perform(PROFILE, SEND, request, () -> queues.send(request));
  }

  @Override
  public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
    boolean waits = request.waitTimeSeconds() != null && request.waitTimeSeconds() > 0;
    Unmodelled.parameter("SQS", "ReceiveMessage", "WaitTimeSeconds", waits);
    return calls.perform(PROFILE, RECEIVE, request, () -> queues.receive(request));
  }

  @Override
  public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
    return calls.perform(PROFILE, DELETE, request, () -> queues.delete(request));
  }

  @Override
  public ChangeMessageVisibilityResponse changeMessageVisibility(
      ChangeMessageVisibilityRequest request) {
    return calls.perform(
        PROFILE, CHANGE_VISIBILITY, request, () -> queues.changeVisibility(request));
  }

  @Override
  public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
    return calls.perform(
        ATTRIBUTES_PROFILE, GET_ATTRIBUTES, request, () -> queues.describe(request));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
