package dev.lastgood.simulator.iam;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The element Principal; see "AWS JSON policy elements: Principal" in the IAM User Guide.
 *
 * @param everyone whether it is a star
 * @param ofAccount whether it names the account, which leaves it to the account's own policies
 * @param roles the ARNs of roles
 * @param services the names of services
 */
record PrincipalMatcher(
    boolean everyone, boolean ofAccount, Set<String> roles, Set<String> services) {
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern ROOT = Pattern.compile("arn:[a-z-]+:iam::(\\d{12}):root");
  private static final Pattern ROLE_OR_USER =
      Pattern.compile("arn:[a-z-]+:iam::\\d{12}:(role|user)/[^*?]+");

  /** What an identity-based policy has: whoever has the role. */
  static final PrincipalMatcher WHOEVER_HAS_THE_POLICY =
      new PrincipalMatcher(true, false, Set.of(), Set.of());

  static PrincipalMatcher read(String place, Object element, String account) {
    if ("*".equals(element)) {
      return new PrincipalMatcher(true, false, Set.of(), Set.of());
    }
    boolean everyone = false;
    boolean ofAccount = false;
    Set<String> roles = new HashSet<>();
    Set<String> services = new HashSet<>();
    for (Map.Entry<String, Object> entry : PolicyJson.object(place, element).entrySet()) {
      String at = place + "." + entry.getKey();
      List<String> names = PolicyJson.texts(at, entry.getValue());
      switch (entry.getKey()) {
        case "Service" -> services.addAll(names);
        case "AWS" -> {
          for (String name : names) {
            if (name.equals("*")) {
              everyone = true;
            } else if (ACCOUNT.matcher(name).matches()) {
              ofAccount |= name.equals(account);
            } else if (ROOT.matcher(name).matches()) {
              ofAccount |= name.contains("::" + account + ":");
            } else if (ROLE_OR_USER.matcher(name).matches()) {
              roles.add(name);
            } else {
              throw new UnreadablePolicyException(at, "the principal is not modelled: " + name);
            }
          }
        }
        default -> throw new UnreadablePolicyException(at, "the kind of principal is not modelled");
      }
    }
    return new PrincipalMatcher(everyone, ofAccount, Set.copyOf(roles), Set.copyOf(services));
  }

  /** Whether it names whoever asks, and not their account alone. */
  boolean names(Principal principal) {
    return everyone
        || switch (principal) {
          case Principal.Role role -> roles.contains(role.arn());
          case Principal.Service service -> services.contains(service.name());
        };
  }

  /** Whether it names the account of whoever asks. A service belongs to none. */
  boolean namesAccountOf(Principal principal) {
    return switch (principal) {
      case Principal.Role _ -> ofAccount;
      case Principal.Service _ -> false;
    };
  }
}
