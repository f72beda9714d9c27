package dev.lastgood.simulator.kernel;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Stands behind the SDK's client interface: what the implementation overrides is passed on to it,
 * the rest is refused by name.
 *
 * @param type the client interface
 * @param service the service's name as people say it
 * @param modelled overrides the operations that are modelled
 * @param errors what they may answer with
 * @param <C> the client interface
 */
record SimulatedClient<C>(Class<C> type, String service, C modelled, ModelledErrors errors)
    implements InvocationHandler {
  @Override
  public Object invoke(Object client, Method method, Object[] arguments) throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(client, method, arguments);
    }
    boolean hasRequest =
        arguments != null && arguments.length > 0 && arguments[0] instanceof SdkPojo;
    if (method.isDefault() && (!hasRequest || method.getName().endsWith("Paginator"))) {
      return onTop(client, method, arguments);
    }
    if (hasRequest) {
      RequestRules.refuseUnsendable((SdkPojo) arguments[0]);
      RequestRules.refuseUnmodelled(service, method, (SdkPojo) arguments[0]);
    }
    try {
      return method.invoke(modelled, arguments);
    } catch (InvocationTargetException thrown) {
      throw switch (thrown.getCause()) {
        case UnsupportedOperationException refusal when refusal.getMessage() == null ->
            named(method, refusal);
        case AwsServiceException error when !errors.allow(method, error) -> unlisted(method, error);
        case Throwable other -> other;
      };
    }
  }

  /** What makes requests of its own, later ones too, makes them here and not past this. */
  private Object onTop(Object client, Method method, Object[] arguments) throws Throwable {
    try {
      return InvocationHandler.invokeDefault(client, method, arguments);
    } catch (UnsupportedOperationException refusal) {
      throw refusal.getMessage() == null ? named(method, refusal) : refusal;
    }
  }

  private UnsupportedOperationException named(Method method, UnsupportedOperationException cause) {
    return new UnsupportedOperationException(
        "Simulated " + service + " does not model " + ModelledOperation.nameOf(method) + ".",
        cause);
  }

  private IllegalStateException unlisted(Method method, AwsServiceException error) {
    return new IllegalStateException(
        "Simulated "
            + service
            + " answers "
            + ModelledOperation.nameOf(method)
            + " with "
            + error.getClass().getSimpleName()
            + ", which its API model does not list.",
        error);
  }

  private Object ofObject(Object client, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> client == arguments[0];
      case "hashCode" -> System.identityHashCode(client);
      default -> "Simulated " + service;
    };
  }
}
