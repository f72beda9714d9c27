package dev.lastgood.functions.ledger;

import java.time.Instant;

/**
 * What an open incident is doing, as its last step said: at least every 20 seconds there is
 * another.
 *
 * @param step which step of the recovery, such as {@code act}
 * @param doing what it is doing, in a sentence
 * @param next what comes next, in a sentence
 * @param since when what it is doing began: the incident's last entry in the ledger before
 * @param at when it was said
 */
public record Heartbeat(String step, String doing, String next, Instant since, Instant at) {}
