package dev.lastgood.simulator.cloudformation;

/**
 * What a change of a property does to a resource; see "Understand update behaviors of stack
 * resources" in the AWS CloudFormation User Guide.
 */
enum UpdateBehaviour {
  NO_INTERRUPTION,
  SOME_INTERRUPTION,
  REPLACEMENT
}
