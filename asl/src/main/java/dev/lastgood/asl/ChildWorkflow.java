package dev.lastgood.asl;

/**
 * What the children of a Distributed Map run.
 *
 * @param states the item processor
 * @param express whether they are Express executions rather than Standard ones
 * @param label names the Map state in the ARNs of Map Runs and children
 */
record ChildWorkflow(StatesBlock states, boolean express, String label) {}
