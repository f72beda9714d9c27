package dev.lastgood.functions.handler;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * The calls that functions make most, for clients that send nothing: what a call needs of the SDK
 * is loaded and compiled by making it.
 */
final class PrimingCalls {
  private static final String ANY = "priming";
  private static final Map<String, AttributeValue> KEY =
      Map.of("pk", AttributeValue.fromS(ANY), "sk", AttributeValue.fromS(ANY));

  private PrimingCalls() {}

  /**
   * Makes the calls of a client. There is a method a client, for a class that is named in a method
   * may be looked for as soon as the method is verified, and not every package has all.
   *
   * @param client one whose HTTP client is a {@link StandInHttpClient}
   * @param type the SDK's own interface
   */
  static void make(SdkClient client, Class<?> type) {
    switch (type.getSimpleName()) {
      case "AutoScalingClient" -> autoScaling((AutoScalingClient) client);
      case "CloudFormationClient" -> cloudFormation((CloudFormationClient) client);
      case "CloudWatchClient" -> cloudWatch((CloudWatchClient) client);
      case "DynamoDbClient" -> dynamoDb((DynamoDbClient) client);
      case "Ec2Client" -> ec2((Ec2Client) client);
      case "EcrClient" -> ecr((EcrClient) client);
      case "ElasticLoadBalancingV2Client" -> loadBalancing((ElasticLoadBalancingV2Client) client);
      case "KmsClient" -> kms((KmsClient) client);
      case "LambdaClient" -> lambda((LambdaClient) client);
      case "RdsClient" -> rds((RdsClient) client);
      case "S3Client" -> s3((S3Client) client);
      case "ServiceQuotasClient" -> serviceQuotas((ServiceQuotasClient) client);
      case "SfnClient" -> stepFunctions((SfnClient) client);
      case "SnsClient" -> sns((SnsClient) client);
      default ->
          throw new IllegalArgumentException(
              "No function uses a client of type " + type.getName() + ".");
    }
  }

  private static void autoScaling(AutoScalingClient client) {
    client.describeAutoScalingGroups(request -> request.autoScalingGroupNames(ANY));
    client.describeInstanceRefreshes(request -> request.autoScalingGroupName(ANY).maxRecords(1));
  }

  private static void cloudFormation(CloudFormationClient client) {
    client.describeStacks(request -> request.stackName(ANY));
    client.describeStackEvents(request -> request.stackName(ANY));
  }

  private static void cloudWatch(CloudWatchClient client) {
    client.describeAlarms(request -> request.alarmNames(ANY));
  }

  private static void dynamoDb(DynamoDbClient client) {
    client.getItem(request -> request.tableName(ANY).key(KEY).consistentRead(true));
    client.query(
        request ->
            request
                .tableName(ANY)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(ANY))));
    client.putItem(request -> request.tableName(ANY).item(KEY));
    client.updateItem(request -> request.tableName(ANY).key(KEY));
    TransactWriteItem put =
        TransactWriteItem.builder().put(Put.builder().tableName(ANY).item(KEY).build()).build();
    client.transactWriteItems(request -> request.transactItems(List.of(put)));
  }

  private static void ec2(Ec2Client client) {
    client.describeLaunchTemplateVersions(
        request -> request.launchTemplateId(ANY).versions("1").resolveAlias(true));
  }

  private static void ecr(EcrClient client) {
    client.describeImages(
        request ->
            request.repositoryName(ANY).imageIds(ImageIdentifier.builder().imageTag(ANY).build()));
  }

  private static void loadBalancing(ElasticLoadBalancingV2Client client) {
    client.describeTargetHealth(request -> request.targetGroupArn(ANY));
  }

  private static void kms(KmsClient client) {
    SdkBytes message = SdkBytes.fromUtf8String(ANY);
    client.generateMac(
        request -> request.keyId(ANY).macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256).message(message));
    client.verifyMac(
        request ->
            request
                .keyId(ANY)
                .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
                .message(message)
                .mac(message));
  }

  private static void lambda(LambdaClient client) {
    client.invoke(request -> request.functionName(ANY).payload(SdkBytes.fromUtf8String("{}")));
  }

  private static void rds(RdsClient client) {
    client.describeDBInstances(request -> request.dbInstanceIdentifier(ANY));
  }

  private static void s3(S3Client client) {
    client.putObject(
        request -> request.bucket(ANY).key(ANY).ifNoneMatch("*"), RequestBody.fromString("{}"));
    client.getObjectAsBytes(request -> request.bucket(ANY).key(ANY));
  }

  private static void serviceQuotas(ServiceQuotasClient client) {
    client.getServiceQuota(request -> request.serviceCode(ANY).quotaCode(ANY));
  }

  private static void stepFunctions(SfnClient client) {
    client.startExecution(request -> request.stateMachineArn(ANY).name(ANY).input("{}"));
    client.describeExecution(request -> request.executionArn(ANY));
  }

  private static void sns(SnsClient client) {
    client.publish(request -> request.topicArn(ANY).subject(ANY).message(ANY));
  }
}
