package dev.lastgood.simulator.iam;

import dev.lastgood.simulator.template.CloudAssembly;
import dev.lastgood.simulator.template.Resource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The keys of an assembly, by all their names; see "Key identifiers" in the AWS KMS guide. */
final class Keys {
  private final Arns arns;
  private final Map<String, String> byAlias = new TreeMap<>();

  Keys(CloudAssembly assembly) {
    this.arns = Arns.of(assembly);
    for (Resource alias : assembly.resources("AWS::KMS::Alias")) {
      byAlias.put(
          String.valueOf(alias.properties().get("AliasName")),
          arn(String.valueOf(alias.properties().get("TargetKeyId"))));
    }
  }

  /** The ARN of a key named by its id, its ARN, its alias or its alias's ARN. */
  String arn(String name) {
    int alias = name.indexOf("alias/");
    if (alias < 0) {
      return name.startsWith("arn:") ? name : arns.arn("kms", "key/" + name);
    }
    String found = byAlias.get(name.substring(alias));
    if (found == null) {
      throw new IllegalArgumentException("The assembly has no alias " + name + ".");
    }
    return found;
  }

  /** The key that a resource's encryption names. AWS's own keys ask nothing of their users. */
  Optional<String> customerManaged(Optional<Object> name) {
    return name.map(String::valueOf).filter(given -> !given.contains("alias/aws/")).map(this::arn);
  }
}
