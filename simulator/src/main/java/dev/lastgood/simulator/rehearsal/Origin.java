package dev.lastgood.simulator.rehearsal;

/** What the group of a scenario launches its instances from. */
enum Origin {
  /** The {@code $Latest} version of a launch template, which names its image by its id. */
  TEMPLATE,

  /** Version 1 of a launch template, by its number. */
  NUMBERED_TEMPLATE,

  /**
   * The {@code $Latest} version, and each version names its image by a parameter of Systems
   * Manager.
   */
  TEMPLATE_AND_PARAMETER,

  /** A launch configuration; the group has a warm pool. */
  CONFIGURATION,

  /** A mixed instances policy of named types over the {@code $Latest} version. */
  MIXED_INSTANCES,

  /** The same, the types being chosen by instance requirements. */
  INSTANCE_REQUIREMENTS;

  /** Whether a launch template is what it starts from. */
  boolean usesTemplate() {
    return this != CONFIGURATION;
  }
}
