package dev.lastgood.simulator.dynamodb;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One write to one item, as it took effect.
 *
 * @param table the table's name
 * @param key the item's primary key
 * @param before the item as it was; empty where there was none
 * @param after the item as it is; empty where it was deleted
 */
public record TableChange(
    String table,
    Map<String, AttributeValue> key,
    Optional<Map<String, AttributeValue>> before,
    Optional<Map<String, AttributeValue>> after) {}
