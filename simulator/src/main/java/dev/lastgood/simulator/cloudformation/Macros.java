package dev.lastgood.simulator.cloudformation;

import java.util.Optional;

/**
 * What templates need that macros process; see "Perform custom processing on CloudFormation
 * templates with template macros" in the AWS CloudFormation User Guide.
 */
final class Macros {
  private static final String CAPABILITY = "CAPABILITY_AUTO_EXPAND";

  private Macros() {}

  /** Whoever deploys without a change set to look at has to acknowledge what macros do. */
  static void requireExpandable(StackRegion region, Deployment deployment) {
    if (!deployment.template().macros().isEmpty()
        && !deployment.capabilities().contains(CAPABILITY)) {
      throw CloudFormationErrors.INSUFFICIENT_CAPABILITIES.saying(
          "Requires capabilities : [" + CAPABILITY + "]");
    }
    requireAll(region, deployment.template());
  }

  /** Whether each macro that a template names is there. */
  static void requireAll(StackRegion region, StackTemplate template) {
    Optional<String> missing =
        template.macros().stream()
            .filter(name -> !region.live().has(ResourceTypes.MACRO, name))
            .findFirst();
    if (missing.isPresent()) {
      throw CloudFormationErrors.validation(
          "No transform named " + region.account().id() + "::" + missing.get() + " found.");
    }
  }
}
