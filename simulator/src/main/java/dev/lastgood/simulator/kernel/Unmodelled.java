package dev.lastgood.simulator.kernel;

import java.lang.reflect.Proxy;

/**
 * Gives a simulated client a loud refusal for every operation that it does not model.
 *
 * <p>The SDK's interfaces refuse too, but without a message: nobody learns which of a thousand
 * operations a handler has begun to use.
 */
public final class Unmodelled {
  private Unmodelled() {}

  /**
   * Wraps an implementation of an SDK client interface that overrides only what it models.
   *
   * @param type the interface, such as {@code DynamoDbClient.class}
   * @param service the service's name as people say it, such as {@code DynamoDB}
   * @param modelled overrides the operations that are modelled, {@code serviceName} and {@code
   *     close}
   * @param answers what any of its operations may answer with
   * @param <C> the interface
   * @return a client that passes everything on; what the implementation lacks throws an {@link
   *     UnsupportedOperationException} that names service and operation, and what an operation of
   *     AWS's does not answer with an {@link IllegalStateException}
   */
  public static <C> C refused(
      Class<C> type, String service, C modelled, ServiceProfile.Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            new SimulatedClient<>(type, service, modelled, new ModelledErrors(answers))));
  }

  /**
   * Refuses a parameter that would otherwise be ignored in silence.
   *
   * @param service the service's name as people say it
   * @param operation the operation's name
   * @param parameter the parameter's name
   * @param present whether the request has it
   * @throws UnsupportedOperationException where it has
   */
  public static void parameter(
      String service, String operation, String parameter, boolean present) {
    if (present) {
      throw new UnsupportedOperationException(
          "Simulated "
              + service
              + " does not model the parameter "
              + parameter
              + " of "
              + operation
              + ".");
    }
  }
}
