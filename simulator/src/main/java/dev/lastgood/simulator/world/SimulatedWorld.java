package dev.lastgood.simulator.world;

import dev.lastgood.asl.ExecutionStatusListener;
import dev.lastgood.asl.HistoryListener;
import dev.lastgood.functions.config.Configuration;
import dev.lastgood.simulator.application.Applications;
import dev.lastgood.simulator.autoscaling.AutoScalingTimings;
import dev.lastgood.simulator.autoscaling.GroupMetrics;
import dev.lastgood.simulator.autoscaling.Neighbours;
import dev.lastgood.simulator.autoscaling.SimulatedAutoScaling;
import dev.lastgood.simulator.cloudformation.CloudFormationTimings;
import dev.lastgood.simulator.cloudformation.SimulatedCloudFormation;
import dev.lastgood.simulator.cloudformation.StackNeighbours;
import dev.lastgood.simulator.cloudwatch.SimulatedCloudWatch;
import dev.lastgood.simulator.dynamodb.SimulatedDynamoDb;
import dev.lastgood.simulator.ec2.Ec2Timings;
import dev.lastgood.simulator.ec2.SimulatedEc2;
import dev.lastgood.simulator.ecr.SimulatedEcr;
import dev.lastgood.simulator.eventbridge.DeliveryObserver;
import dev.lastgood.simulator.eventbridge.SimulatedEventBridge;
import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.CallObserver;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.Faults;
import dev.lastgood.simulator.kernel.Gate;
import dev.lastgood.simulator.kernel.VirtualTime;
import dev.lastgood.simulator.kms.SimulatedKms;
import dev.lastgood.simulator.lambda.InvocationObserver;
import dev.lastgood.simulator.lambda.LambdaSettings;
import dev.lastgood.simulator.lambda.SimulatedLambda;
import dev.lastgood.simulator.loadbalancing.SimulatedLoadBalancing;
import dev.lastgood.simulator.rds.SimulatedRds;
import dev.lastgood.simulator.s3.SimulatedS3;
import dev.lastgood.simulator.scheduler.SimulatedScheduler;
import dev.lastgood.simulator.servicequotas.SimulatedServiceQuotas;
import dev.lastgood.simulator.sns.SimulatedSns;
import dev.lastgood.simulator.sqs.SimulatedSqs;
import dev.lastgood.simulator.stepfunctions.SimulatedStepFunctions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** One account and Region, all services in it, on one clock and one source of chance. */
public final class SimulatedWorld {
  private final WorldSettings settings;
  private final VirtualTime time = new VirtualTime(WorldSettings.START);
  private final List<CallObserver> callObservers = new ArrayList<>();
  private final List<InvocationObserver> invocationObservers = new ArrayList<>();
  private final List<DeliveryObserver> deliveryObservers = new ArrayList<>();
  private final List<HistoryListener> historyListeners = new ArrayList<>();
  private final List<ExecutionStatusListener> executionListeners = new ArrayList<>();
  private final Account account;
  private final Faults faults;
  private final Calls calls;
  private final Applications applications = new Applications();
  private final SimulatedDynamoDb dynamoDb;
  private final SimulatedS3 s3;
  private final SimulatedEcr ecr;
  private final SimulatedKms kms;
  private final SimulatedSns sns;
  private final SimulatedSqs sqs;
  private final SimulatedLambda lambda;
  private final SimulatedEventBridge eventBridge;
  private final SimulatedScheduler scheduler;
  private final SimulatedStepFunctions stepFunctions;
  private final SimulatedEc2 ec2;
  private final SimulatedLoadBalancing loadBalancing;
  private final SimulatedCloudWatch cloudWatch;
  private final SimulatedAutoScaling autoScaling;
  private final SimulatedCloudFormation cloudFormation;
  private final SimulatedRds rds;
  private final GroupMetrics groupMetrics;
  private final SimulatedServiceQuotas serviceQuotas;

