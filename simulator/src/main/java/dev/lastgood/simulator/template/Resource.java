package dev.lastgood.simulator.template;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A resource of a stack, with every intrinsic function resolved.
 *
 * @param stack the stack's name
 * @param logicalId its name in the template
 * @param type such as {@code AWS::Lambda::Function}
 * @param properties JSON values
 * @param physicalId what {@code Ref} gives; empty for a type of which that is not modelled
 */
public record Resource(
    String stack,
    String logicalId,
    String type,
    Map<String, Object> properties,
    Optional<String> physicalId) {
  /** Copies the properties. */
  public Resource {
    properties = Collections.unmodifiableMap(new TreeMap<>(properties));
  }

  /**
   * A resource that nothing refers to.
   *
   * @param stack the stack's name
   * @param logicalId its name in the template
   * @param type its type
   * @param properties JSON values
   */
  public Resource(String stack, String logicalId, String type, Map<String, Object> properties) {
    this(stack, logicalId, type, properties, Optional.empty());
  }
}
