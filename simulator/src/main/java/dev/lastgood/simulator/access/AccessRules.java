package dev.lastgood.simulator.access;

import dev.lastgood.simulator.iam.AccessRequest;
import dev.lastgood.simulator.iam.AccountPolicies;
import dev.lastgood.simulator.iam.Principal;
import dev.lastgood.simulator.iam.StatementReference;
import dev.lastgood.simulator.template.CloudAssembly;
import dev.lastgood.simulator.template.PhysicalNames;
import dev.lastgood.simulator.template.Resource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The policies of one template, and what was decided by them before. Many worlds share them: what
 * is allowed depends on the template and the call alone.
 */
public final class AccessRules {
  private final CloudAssembly assembly;
  private final AccountPolicies policies;
  private final Map<String, Principal.Role> rolesByFunction = new HashMap<>();
  private final Map<Object, Verdict> verdicts = new ConcurrentHashMap<>();

  /** Each verdict that allows once, so that it is counted once, however often it is given. */
  private final Map<Verdict, Verdict> allowing = new ConcurrentHashMap<>();

  /**
   * Reads them.
   *
   * @param assembly the template
   * @throws dev.lastgood.simulator.iam.UnreadablePolicyException naming the place, where a policy
   *     says what is not modelled
   */
  public AccessRules(CloudAssembly assembly) {
    this.assembly = assembly;
    this.policies = AccountPolicies.of(assembly);
    for (Resource function : assembly.resources("AWS::Lambda::Function")) {
      rolesByFunction.put(
          PhysicalNames.of(function, "FunctionName"),
          new Principal.Role(String.valueOf(function.properties().get("Role"))));
    }
  }

  CloudAssembly assembly() {
    return assembly;
  }

  /** The role of a function of the template; empty for somebody else's. */
  Optional<Principal.Role> role(String functionName) {
    return Optional.ofNullable(rolesByFunction.get(functionName));
  }

  /** Gives what was decided before under the same key, or decides. */
  Verdict decided(Object key, Supplier<Verdict> decide) {
    Verdict known = verdicts.get(key);
    if (known == null) {
      known = decide.get();
      verdicts.put(key, known);
    }
    return known;
  }

  /** Decides. */
  Verdict decide(String by, String call, List<AccessRequest> requests) {
    Verdict verdict = Verdict.of(policies, by, call, requests);
    return verdict.refusal().isPresent()
        ? verdict
        : allowing.computeIfAbsent(verdict, Function.identity());
  }

  /**
   * Every permission that the roles of the template hold.
   *
   * @return in order
   */
  public List<Permission> permissions() {
    List<Permission> permissions = new ArrayList<>();
    for (StatementReference statement : policies.statements()) {
      for (String action : statement.actions()) {
        permissions.add(new Permission(statement.policyOwner(), statement.sid(), action));
      }
    }
    Collections.sort(permissions);
    return List.copyOf(permissions);
  }
}
