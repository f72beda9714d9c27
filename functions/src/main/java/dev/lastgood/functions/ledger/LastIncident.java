package dev.lastgood.functions.ledger;

import java.time.Instant;

/**
 * The newest closed incident of a target: what an alarm that went off before its end belongs to.
 *
 * @param incidentId the incident
 * @param closedAt when it was closed
 * @param outcome how
 */
public record LastIncident(String incidentId, Instant closedAt, Outcome outcome) {}
