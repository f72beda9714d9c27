package dev.lastgood.simulator.cloudformation;

import dev.lastgood.simulator.template.UnresolvableTemplateException;

/** What can be said of an operation before it begins. */
final class Planning {
  private Planning() {}

  /** Whether an update would change nothing; what cannot be resolved fails when it is tried. */
  static boolean changesNothing(StackRegion region, LiveStack stack, Deployment target) {
    try {
      return ChangePlan.of(region, stack, target, false).isEmpty();
    } catch (UnresolvableTemplateException unresolvable) {
      return false;
    }
  }
}
