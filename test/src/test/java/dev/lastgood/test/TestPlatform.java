package dev.lastgood.test;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.handler.Platform;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.SdkClient;

/**
 * A function's surroundings, given by the test.
 *
 * @param clients by the SDK's own interface
 * @param clock the one clock
 * @param variables the function's environment
 * @param configuration what was deployed with it
 */
public record TestPlatform(
    Map<Class<?>, SdkClient> clients,
    InstantSource clock,
    Map<String, String> variables,
    Configuration configuration)
    implements Platform {

  @Override
  public <C extends SdkClient> C client(Class<C> type) {
    return type.cast(clients.get(type));
  }

  @Override
  public RandomGenerator chance() {
    return new SplittableRandom(1);
  }

  @Override
  public String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalStateException("The environment variable " + name + " is not set.");
    }
    return value;
  }

  @Override
  public void metric(String name, double value, String unit, Map<String, String> dimensions) {}
}
