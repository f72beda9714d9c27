package dev.lastgood.simulator.iam;

import dev.lastgood.simulator.template.CloudAssembly;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Everything in an assembly that allows or denies: the identity-based policies of its roles, the
 * trust policies of those roles, and the resource-based policies of its queues, topics, buckets,
 * keys, tables and functions. It decides as "Policy evaluation logic" in the IAM User Guide says
 * for a single account without permissions boundaries, session policies and organisation policies.
 *
 * <p>It is immutable, and shared by many worlds and threads.
 */
public final class AccountPolicies {
  private final String account;
  private final Map<String, List<Statement>> identities;
  private final Map<String, ResourcePolicy> resources;

  AccountPolicies(
      String account,
      Map<String, List<Statement>> identities,
      Map<String, ResourcePolicy> resources) {
    this.account = account;
    this.identities = identities;
    this.resources = resources;
  }

  /**
   * Reads every policy of an assembly.
   *
   * @param assembly the stacks of one environment
   * @return its policies
   * @throws UnreadablePolicyException naming the place, where something allows or denies that IAM
   *     would refuse or that is not modelled; nothing is left out in silence
   */
  public static AccountPolicies of(CloudAssembly assembly) {
    return new AssemblyPolicies(assembly).read();
  }

  /**
   * Decides on one action on one resource.
   *
   * @param request who asks for what
   * @return whether it is allowed, and by what
   */
  public Decision decide(AccessRequest request) {
    RequestContext context = new RequestContext(request, account);
    String action = request.action().toLowerCase(Locale.ROOT);
    List<Statement> identity =
        switch (request.principal()) {
          case Principal.Role role -> identities.getOrDefault(role.arn(), List.of());
          case Principal.Service _ -> List.of();
        };
    ResourcePolicy resource = policyOf(request.resource());
    List<StatementReference> byIdentity = new ArrayList<>();
    for (Statement statement : identity) {
      if (statement.covers(action, context)) {
        if (!statement.allows()) {
          return denied("with an explicit deny in an identity-based policy");
        }
        byIdentity.add(statement.reference());
      }
    }
    List<StatementReference> byResource = new ArrayList<>();
    List<StatementReference> byAccount = new ArrayList<>();
    for (Statement statement : resource.statements()) {
      boolean named = statement.principals().names(request.principal());
      boolean accountNamed = statement.principals().namesAccountOf(request.principal());
      if ((named || accountNamed) && statement.covers(action, context)) {
        if (!statement.allows()) {
          return denied("with an explicit deny in a " + resource.kind().words());
        }
        (named ? byResource : byAccount).add(statement.reference());
      }
    }
    return decided(request, resource.kind(), byIdentity, byResource, byAccount);
  }

  /** Nothing denies explicitly: what allows must be enough. */
  private static Decision decided(
      AccessRequest request,
      ResourcePolicy.Kind kind,
      List<StatementReference> byIdentity,
      List<StatementReference> byResource,
      List<StatementReference> byAccount) {
    boolean identityMayAllow = !kind.mustAllow() || !byAccount.isEmpty();
    List<StatementReference> by = new ArrayList<>();
    if (identityMayAllow && !byIdentity.isEmpty()) {
      by.addAll(byIdentity);
      if (kind.mustAllow()) {
        by.addAll(byAccount);
      }
    }
    by.addAll(byResource);
    if (!by.isEmpty()) {
      return new Decision.Allowed(by);
    }
    boolean identityLacks =
        switch (request.principal()) {
          case Principal.Role _ -> byIdentity.isEmpty();
          case Principal.Service _ -> false;
        };
    return denied(
        "because no %s allows the %s action"
            .formatted(identityLacks ? "identity-based policy" : kind.words(), request.action()));
  }

  /**
   * Every statement of every role's identity-based policies that allows something, so that those
   * which nothing ever uses can be named.
   *
   * @return in the order of roles and, for each, of its policies
   */
  public List<StatementReference> statements() {
    return identities.values().stream()
        .flatMap(List::stream)
        .filter(Statement::allows)
        .map(Statement::reference)
        .toList();
  }

  /** An object has its bucket's policy, and an index has its table's. */
  private ResourcePolicy policyOf(String resource) {
    ResourcePolicy exact = resources.get(resource);
    if (exact != null) {
      return exact;
    }
    int slash = resource.indexOf('/');
    if (slash > 0 && resource.contains(":s3:::")) {
      return resources.getOrDefault(resource.substring(0, slash), ResourcePolicy.NONE);
    }
    int inTable = resource.contains(":dynamodb:") ? resource.indexOf('/', slash + 1) : -1;
    if (inTable > 0) {
      return resources.getOrDefault(resource.substring(0, inTable), ResourcePolicy.NONE);
    }
    return resource.contains(":kms:") ? ResourcePolicy.UNKNOWN_KEY : ResourcePolicy.NONE;
  }

  private static Decision denied(String reason) {
    return new Decision.Denied(reason);
  }
}
