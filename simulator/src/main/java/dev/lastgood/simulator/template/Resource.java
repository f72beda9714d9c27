package dev.lastgood.simulator.template;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A resource of a stack, with every intrinsic function resolved.
 *
 * @param stack the stack's name
 * @param logicalId its name in the template
 * @param type such as {@code AWS::Lambda::Function}
 * @param properties JSON values
 */
public record Resource(
    String stack, String logicalId, String type, Map<String, Object> properties) {
  /** Copies the properties. */
  public Resource {
    properties = Collections.unmodifiableMap(new TreeMap<>(properties));
  }
}
