package dev.lastgood.test.contract.service;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkClient;
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

/**
 * Where the suites run: the services' clients, and what a case needs there that is not its subject.
 * What an endpoint must have already is asked for where a case needs it, so that one that lacks it
 * is not asked.
 */
interface Services {
  /**
   * A client of a service.
   *
   * @param type the SDK's client interface
   */
  <C extends SdkClient> C client(Class<C> type);

  default AutoScalingClient autoScaling() {
    return client(AutoScalingClient.class);
  }

  default CloudFormationClient cloudFormation() {
    return client(CloudFormationClient.class);
  }

  default CloudWatchClient cloudWatch() {
    return client(CloudWatchClient.class);
  }

  default Ec2Client ec2() {
    return client(Ec2Client.class);
  }

  default EcrClient ecr() {
    return client(EcrClient.class);
  }

  default EventBridgeClient eventBridge() {
    return client(EventBridgeClient.class);
  }

  default KmsClient kms() {
    return client(KmsClient.class);
  }

  default LambdaClient lambda() {
    return client(LambdaClient.class);
  }

  default ElasticLoadBalancingV2Client loadBalancing() {
    return client(ElasticLoadBalancingV2Client.class);
  }

  default RdsClient rds() {
    return client(RdsClient.class);
  }

  default S3Client s3() {
    return client(S3Client.class);
  }

  default ServiceQuotasClient serviceQuotas() {
    return client(ServiceQuotasClient.class);
  }

  default SfnClient stepFunctions() {
    return client(SfnClient.class);
  }

  default SnsClient sns() {
    return client(SnsClient.class);
  }

  default SqsClient sqs() {
    return client(SqsClient.class);
  }

  /** A name that nothing has yet, and that ends as given. */
  String name(String end);

  /** Does something when the case is over, the last first. */
  void afterwards(Runnable removal);

  /** Removes what the case has made. */
  void close();

  /**
   * Lets time pass until something holds.
   *
   * @param what for the message where it never does
   * @param holds asked again and again
   */
  void eventually(String what, BooleanSupplier holds);

  /** A bucket in which versioning has long been enabled. */
  String bucket();

  /** Removes every version of the objects under a prefix. */
  void removeObjects(String bucket, String prefix);

  /** The ARN of an enabled key of the spec HMAC_256. */
  String key();

  /** The ARN of a disabled key of the spec HMAC_256. */
  String disabledKey();

  /** An image that can be launched, in principle. */
  String image();

  /** A subnet. */
  String subnet();

  /** Makes a topic and removes it afterwards; its ARN. */
  String topic();

  /** Makes queues, subscribes them to a topic, and removes them afterwards. */
  void subscribeQueues(String topicArn, int count);

  /** Makes an empty queue and removes it afterwards; its URL. */
  String queue();

  /** Makes a state machine of which an execution waits an hour; its ARN. */
  String waitingMachine();

  /** A target group. */
  String targetGroup();

  /** A DB instance that is available and in no cluster. */
  String database();

  /** Removes a snapshot of a DB instance. */
  void removeDatabaseSnapshot(String name);

  /** A volume of EBS. */
  String volume();

  /** Removes a snapshot of a volume. */
  void removeVolumeSnapshot(String id);

  /** A repository of ECR with an image that has the tag {@link EcrContract#TAG}. */
  String repository();

  /** The ARN of a function that answers with its event. */
  String function();

  /** The answer to an invocation that is waited for. */
  InvokeResponse answered(Supplier<InvokeResponse> invocation);
}
