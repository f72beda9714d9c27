package dev.lastgood.functions.handler;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Makes the SDK's clients.
 *
 * @param http what they send over, shared by all
 * @param credentials what they sign with, shared by all: they are looked up once
 */
record Clients(SdkHttpClient http, AwsCredentialsProvider credentials) {
  /**
   * Compares names, not classes: a function's package holds the clients that it uses and no others,
   * and naming the class of an absent one would already fail.
   *
   * @param type the SDK's own interface
   * @return a client of that type
   */
  SdkClient build(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "AutoScalingClient" -> configured(AutoScalingClient.builder());
      case "CloudFormationClient" -> configured(CloudFormationClient.builder());
      case "CloudWatchClient" -> configured(CloudWatchClient.builder());
      case "DynamoDbClient" -> configured(DynamoDbClient.builder());
      case "Ec2Client" -> configured(Ec2Client.builder());
      case "EcrClient" -> configured(EcrClient.builder());
      case "ElasticLoadBalancingV2Client" -> configured(ElasticLoadBalancingV2Client.builder());
      case "KmsClient" -> configured(KmsClient.builder());
      case "LambdaClient" -> configured(LambdaClient.builder());
      case "RdsClient" -> configured(RdsClient.builder());
      case "S3Client" -> configured(S3Client.builder());
      case "ServiceQuotasClient" -> configured(ServiceQuotasClient.builder());
      case "SfnClient" -> configured(SfnClient.builder());
      case "SnsClient" -> configured(SnsClient.builder());
      default ->
          throw new IllegalArgumentException(
              "No function uses a client of type " + type.getName() + ".");
    };
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C configured(
      B builder) {
    return builder
        .httpClient(http)
        .credentialsProvider(credentials)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(CallLimits.ATTEMPT)
                .apiCallTimeout(CallLimits.CALL)
                .retryStrategy(RetryMode.STANDARD)
                .build())
        .build();
  }
}
