package dev.lastgood.simulator.cloudformation;

/** How long resources of a type take, the quickest first. */
enum Pace {
  QUICK,
  GROUP,
  DATABASE
}
