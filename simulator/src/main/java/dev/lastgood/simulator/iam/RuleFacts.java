package dev.lastgood.simulator.iam;

/**
 * What the rules look up.
 *
 * @param assembly what the templates say
 * @param launches what the groups launch
 */
record RuleFacts(AssemblyFacts assembly, GroupLaunches launches) {
  Arns arns() {
    return assembly.arns();
  }
}
