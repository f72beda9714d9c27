/**
 * The record of everything decided and done, and the right to change a target: leases with fences,
 * incidents, obligations, and a hash chain an incident. Every write is conditional.
 *
 * <p>Begin with {@link dev.lastgood.functions.ledger.Ledger} for the chain, {@link
 * dev.lastgood.functions.ledger.Leases} for the right to change, and {@link
 * dev.lastgood.functions.ledger.Incidents} for what is open, and {@link
 * dev.lastgood.functions.ledger.Holds} for what stays afterwards.
 *
 * <p>The state table holds, by partition key and sort key: {@code target#T / lease}, {@code
 * target#T / incident} (the open incident's id), {@code target#T / last-incident}, {@code target#T
 * / hold}, {@code target#T / point#IDENTITY}, {@code incident#I / incident}, {@code open /
 * incident#I}, {@code open / notice#I}, {@code open / obligation#I#ID}, and {@code control / …}.
 * The ledger table holds {@code incident#I / NUMBER}, and {@code event#ID / decision} for events on
 * which nothing was done.
 */
package dev.lastgood.functions.ledger;
