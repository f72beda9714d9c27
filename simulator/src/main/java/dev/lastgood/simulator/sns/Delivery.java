package dev.lastgood.simulator.sns;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message that a topic has accepted.
 *
 * @param at when
 * @param topicArn the topic
 * @param messageId as the publisher was told
 * @param subject what becomes an email's subject
 * @param message the text
 * @param attributes the message attributes' string values, by name
 * @param endpoints the confirmed subscribers that it went to; none means that nobody was told
 */
public record Delivery(
    Instant at,
    String topicArn,
    String messageId,
    Optional<String> subject,
    String message,
    Map<String, String> attributes,
    List<String> endpoints) {}
