/**
 * Amazon RDS: databases that stacks have made, and their snapshots.
 *
 * <p>Begin with {@link dev.lastgood.simulator.rds.SimulatedRds}.
 */
package dev.lastgood.simulator.rds;
