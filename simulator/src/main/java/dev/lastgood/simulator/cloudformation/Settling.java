package dev.lastgood.simulator.cloudformation;

/** Whether what was begun on a resource is over. */
enum Settling {
  WAITING,
  DONE
}
