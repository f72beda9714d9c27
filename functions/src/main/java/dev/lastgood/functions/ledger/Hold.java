package dev.lastgood.functions.ledger;

import java.time.Instant;

/**
 * A record on a target, made when an incident closes, so that the version that went bad is not
 * simply deployed again. Pipelines can ask for it.
 *
 * @param targetId the target
 * @param incidentId the incident that made it
 * @param since when it was made
 * @param because what went bad, in a sentence
 */
public record Hold(String targetId, String incidentId, Instant since, String because) {}
