package dev.lastgood.simulator.rehearsal;

/** What the group of a scenario launches its instances from. */
enum Origin {
  /** The {@code $Latest} version of a launch template, which names its image by its id. */
  TEMPLATE,

  /** The same, and each version names its image by a parameter of Systems Manager. */
  TEMPLATE_AND_PARAMETER,

  /** A launch configuration; the group has a warm pool. */
  CONFIGURATION
}
