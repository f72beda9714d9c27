package dev.lastgood.simulator.sns;

import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Operation;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Timing;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** The operations that are modelled, each a call that takes time and may fail. */
final class ModelledSnsClient implements SnsClient {
  // "Typically under 30 milliseconds" is what AWS says of publishing; the tail is an assumption.
  private static final ServiceProfile PROFILE =
      new ServiceProfile(SnsErrors.COMMON, new Timing(0.02, 0.15), ServiceProfile.Throttle.NONE);
  private static final Operation PUBLISH = new Operation(SERVICE_NAME, "Publish", true);
  private static final Operation CREATE_TOPIC = new Operation(SERVICE_NAME, "CreateTopic", true);
  private static final Operation LIST_SUBSCRIPTIONS =
      new Operation(SERVICE_NAME, "ListSubscriptionsByTopic", false);

  private final Calls calls;
  private final SimulatedSns sns;

  ModelledSnsClient(Calls calls, SimulatedSns sns) {
    this.calls = calls;
    this.sns = sns;
  }

  @Override
  public PublishResponse publish(PublishRequest request) {
    return calls.perform(PROFILE, PUBLISH, request, () -> sns.publish(request));
  }

  @Override
  public CreateTopicResponse createTopic(CreateTopicRequest request) {
    return calls.perform(PROFILE, CREATE_TOPIC, request, () -> sns.create(request));
  }

  @Override
  public ListSubscriptionsByTopicResponse listSubscriptionsByTopic(
      ListSubscriptionsByTopicRequest request) {
    return calls.perform(PROFILE, LIST_SUBSCRIPTIONS, request, () -> sns.list(request));
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
