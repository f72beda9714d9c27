package dev.lastgood.simulator.iam;

import java.util.Map;

/**
 * Whom a rule checks, on what, with which condition keys.
 *
 * @param principal whom
 * @param resource its ARN, or {@code *}
 * @param context the condition keys
 */
record Check(Principal principal, String resource, Map<String, String> context) {
  Check(Principal principal, String resource) {
    this(principal, resource, Map.of());
  }

  AccessRequest of(String action) {
    return new AccessRequest(principal, action, resource, context);
  }
}
