package dev.lastgood.simulator.rehearsal;

/**
 * How each of the three {@link Shares} is distributed over a campaign.
 *
 * @param orchestratorSeconds the orchestrator's own, in seconds
 * @param providerSeconds AWS's work, in seconds
 * @param proofSeconds alarms and stability window, in seconds
 */
public record SharePercentiles(
    Percentiles orchestratorSeconds, Percentiles providerSeconds, Percentiles proofSeconds) {}
