package dev.lastgood.simulator.access;

import dev.lastgood.simulator.iam.AccessRequest;
import dev.lastgood.simulator.iam.AccountPolicies;
import dev.lastgood.simulator.iam.Decision;
import dev.lastgood.simulator.iam.Principal;
import dev.lastgood.simulator.iam.StatementReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What came of everything that had to be allowed for one call or delivery. It depends on the
 * policies alone, so the same is given again for the same call.
 *
 * @param call what was being done
 * @param used the permissions that allowed it
 * @param refusal why not, where something of it is not allowed
 */
record Verdict(String call, List<Permission> used, Optional<Refusal> refusal) {

  /** Decides on all of it; the first that is not allowed ends it. */
  static Verdict of(
      AccountPolicies policies, String by, String call, List<AccessRequest> requests) {
    TreeSet<Permission> used = new TreeSet<>();
    for (AccessRequest request : requests) {
      switch (policies.decide(request)) {
        case Decision.Allowed allowed -> used.addAll(permissions(allowed, request));
        case Decision.Denied denied -> {
          return new Verdict(
              call,
              List.copyOf(used),
              Optional.of(new Refusal(by, call, says(request, denied.reason()))));
        }
      }
    }
    return new Verdict(call, List.copyOf(used), Optional.empty());
  }

  private static List<Permission> permissions(Decision.Allowed allowed, AccessRequest request) {
    List<Permission> permissions = new ArrayList<>();
    for (StatementReference statement : allowed.by()) {
      for (String action : statement.actions()) {
        if (covers(action, request.action())) {
          permissions.add(new Permission(statement.policyOwner(), statement.sid(), action));
        }
      }
    }
    return permissions;
  }

  private static boolean covers(String written, String asked) {
    String pattern = written.toLowerCase(Locale.ROOT);
    String action = asked.toLowerCase(Locale.ROOT);
    return pattern.equals(action)
        || pattern.endsWith("*") && action.startsWith(pattern.substring(0, pattern.length() - 1));
  }

  /** See "Troubleshoot access denied error messages" in the IAM User Guide. */
  private static String says(AccessRequest request, String reason) {
    String who =
        switch (request.principal()) {
          case Principal.Role role -> "User: " + session(role.arn());
          case Principal.Service service -> "Service: " + service.name();
        };
    return "%s is not authorized to perform: %s on resource: %s %s"
        .formatted(who, request.action(), request.resource(), reason);
  }

  private static String session(String roleArn) {
    return roleArn.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/") + "/simulated";
  }
}
