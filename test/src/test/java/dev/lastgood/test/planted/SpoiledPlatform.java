package dev.lastgood.test.planted;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.handler.Platform;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** A platform whose clients make some calls by mistake. */
final class SpoiledPlatform implements Platform {
  private final Platform right;
  private final Configuration configuration;
  private final Optional<SpoiledCall<?>> spoiled;
  private final Map<Class<?>, SdkClient> clients = new LinkedHashMap<>();

  SpoiledPlatform(Platform right, Configuration configuration, Optional<SpoiledCall<?>> spoiled) {
    this.right = right;
    this.configuration = configuration;
    this.spoiled = spoiled;
  }

  @Override
  public <C extends SdkClient> C client(Class<C> type) {
    if (spoiled.isEmpty()) {
      return right.client(type);
    }
    SdkClient client = clients.get(type);
    if (client == null) {
      client =
          type.cast(
              Proxy.newProxyInstance(
                  type.getClassLoader(),
                  new Class<?>[] {type},
                  new Client(right.client(type), spoiled.get())));
      clients.put(type, client);
    }
    return type.cast(client);
  }

  /** Passes on what is not spoiled. */
  private final class Client implements InvocationHandler {
    private final SdkClient client;
    private final SpoiledCall<?> spoiledCall;

    Client(SdkClient client, SpoiledCall<?> spoiledCall) {
      this.client = client;
      this.spoiledCall = spoiledCall;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      boolean hasRequest =
          arguments != null && arguments.length > 0 && arguments[0] instanceof SdkPojo;
      if (method.isDefault() && (!hasRequest || method.getName().endsWith("Paginator"))) {
        // It makes its requests by this client and not past it.
        return InvocationHandler.invokeDefault(proxy, method, arguments);
      }
      if (hasRequest && arguments.length == 1 && spoiledCall.request().isInstance(arguments[0])) {
        return made(spoiledCall, (SdkRequest) arguments[0], method);
      }
      return passedOn(method, arguments);
    }

    private <I extends SdkRequest> SdkResponse made(
        SpoiledCall<I> call, SdkRequest asked, Method method) {
      return call.made(asked, request -> (SdkResponse) passedOnQuietly(method, request), right);
    }

    private Object passedOnQuietly(Method method, SdkRequest request) {
      try {
        return passedOn(method, request);
      } catch (RuntimeException | Error thrown) {
        throw thrown;
      } catch (Throwable impossible) {
        throw new IllegalStateException("No client throws what is checked.", impossible);
      }
    }

    private Object passedOn(Method method, Object... arguments) throws Throwable {
      try {
        return method.invoke(client, arguments);
      } catch (InvocationTargetException thrown) {
        throw thrown.getCause();
      }
    }
  }

  @Override
  public InstantSource clock() {
    return right.clock();
  }

  @Override
  public RandomGenerator chance() {
    return right.chance();
  }

  @Override
  public String variable(String name) {
    return right.variable(name);
  }

  @Override
  public Configuration configuration() {
    return configuration;
  }

  @Override
  public void metric(String name, double value, String unit, Map<String, String> dimensions) {
    right.metric(name, value, unit, dimensions);
  }
}