  /**
   * A world in which nothing is deployed yet.
   *
   * @param settings what it is a function of
   */
  public SimulatedWorld(WorldSettings settings) {
    this.settings = settings;
    Configuration configuration = settings.configuration();
    Chance chance = new Chance(settings.seed());
    this.faults = new Faults(settings.faults(), chance, time);
    this.calls = new Calls(time, chance, faults, callObservers);
    this.account = new Account(configuration.account(), configuration.region());
    this.dynamoDb = new SimulatedDynamoDb(account, time, calls);
    this.s3 = new SimulatedS3(time, calls, chance);
    this.ecr = new SimulatedEcr(account, time, calls);
    this.kms = new SimulatedKms(account, calls, chance);
    this.sns = new SimulatedSns(account, time, calls, chance);
    this.sqs = new SimulatedSqs(account, time, calls, chance);
    Map<Class<?>, SdkClient> clients = new HashMap<>();
    this.lambda =
        new SimulatedLambda(
            time,
            calls,
            chance,
            LambdaSettings.of(configuration).withBytesEvery(settings.bytesEvery()),
            clients,
            sqs::deliver,
            invocationObservers);
    this.eventBridge =
        new SimulatedEventBridge(
            time, calls, chance, faults, account, lambda, sqs::deliver, deliveryObservers);
    this.scheduler =
        new SimulatedScheduler(time, chance, faults, account, lambda, sqs::deliver, List.of());
    this.stepFunctions =
        new SimulatedStepFunctions(
            time,
            calls,
            chance,
            faults,
            account,
            lambda,
            eventBridge,
            historyListeners,
            executionListeners);
    this.ec2 = new SimulatedEc2(time, calls, chance, account, Ec2Timings.USUAL);
    this.loadBalancing = new SimulatedLoadBalancing(time, calls, chance, account);
    this.cloudWatch = new SimulatedCloudWatch(time, calls, chance, account, eventBridge);
    this.autoScaling =
        new SimulatedAutoScaling(
            new Neighbours(time, account, ec2, loadBalancing, cloudWatch, applications),
            calls,
            chance,
            AutoScalingTimings.USUAL,
            eventBridge);
    this.cloudFormation =
        new SimulatedCloudFormation(
            new StackNeighbours(time, account, autoScaling, ec2, cloudWatch, s3),
            calls,
            chance,
            CloudFormationTimings.USUAL,
            eventBridge);
    this.ec2
        .snapshots()
        .volumes(id -> Optional.ofNullable(cloudFormation.resources("AWS::EC2::Volume").get(id)));
    this.rds = new SimulatedRds(time, calls, account, cloudFormation::resources);
    this.cloudWatch.actOn(new ServiceActions(lambda, sns));
    this.groupMetrics = new GroupMetrics(autoScaling, cloudWatch);
    this.serviceQuotas = new SimulatedServiceQuotas(time, calls, account, ec2, cloudWatch);
    clients.put(AutoScalingClient.class, autoScaling.client());
    clients.put(CloudFormationClient.class, cloudFormation.client());
    this.sns.onTopic(arn -> cloudFormation.madeOutside("AWS::SNS::Topic", arn));
    clients.put(CloudWatchClient.class, cloudWatch.client());
    clients.put(DynamoDbClient.class, dynamoDb.client());
    clients.put(Ec2Client.class, ec2.client());
    clients.put(EcrClient.class, ecr.client());
    clients.put(ElasticLoadBalancingV2Client.class, loadBalancing.client());
    clients.put(EventBridgeClient.class, eventBridge.client());
    clients.put(KmsClient.class, kms.client());
    clients.put(LambdaClient.class, lambda.client());
    clients.put(RdsClient.class, rds.client());
    clients.put(S3Client.class, s3.client());
    clients.put(ServiceQuotasClient.class, serviceQuotas.client());
    clients.put(SfnClient.class, stepFunctions.client());
    clients.put(SnsClient.class, sns.client());
    clients.put(SqsClient.class, sqs.client());
  }

  /**
   * Sets the gate that all calls and deliveries pass from now on; without it, all is allowed.
   *
   * @param gate decides what is allowed
   */
  public void guard(Gate gate) {
    calls.guard(gate);
    lambda.guard(gate);
    eventBridge.guard(gate);
    scheduler.guard(gate);
    stepFunctions.guard(gate);
    cloudWatch.guard(gate);
  }

  /** What it is a function of. */
  public WorldSettings settings() {
    return settings;
  }

  /** Its clock. */
  public VirtualTime time() {
    return time;
  }

  /** Its account and Region. */
  public Account account() {
    return account;
  }

  /** What the team's application does, by image. */
  public Applications applications() {
    return applications;
  }

  /** Its DynamoDB. */
  public SimulatedDynamoDb dynamoDb() {
    return dynamoDb;
  }

  /** Its S3. */
  public SimulatedS3 s3() {
    return s3;
  }

  /** Its ECR. */
  public SimulatedEcr ecr() {
    return ecr;
  }

  /** Its KMS. */
  public SimulatedKms kms() {
    return kms;
  }

  /** Its SNS. */
  public SimulatedSns sns() {
    return sns;
  }

  /** Its SQS. */
  public SimulatedSqs sqs() {
    return sqs;
  }

  /** Its Lambda. */
  public SimulatedLambda lambda() {
    return lambda;
  }

  /** Its EventBridge. */
  public SimulatedEventBridge eventBridge() {
    return eventBridge;
  }

  /** Its EventBridge Scheduler. */
  public SimulatedScheduler scheduler() {
    return scheduler;
  }

  /** Its Step Functions. */
  public SimulatedStepFunctions stepFunctions() {
    return stepFunctions;
  }

  /** Its EC2. */
  public SimulatedEc2 ec2() {
    return ec2;
  }

  /** Its Elastic Load Balancing. */
  public SimulatedLoadBalancing loadBalancing() {
    return loadBalancing;
  }

  /** Its CloudWatch. */
  public SimulatedCloudWatch cloudWatch() {
    return cloudWatch;
  }

  /** Its Auto Scaling. */
  public SimulatedAutoScaling autoScaling() {
    return autoScaling;
  }

  /** Its CloudFormation. */
  public SimulatedCloudFormation cloudFormation() {
    return cloudFormation;
  }

  /** Its RDS. */
  public SimulatedRds rds() {
    return rds;
  }

  /** What its groups publish as metrics. */
  public GroupMetrics groupMetrics() {
    return groupMetrics;
  }

  /** Its Service Quotas. */
  public SimulatedServiceQuotas serviceQuotas() {
    return serviceQuotas;
  }

  /** Watches every SDK call; to be added before the run begins. */
  public void watchCalls(CallObserver observer) {
    callObservers.add(observer);
  }

  /** Watches every invocation of a function; to be added before the run begins. */
  public void watchInvocations(InvocationObserver observer) {
    invocationObservers.add(observer);
  }

  /** Its faults. */
  public Faults faults() {
    return faults;
  }

  /** Watches every event of every execution's history; to be added before the run begins. */
  public void watchHistories(HistoryListener listener) {
    historyListeners.add(listener);
  }

  /** Watches every change of an execution's status; to be added before the run begins. */
  public void watchExecutions(ExecutionStatusListener listener) {
    executionListeners.add(listener);
  }

  /** Watches every event; to be added before the run begins. */
  public void watchEvents(DeliveryObserver observer) {
    deliveryObservers.add(observer);
  }
}
