package dev.lastgood.simulator.installation;

import dev.lastgood.simulator.template.CloudAssembly;
import dev.lastgood.simulator.template.Resource;
import java.util.List;

/** The ids of a template's keys, which only AWS could choose. */
final class KeyIds {
  private KeyIds() {}

  /** In the order of the resources. */
  static List<String> of(CloudAssembly assembly) {
    return assembly.resources("AWS::KMS::Key").stream().map(KeyIds::of).toList();
  }

  private static String of(Resource key) {
    return key.physicalId().orElseThrow();
  }
}
