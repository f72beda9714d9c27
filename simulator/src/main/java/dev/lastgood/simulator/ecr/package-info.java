/**
 * Amazon ECR: private repositories with images.
 *
 * <p>Begin with {@link dev.lastgood.simulator.ecr.SimulatedEcr}.
 */
package dev.lastgood.simulator.ecr;
