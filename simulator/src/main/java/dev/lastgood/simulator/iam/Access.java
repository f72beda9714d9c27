package dev.lastgood.simulator.iam;

import java.util.Map;

/**
 * One action on one resource, whoever asks for it.
 *
 * @param action such as {@code dynamodb:PutItem}
 * @param resource its ARN, or {@code *} where the action has no resource
 * @param context the condition keys that the call itself brings
 */
public record Access(String action, String resource, Map<String, String> context) {
  /** Copies the context. */
  public Access {
    context = Map.copyOf(context);
  }

  /**
   * The same, asked for by somebody.
   *
   * @param principal who
   * @return the request to decide on
   */
  public AccessRequest by(Principal principal) {
    return new AccessRequest(principal, action, resource, context);
  }
}
