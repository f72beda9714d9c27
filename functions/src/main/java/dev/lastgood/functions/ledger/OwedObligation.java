package dev.lastgood.functions.ledger;

/**
 * An obligation that outlived its incident and belongs to the sweep now.
 *
 * @param incidentId the incident that made it
 * @param obligation what is owed
 */
public record OwedObligation(String incidentId, Obligation obligation) {}
