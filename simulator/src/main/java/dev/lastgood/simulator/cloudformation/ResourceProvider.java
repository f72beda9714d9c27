package dev.lastgood.simulator.cloudformation;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What CloudFormation does with resources of one type. Methods act at once; how long that takes is
 * the operation's affair, and {@link #settling} says what has to be waited for beyond that.
 */
sealed interface ResourceProvider
    permits AutoScalingGroupProvider,
        GenericProvider,
        LaunchTemplateProvider,
        NestedStackProvider,
        WaitConditionProvider {
  /** What a change of a property, by its name at the top, does. */
  UpdateBehaviour behaviour(String property);

  Pace pace();

  /** The property that gives a resource its name, where the type has one. */
  Optional<String> nameProperty();

  /** Whether the stack's tags are handed on to it. */
  boolean isTaggable();

  /** Properties that AWS changes by itself, which count neither as drift nor are reverted. */
  default Set<String> managedByAws() {
    return Set.of();
  }

  /** Properties that cannot be read back. */
  default Set<String> writeOnly() {
    return Set.of();
  }

  /** Whether drift of it can be detected. */
  default boolean isDriftDetected() {
    return true;
  }

  /** Makes it; answers its physical id. */
  String create(Desired desired) throws ResourceFailure;

  /** Changes it in place. */
  void update(String physicalId, Map<String, Object> before, Desired desired)
      throws ResourceFailure;

  void delete(String physicalId) throws ResourceFailure;

  /** What it really is now; empty where it is not there. */
  Optional<Map<String, Object>> read(String physicalId);

  Object ref(String physicalId);

  /** An attribute; empty where the type has none of that name. */
  Optional<Object> attribute(String physicalId, String name);

  /** Whether an attribute may have another value after a change in place. */
  boolean isVolatile(String attribute);

  /** Asked again and again after a creation or a change, until it is done. */
  default Settling settling(String physicalId, Desired desired) throws ResourceFailure {
    return Settling.DONE;
  }

  /** Asked again and again after a deletion, until it is done. */
  default Settling vanishing(String physicalId) throws ResourceFailure {
    return Settling.DONE;
  }
}
