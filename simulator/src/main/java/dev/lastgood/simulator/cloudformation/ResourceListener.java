package dev.lastgood.simulator.cloudformation;

import java.util.Map;
import java.util.Optional;

/** Told at the instant at which a resource of a stack really changes, whoever changes it. */
@FunctionalInterface
public interface ResourceListener {
  /**
   * A resource was made, changed or deleted.
   *
   * @param stack the stack that it belongs to
   * @param logicalId its name in the template
   * @param properties what it is now; empty where it is gone
   */
  void changed(LiveStack stack, String logicalId, Optional<Map<String, Object>> properties);
}
