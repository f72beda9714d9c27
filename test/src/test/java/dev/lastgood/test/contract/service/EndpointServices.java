package dev.lastgood.test.contract.service;

import dev.lastgood.test.contract.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.waiters.Waiter;
import software.amazon.awssdk.core.waiters.WaiterAcceptor;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The endpoint that {@code -Dcontract.endpoint} names. */
final class EndpointServices implements Services {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final List<SdkClient> clients;
  private final Removals removals = new Removals();

  /** Of this case: a name that was deleted may be taken for a while. */
  private final String unique = UUID.randomUUID().toString().substring(0, 8);

  private int named;

  /**
   * One client of each service, for all cases of a run.
   *
   * @throws IllegalStateException where no endpoint is named
   */
  static List<SdkClient> clientsOfThisRun() {
    return List.of(
        Endpoint.client(AutoScalingClient.class, AutoScalingClient.builder()),
        Endpoint.client(CloudFormationClient.class, CloudFormationClient.builder()),
        Endpoint.client(CloudWatchClient.class, CloudWatchClient.builder()),
        Endpoint.client(Ec2Client.class, Ec2Client.builder()),
        Endpoint.client(EcrClient.class, EcrClient.builder()),
        Endpoint.client(ElasticLoadBalancingV2Client.class, ElasticLoadBalancingV2Client.builder()),
        Endpoint.client(EventBridgeClient.class, EventBridgeClient.builder()),
        Endpoint.client(KmsClient.class, KmsClient.builder()),
        Endpoint.client(LambdaClient.class, LambdaClient.builder()),
        Endpoint.client(RdsClient.class, RdsClient.builder()),
        // A URL has one host, whatever the bucket.
        Endpoint.client(S3Client.class, S3Client.builder().forcePathStyle(true)),
        Endpoint.client(ServiceQuotasClient.class, ServiceQuotasClient.builder()),
        Endpoint.client(SfnClient.class, SfnClient.builder()),
        Endpoint.client(SnsClient.class, SnsClient.builder()),
        Endpoint.client(SqsClient.class, SqsClient.builder()));
  }

  EndpointServices(List<SdkClient> clients) {
    this.clients = clients;
  }

  @Override
  public <C extends SdkClient> C client(Class<C> type) {
    return type.cast(clients.stream().filter(type::isInstance).findFirst().orElseThrow());
  }

  @Override
  public String name(String end) {
    return Endpoint.name(unique + "-" + ++named + "-" + end);
  }

  @Override
  public void afterwards(Runnable removal) {
    removals.add(removal);
  }

  @Override
  public void close() {
    removals.run();
  }

  @Override
  public void eventually(String what, BooleanSupplier holds) {
    Waiter<Boolean> waiter =
        Waiter.builder(Boolean.class)
            .addAcceptor(WaiterAcceptor.successOnResponseAcceptor(it -> it))
            .addAcceptor(WaiterAcceptor.retryOnResponseAcceptor(it -> !it))
            .overrideConfiguration(
                it ->
                    it.waitTimeout(PATIENCE)
                        .maxAttempts((int) PATIENCE.dividedBy(PAUSE))
                        .backoffStrategyV2(BackoffStrategy.fixedDelay(PAUSE)))
            .build();
    try {
      waiter.run(holds::getAsBoolean);
    } catch (SdkClientException never) {
      throw new AssertionError(what, never);
    }
  }

  @Override
  public String bucket() {
    return Prerequisite.BUCKET.named();
  }

  @Override
  public void removeObjects(String bucket, String prefix) {
    var listed = s3().listObjectVersions(request -> request.bucket(bucket).prefix(prefix));
    listed
        .versions()
        .forEach(
            it ->
                s3().deleteObject(
                        request -> request.bucket(bucket).key(it.key()).versionId(it.versionId())));
    listed
        .deleteMarkers()
        .forEach(
            it ->
                s3().deleteObject(
                        request -> request.bucket(bucket).key(it.key()).versionId(it.versionId())));
  }

  @Override
  public String key() {
    return Prerequisite.KEY.named();
  }

  @Override
  public String disabledKey() {
    return Prerequisite.DISABLED_KEY.named();
  }

  @Override
  public String image() {
    return Prerequisite.IMAGE.named();
  }

  @Override
  public String subnet() {
    return Prerequisite.SUBNET.named();
  }

  @Override
  public String topic() {
    String arn = sns().createTopic(request -> request.name(name("topic"))).topicArn();
    afterwards(() -> sns().deleteTopic(request -> request.topicArn(arn)));
    return arn;
  }

  @Override
  public void subscribeQueues(String topicArn, int count) {
    for (int i = 0; i < count; i++) {
      String url = queue();
      String arn =
          sqs()
              .getQueueAttributes(
                  request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
              .attributes()
              .get(QueueAttributeName.QUEUE_ARN);
      String subscriptionArn =
          sns()
              .subscribe(
                  request ->
                      request
                          .topicArn(topicArn)
                          .protocol("sqs")
                          .endpoint(arn)
                          .returnSubscriptionArn(true))
              .subscriptionArn();
      // Those of a topic that is deleted are not deleted at once.
      afterwards(() -> sns().unsubscribe(request -> request.subscriptionArn(subscriptionArn)));
    }
  }

  @Override
  public String queue() {
    String url =
        sqs()
            .createQueue(
                request ->
                    request
                        .queueName(name("queue"))
                        .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "30")))
            .queueUrl();
    afterwards(() -> sqs().deleteQueue(request -> request.queueUrl(url)));
    return url;
  }

  @Override
  public String waitingMachine() {
    String role = Prerequisite.ROLE.named();
    String arn =
        stepFunctions()
            .createStateMachine(
                request ->
                    request
                        .name(name("waiting"))
                        .roleArn(role)
                        .definition(WaitingMachine.DEFINITION))
            .stateMachineArn();
    afterwards(() -> stepFunctions().deleteStateMachine(request -> request.stateMachineArn(arn)));
    return arn;
  }

  @Override
  public String targetGroup() {
    return Prerequisite.TARGET_GROUP.named();
  }

  @Override
  public String database() {
    return Prerequisite.DATABASE.named();
  }

  @Override
  public void removeDatabaseSnapshot(String name) {
    rds().deleteDBSnapshot(request -> request.dbSnapshotIdentifier(name));
  }

  @Override
  public String volume() {
    return Prerequisite.VOLUME.named();
  }

  @Override
  public void removeVolumeSnapshot(String id) {
    ec2().deleteSnapshot(request -> request.snapshotId(id));
  }

  @Override
  public String repository() {
    return Prerequisite.REPOSITORY.named();
  }

  @Override
  public String function() {
    return Prerequisite.FUNCTION.named();
  }

  @Override
  public InvokeResponse answered(Supplier<InvokeResponse> invocation) {
    return invocation.get();
  }
}
