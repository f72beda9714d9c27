package dev.lastgood.cli;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.handler.Platform;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sts.StsClient;

/** AWS itself, with the credentials that the SDK finds by default, as the AWS CLI does. */
final class SdkAws implements Aws {
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

  @Override
  public Platform tables(Configuration configuration, Optional<URI> endpoint) {
    var builder = configured(DynamoDbClient.builder(), configuration);
    endpoint.ifPresent(builder::endpointOverride);
    return new OperatorPlatform(
        builder.build(), RealTime.clock(), configuration, endpoint.isEmpty());
  }

  @Override
  public Platform stacks(Configuration configuration) {
    return new OperatorPlatform(
        configured(CloudFormationClient.builder(), configuration).build(),
        RealTime.clock(),
        configuration,
        true);
  }

  @Override
  public void pause(Duration duration) {
    RealTime.pause(duration);
  }

  @Override
  public String caller(Configuration configuration) {
    try (StsClient sts = configured(StsClient.builder(), configuration).build()) {
      return sts.getCallerIdentity().arn();
    } catch (SdkException failed) {
      throw new AwsFailedException(
          "AWS does not say whose credentials these are: "
              + failed.getMessage()
              + "; say who you are with --by",
          failed);
    }
  }

  /** Credentials are looked up here, so that their lack is told apart from everything else. */
  private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B configured(
      B builder, Configuration configuration) {
    AwsCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
    try {
      credentials.resolveCredentials();
    } catch (SdkClientException none) {
      throw new AwsFailedException(
          "expected credentials of account "
              + configuration.account()
              + ", found none; log in, or set AWS_PROFILE: "
              + ofProfile(none),
          none);
    }
    return builder
        .credentialsProvider(credentials)
        .region(Region.of(configuration.region()))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                .apiCallTimeout(CALL_TIMEOUT)
                .retryStrategy(RetryMode.STANDARD)
                .build());
  }

  /**
   * The chain tells of every place where it looked, in a page of text; what people have to mend is
   * nearly always in their profile, such as a session that has expired.
   */
  private static String ofProfile(SdkClientException none) {
    try (ProfileCredentialsProvider profile = ProfileCredentialsProvider.create()) {
      profile.resolveCredentials();
      return none.getMessage();
    } catch (SdkClientException ofProfile) {
      return ofProfile.getMessage();
    }
  }
}
