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
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.crac.Core;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
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
  private static final Duration SETTLING = Duration.ofSeconds(3);

  private final Map<String, String> environment;
  private final Clients factory;
  private final RandomGenerator chance = new SecureRandom();
  private final InstantSource clock = Clock.systemUTC();
  private final Configuration configuration;
  private final Map<Class<?>, SdkClient> clients = new ConcurrentHashMap<>();
  private final Metrics metrics;

  /** Held here, because Lambda's runtime holds what is registered with it by weak references. */
  private final Priming priming;

  LambdaPlatform(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    // Before Powertools registers its own: what is registered first is called last.
    this.priming =
        new Priming(
            () ->
                clients.keySet().stream()
                    .sorted(Comparator.comparing(Class::getName))
                    .<Class<?>>map(type -> type)
                    .toList(),
            Optional.ofNullable(this.environment.get("_HANDLER")),
            () ->
                metric(
                    Priming.METRIC,
                    1,
                    "Count",
                    Canary.of(
                        this.environment.getOrDefault("AWS_LAMBDA_FUNCTION_NAME", "unknown"))),
            this::settle);
    Core.getGlobalContext().register(priming);
    this.factory = new Clients(UrlConnectionHttpClient.create(), credentials());
    try {
      this.configuration =
          Json.read(Files.readString(Path.of(variable("CONFIGURATION_FILE"))), Configuration.class);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The deployed configuration cannot be read.", unreadable);
    }
    this.metrics = MetricsFactory.getMetricsInstance();
    metrics.setNamespace("Lastgood");
    metrics.setRaiseOnEmptyMetrics(false);
  }

  /**
   * Where Lambda gives credentials: in the environment, and with SnapStart at its container
   * credentials endpoint, because those of the environment could end before a snapshot is restored;
   * see "Improving startup performance with Lambda SnapStart" in the AWS Lambda Developer Guide.
   * They are looked up at the first call, and so never before a snapshot.
   */
  private static AwsCredentialsProvider credentials() {
    return AwsCredentialsProviderChain.of(
        EnvironmentVariableCredentialsProvider.create(),
        ContainerCredentialsProvider.builder().build());
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

  /**
   * Leaves the compilers the time to end: what they still had to do would be in the snapshot, and
   * would take the processor from the first invocation after each restore.
   */
  private void settle() {
    if ("snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
      try {
        Thread.sleep(SETTLING);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What is done before a snapshot of the initialised function is taken. */
  Priming priming() {
    return priming;
  }

  @Override
  public <C extends SdkClient> C client(Class<C> type) {
    return type.cast(clients.computeIfAbsent(type, factory::build));
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
}
