package dev.lastgood.functions.ledger;

import java.time.Instant;

/**
 * One link of an incident's chain.
 *
 * @param number its place, from 0
 * @param at when it was written
 * @param fact what it says
 * @param hash SHA-256 over the hash before, the number, the time and the fact's text
 */
public record Entry(int number, Instant at, Fact fact, String hash) {}
