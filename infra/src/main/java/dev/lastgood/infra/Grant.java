package dev.lastgood.infra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * A statement of an identity policy.
 *
 * @param purpose what it is for, as the statement's id
 * @param actions what is allowed
 * @param resources on what
 * @param conditions on which conditions
 * @param wildcardReason why a resource is named with a star, where one is
 */
record Grant(
    String purpose,
    List<String> actions,
    List<String> resources,
    Map<String, Map<String, Object>> conditions,
    Optional<String> wildcardReason) {
  Grant {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
  }

  static Grant allow(String purpose, List<String> actions, List<String> resources) {
    return new Grant(purpose, actions, resources, Map.of(), Optional.empty());
  }

  Grant when(Map<String, Map<String, Object>> given) {
    return new Grant(purpose, actions, resources, given, wildcardReason);
  }

  /** Says why a resource is named with a star; without it, such a grant is refused. */
  Grant because(String reason) {
    return new Grant(purpose, actions, resources, conditions, Optional.of(reason));
  }

  List<String> wildcards() {
    return resources.stream().filter(resource -> resource.contains("*")).toList();
  }

  PolicyStatement statement() {
    PolicyStatement.Builder statement =
        PolicyStatement.Builder.create()
            .sid(purpose)
            .effect(Effect.ALLOW)
            .actions(actions)
            .resources(resources);
    if (!conditions.isEmpty()) {
      statement.conditions(new LinkedHashMap<>(conditions));
    }
    return statement.build();
  }
}
