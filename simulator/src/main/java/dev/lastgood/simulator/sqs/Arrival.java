package dev.lastgood.simulator.sqs;

import java.time.Instant;

/**
 * A message that has come into a queue: sent, delivered by another service, or redriven.
 *
 * @param at when
 * @param queue the queue's name
 * @param body the message
 * @param depth how many messages the queue now holds, hidden ones included
 */
public record Arrival(Instant at, String queue, String body, int depth) {}
