package dev.lastgood.simulator.cloudformation;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudformation.model.RollbackConfiguration;

/**
 * What a stack is, or is to be, made from.
 *
 * @param template the template
 * @param parameters its parameters' values, as they were given or by default
 * @param tags the stack's own
 * @param capabilities what the caller acknowledged
 * @param roleArn the service role
 * @param notificationArns kept; nothing is published to them
 * @param rollbackConfiguration the alarms that roll it back
 */
record Deployment(
    StackTemplate template,
    Map<String, String> parameters,
    Map<String, String> tags,
    List<String> capabilities,
    Optional<String> roleArn,
    List<String> notificationArns,
    RollbackConfiguration rollbackConfiguration) {
  Deployment {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    capabilities = List.copyOf(capabilities);
    notificationArns = List.copyOf(notificationArns);
  }

  /** The same with another service role. */
  Deployment withRole(Optional<String> other) {
    return new Deployment(
        template, parameters, tags, capabilities, other, notificationArns, rollbackConfiguration);
  }
}
