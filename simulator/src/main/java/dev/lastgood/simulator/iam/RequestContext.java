package dev.lastgood.simulator.iam;

import java.util.Locale;
import java.util.Optional;

/**
 * The condition keys of a request: those given, and those that follow from who asks; see "AWS
 * global condition context keys" in the IAM User Guide.
 */
record RequestContext(AccessRequest request, String account) {
  Optional<String> value(String key) {
    String given = request.context().get(key);
    return given == null ? derived(key.toLowerCase(Locale.ROOT)) : Optional.of(given);
  }

  private Optional<String> derived(String key) {
    return switch (request.principal()) {
      case Principal.Role role ->
          switch (key) {
            case "aws:principalarn" -> Optional.of(role.arn());
            case "aws:principalaccount" -> Optional.of(account);
            case "aws:principaltype" -> Optional.of("AssumedRole");
            case "aws:principalisawsservice" -> Optional.of("false");
            case "aws:resourceaccount" -> Optional.of(account);
            default -> Optional.empty();
          };
      case Principal.Service service ->
          switch (key) {
            case "aws:principalservicename" -> Optional.of(service.name());
            case "aws:principalisawsservice" -> Optional.of("true");
            case "aws:resourceaccount" -> Optional.of(account);
            default -> Optional.empty();
          };
    };
  }
}
