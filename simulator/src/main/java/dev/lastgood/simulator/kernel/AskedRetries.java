package dev.lastgood.simulator.kernel;

import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.RequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;

/**
 * How often a request may be tried by itself: what its plugins make of the client's configuration,
 * as the SDK asks them before it sends. See {@code SdkPlugin} in the AWS SDK for Java 2.x.
 */
final class AskedRetries implements SdkServiceClientConfiguration.Builder {
  private ClientOverrideConfiguration settings = ClientOverrideConfiguration.builder().build();

  private AskedRetries() {}

  /**
   * The attempts that a request asks for.
   *
   * @param request any object that the SDK sends
   * @return empty where it says nothing of them
   */
  static Optional<Integer> attemptsMax(Object request) {
    AskedRetries asked = new AskedRetries();
    if (request instanceof SdkRequest sent) {
      sent.overrideConfiguration()
          .map(RequestOverrideConfiguration::plugins)
          .ifPresent(plugins -> plugins.forEach(plugin -> plugin.configureClient(asked)));
    }
    return asked.settings.retryStrategy().map(strategy -> strategy.maxAttempts());
  }

  @Override
  public ClientOverrideConfiguration overrideConfiguration() {
    return settings;
  }

  @Override
  public SdkServiceClientConfiguration.Builder overrideConfiguration(
      ClientOverrideConfiguration other) {
    settings = other;
    return this;
  }

  @Override
  public SdkServiceClientConfiguration.Builder overrideConfiguration(
      Consumer<ClientOverrideConfiguration.Builder> change) {
    ClientOverrideConfiguration.Builder builder = settings.toBuilder();
    change.accept(builder);
    return overrideConfiguration(builder.build());
  }

  @Override
  public SdkServiceClientConfiguration build() {
    throw new UnsupportedOperationException("Nobody builds a client of it.");
  }
}
