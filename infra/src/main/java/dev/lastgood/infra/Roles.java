package dev.lastgood.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/** Roles, each with one policy of its own, in which every star has its reason. */
final class Roles {
  private Roles() {}

  static Role create(
      Construct scope,
      String id,
      String name,
      String description,
      IPrincipal principal,
      List<Grant> grants) {
    Role role =
        Role.Builder.create(scope, id)
            .roleName(name)
            .description(description)
            .assumedBy(principal)
            .inlinePolicies(
                Map.of(
                    "permissions",
                    PolicyDocument.Builder.create()
                        .statements(grants.stream().map(Grant::statement).toList())
                        .build()))
            .build();
    Map<String, String> reasons = new TreeMap<>();
    for (Grant grant : grants) {
      for (String resource : grant.wildcards()) {
        String reason =
            grant
                .wildcardReason()
                .orElseThrow(
                    () ->
                        new IllegalStateException(
                            "The role "
                                + name
                                + " has no reason for "
                                + resource
                                + " in "
                                + grant.purpose()
                                + "."));
        reasons.merge(
            "AwsSolutions-IAM5[Resource::" + resource + "]",
            grant.purpose() + ": " + reason,
            (known, more) -> known + " " + more);
      }
    }
    reasons.put(
        "NIST.800.53.R5-IAMNoInlinePolicy",
        "The policy is this role's alone and must live and die with it: a managed policy could be"
            + " attached to others.");
    reasons.forEach((rule, reason) -> Acknowledgements.on(role, rule, reason));
    return role;
  }
}
