/**
 * Service Quotas.
 *
 * <p>Begin with {@link dev.lastgood.simulator.servicequotas.SimulatedServiceQuotas}.
 */
package dev.lastgood.simulator.servicequotas;
