package dev.lastgood.simulator.iam;

import dev.lastgood.simulator.template.Resource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The statement that Lambda makes of a permission; see AddPermission in the AWS Lambda API
 * Reference, and "Viewing resource-based IAM policies in Lambda" in its Developer Guide. A
 * function, each of its versions and each of its aliases has a policy of its own: what may invoke
 * the alias may not invoke the function.
 */
final class LambdaPermission {
  private static final Set<String> KNOWN =
      Set.of("Action", "FunctionName", "Principal", "SourceAccount", "SourceArn");

  private LambdaPermission() {}

  static Map<String, Object> document(Resource permission, String functionArn) {
    String place = permission.stack() + " " + permission.logicalId();
    Map<String, Object> properties = permission.properties();
    for (String property : properties.keySet()) {
      if (!KNOWN.contains(property)) {
        throw new UnreadablePolicyException(place + "." + property, "it is not modelled");
      }
    }
    Map<String, Object> conditions = new TreeMap<>();
    Object sourceArn = properties.get("SourceArn");
    if (sourceArn != null) {
      conditions.put("ArnLike", Map.of("AWS:SourceArn", sourceArn));
    }
    Object sourceAccount = properties.get("SourceAccount");
    if (sourceAccount != null) {
      conditions.put("StringEquals", Map.of("AWS:SourceAccount", sourceAccount));
    }
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Sid", permission.logicalId());
    statement.put("Effect", "Allow");
    statement.put(
        "Principal", principal(PolicyJson.text(place + ".Principal", properties.get("Principal"))));
    statement.put("Action", PolicyJson.text(place + ".Action", properties.get("Action")));
    statement.put("Resource", functionArn);
    if (!conditions.isEmpty()) {
      statement.put("Condition", conditions);
    }
    return Map.of("Version", "2012-10-17", "Statement", statement);
  }

  private static Object principal(String named) {
    if (named.equals("*")) {
      return named;
    }
    boolean isService = named.contains(".") && !named.startsWith("arn:");
    return Map.of(isService ? "Service" : "AWS", named);
  }
}
