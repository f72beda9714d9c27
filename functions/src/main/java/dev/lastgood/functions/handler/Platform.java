package dev.lastgood.functions.handler;

import dev.lastgood.functions.config.Configuration;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.SdkClient;

/**
 * Where a handler runs: AWS Lambda, or a simulation of it. A handler takes one in its constructor,
 * asks it for what it needs there and then, and reaches the world through nothing else.
 */
public interface Platform {
  /**
   * An SDK client, with Lastgood's timeouts and retries set.
   *
   * @param type the SDK's own interface, such as {@code AutoScalingClient}
   * @param <C> the client's type
   * @return the client, the same at each call
   */
  <C extends SdkClient> C client(Class<C> type);

  /**
   * The one clock.
   *
   * @return what the function takes for now
   */
  InstantSource clock();

  /**
   * The one source of chance.
   *
   * @return for jitter and tokens; never for anything that is kept secret
   */
  RandomGenerator chance();

  /**
   * An environment variable of the function.
   *
   * @param name its name
   * @return its value
   * @throws IllegalStateException where it is not set, naming it
   */
  String variable(String name);

  /**
   * The configuration of the environment that the function belongs to.
   *
   * @return the configuration that was deployed with it
   */
  Configuration configuration();

  /**
   * Takes a metric of the function's own namespace.
   *
   * @param name the metric's name
   * @param value its value
   * @param unit its unit, in CloudWatch's words, such as {@code Seconds} or {@code Count}
   */
  default void metric(String name, double value, String unit) {
    metric(name, value, unit, Map.of());
  }

  /**
   * Takes a metric of the function's own namespace.
   *
   * @param name the metric's name
   * @param value its value
   * @param unit its unit, in CloudWatch's words
   * @param dimensions what it is a metric of, besides the environment, such as {@code Target}
   */
  void metric(String name, double value, String unit, Map<String, String> dimensions);
}
