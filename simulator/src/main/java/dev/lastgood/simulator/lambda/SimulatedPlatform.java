package dev.lastgood.simulator.lambda;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.handler.Platform;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.SdkClient;

/** What one execution environment of a function sees of the world. */
final class SimulatedPlatform implements Platform {
  private final FunctionSettings function;
  private final Configuration configuration;
  private final Map<Class<?>, SdkClient> clients;
  private final InstantSource clock;
  private final RandomGenerator chance;
  private final List<InvocationObserver> observers;

  SimulatedPlatform(
      FunctionSettings function,
      Configuration configuration,
      Map<Class<?>, SdkClient> clients,
      InstantSource clock,
      RandomGenerator chance,
      List<InvocationObserver> observers) {
    this.function = function;
    this.configuration = configuration;
    this.clients = clients;
    this.clock = clock;
    this.chance = chance;
    this.observers = observers;
  }

  @Override
  public <C extends SdkClient> C client(Class<C> type) {
    SdkClient client = clients.get(type);
    if (client == null) {
      throw new IllegalArgumentException(
          "This simulated world has no client of type "
              + type.getName()
              + ", which function "
              + function.name()
              + " asks for.");
    }
    return type.cast(client);
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
    String value = function.variables().get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException(
          "The environment variable " + name + " of function " + function.name() + " is not set.");
    }
    return value;
  }

  @Override
  public Configuration configuration() {
    // On Lambda it is read from the file that this variable names.
    variable("CONFIGURATION_FILE");
    return configuration;
  }

  @Override
  public void metric(String name, double value, String unit, Map<String, String> dimensions) {
    for (InvocationObserver observer : observers) {
      observer.metric(function.name(), name, value, unit, dimensions);
    }
  }
}
