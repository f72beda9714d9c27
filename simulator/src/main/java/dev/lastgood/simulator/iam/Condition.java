package dev.lastgood.simulator.iam;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * One operator on one key; see "AWS JSON policy elements: Condition operators" in the IAM User
 * Guide.
 *
 * @param key the condition key
 * @param whenMissing what it comes to where the request has no such key
 * @param test what it comes to for a value
 */
record Condition(String key, boolean whenMissing, Predicate<String> test) {
  boolean holds(RequestContext context) {
    Optional<String> value = context.value(key);
    return value.map(test::test).orElse(whenMissing);
  }
}
