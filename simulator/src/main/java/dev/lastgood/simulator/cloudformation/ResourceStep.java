package dev.lastgood.simulator.cloudformation;

/** What an operation does to one resource, in the order of these methods. */
sealed interface ResourceStep permits DeletionStep, DeploymentStep, ReleaseStep {
  String logicalId();

  Pace pace();

  /** Tells that it begins; false where nothing is to be done after all. */
  boolean begin() throws ResourceFailure;

  /** Does it. */
  void apply() throws ResourceFailure;

  /** Asked again and again until it is done. */
  Settling settling() throws ResourceFailure;

  /** Tells that it is done. */
  void complete();

  /** Tells that its configuration is there, in express mode, instead of waiting. */
  void configured();

  void failed(String reason);

  /** Something beside it failed. */
  void cancelled();

  /** The operation ended. */
  void cancelled(String reason);
}
