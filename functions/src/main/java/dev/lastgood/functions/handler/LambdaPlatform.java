package dev.lastgood.functions.handler;

import dev.lastgood.functions.config.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/**
 * AWS Lambda, and the one file that knows real time and real chance.
 *
 * <p>Clients are made once an environment and only when they are first asked for, which handlers do
 * in their constructors: a SnapStart snapshot then holds them. Randomness comes from the operating
 * system at each draw, because whatever is seeded before a snapshot would repeat in every
 * environment restored from it; see "Handling uniqueness with Lambda SnapStart" in the AWS Lambda
 * Developer Guide.
 */
public final class LambdaPlatform implements Platform {
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(8);

  private final Map<String, String> environment;
  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final RandomGenerator chance = new SecureRandom();
  private final InstantSource clock = Clock.systemUTC();
  private final Configuration configuration;
  private final Map<Class<?>, SdkClient> clients = new ConcurrentHashMap<>();
  private final Metrics metrics = MetricsFactory.getMetricsInstance();

  private LambdaPlatform(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    try {
      this.configuration =
          Json.read(Files.readString(Path.of(variable("CONFIGURATION_FILE"))), Configuration.class);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The deployed configuration cannot be read.", unreadable);
    }
    metrics.setNamespace("Lastgood");
    metrics.setRaiseOnEmptyMetrics(false);
  }

  /** Made when the first handler asks, and never where nothing runs on Lambda. */
  private static final class Holder {
    private static final LambdaPlatform INSTANCE = new LambdaPlatform(System.getenv());
  }

  /**
   * The platform of this execution environment.
   *
   * @return always the same
   */
  public static LambdaPlatform instance() {
    return Holder.INSTANCE;
  }

  @Override
  public <C extends SdkClient> C client(Class<C> type) {
    return type.cast(clients.computeIfAbsent(type, this::build));
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public RandomGenerator chance() {
    return chance;
  }

  @Override
  public String variable(String name) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException("The environment variable " + name + " is not set.");
    }
    return value;
  }

  @Override
  public Configuration configuration() {
    return configuration;
  }

  @Override
  public void metric(String name, double value, String unit, Map<String, String> dimensions) {
    metrics.flushMetrics(
        single -> {
          single.setNamespace("Lastgood");
          DimensionSet all = DimensionSet.of("Environment", configuration.environment());
          dimensions.forEach(all::addDimension);
          single.addDimension(all);
          single.addMetric(
              name, value, MetricUnit.valueOf(unit.toUpperCase(java.util.Locale.ROOT)));
        });
  }

  /**
   * Compares names, not classes: a function's package holds the clients that it uses and no others,
   * and naming the class of an absent one would already fail.
   */
  private SdkClient build(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "AutoScalingClient" -> configured(AutoScalingClient.builder());
      case "CloudWatchClient" -> configured(CloudWatchClient.builder());
      case "DynamoDbClient" -> configured(DynamoDbClient.builder());
      case "Ec2Client" -> configured(Ec2Client.builder());
      case "ElasticLoadBalancingV2Client" -> configured(ElasticLoadBalancingV2Client.builder());
      case "KmsClient" -> configured(KmsClient.builder());
      case "LambdaClient" -> configured(LambdaClient.builder());
      case "S3Client" -> configured(S3Client.builder());
      case "SfnClient" -> configured(SfnClient.builder());
      case "SnsClient" -> configured(SnsClient.builder());
      default ->
          throw new IllegalArgumentException(
              "No function uses a client of type " + type.getName() + ".");
    };
  }

  private <
          B extends
              AwsSyncClientBuilder<B, C>
                  & software.amazon.awssdk.awscore.client.builder.AwsClientBuilder<B, C>,
          C>
      C configured(B builder) {
    return builder
        .httpClient(http)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                .apiCallTimeout(CALL_TIMEOUT)
                .retryStrategy(RetryMode.STANDARD)
                .build())
        .build();
  }
}
