package dev.lastgood.simulator.kernel;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;

/**
 * An operation that a simulated client models: one that its implementation overrides.
 *
 * @param service the service's name as people say it, such as {@code Auto Scaling}
 * @param method the method of the SDK's client interface; its first parameter is the request
 */
public record ModelledOperation(String service, Method method) {
  /**
   * All that a simulated client models.
   *
   * @param client one that {@link Unmodelled#refused} made
   * @return in the order of their names
   */
  public static List<ModelledOperation> of(Object client) {
    SimulatedClient<?> simulated = (SimulatedClient<?>) Proxy.getInvocationHandler(client);
    return Stream.of(simulated.type().getMethods())
        .filter(ModelledOperation::takesRequest)
        .filter(method -> isOverridden(method, simulated))
        .map(method -> new ModelledOperation(simulated.service(), method))
        .sorted(Comparator.comparing(ModelledOperation::name))
        .toList();
  }

  /**
   * The operation's name.
   *
   * @return as the API writes it, such as {@code StartInstanceRefresh}
   */
  public String name() {
    return nameOf(method);
  }

  /**
   * What it is called with.
   *
   * @return the class of the SDK's request
   */
  public Class<? extends SdkRequest> requestType() {
    return method.getParameterTypes()[0].asSubclass(SdkRequest.class);
  }

  /**
   * The members of its requests that are refused by name.
   *
   * @return their names in the API model, in alphabetical order
   */
  public List<String> unmodelledMembers() {
    return MemberTable.UNMODELLED.of(requestType()).stream().sorted().toList();
  }

  static String nameOf(Method method) {
    String name = method.getName();
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static boolean takesRequest(Method method) {
    return method.getParameterCount() > 0
        && SdkRequest.class.isAssignableFrom(method.getParameterTypes()[0])
        && !method.getName().endsWith("Paginator");
  }

  private static boolean isOverridden(Method method, SimulatedClient<?> simulated) {
    try {
      return !simulated
          .modelled()
          .getClass()
          .getMethod(method.getName(), method.getParameterTypes())
          .getDeclaringClass()
          .isInterface();
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException("A client has every method of its interface.", impossible);
    }
  }
}
