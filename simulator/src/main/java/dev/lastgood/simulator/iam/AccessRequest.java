package dev.lastgood.simulator.iam;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The request context of one action on one resource; see "The request context" in "Policy
 * evaluation logic" in the IAM User Guide.
 *
 * @param principal who asks
 * @param action such as {@code dynamodb:PutItem}
 * @param resource its ARN, or {@code *} where the action has no resource
 * @param context the condition keys that are present, each with its one value; their names are
 *     compared without regard to case. What follows from the principal, such as {@code
 *     aws:PrincipalArn}, need not be given
 */
public record AccessRequest(
    Principal principal, String action, String resource, Map<String, String> context) {
  /** Copies the context. */
  public AccessRequest {
    Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(context);
    context = Collections.unmodifiableMap(byName);
  }
}
