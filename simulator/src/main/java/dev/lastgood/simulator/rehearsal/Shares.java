package dev.lastgood.simulator.rehearsal;

/**
 * How a recovery's time is divided. The three add up to the recovery's seconds.
 *
 * @param orchestratorSeconds the orchestrator's own: deciding, planning, writing, polling
 * @param providerSeconds AWS's work on what it was asked for: launches, health checks, updates
 * @param proofSeconds waiting for the alarms to clear, and the stability window
 */
public record Shares(double orchestratorSeconds, double providerSeconds, double proofSeconds) {}
