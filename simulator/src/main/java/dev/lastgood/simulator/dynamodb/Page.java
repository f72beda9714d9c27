package dev.lastgood.simulator.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What one query or scan has read.
 *
 * @param items what is returned; empty where only the count was asked for
 * @param count how many passed the filter
 * @param scannedCount how many were read
 * @param lastEvaluatedKey where to go on; empty at the end
 */
record Page(
    List<Map<String, AttributeValue>> items,
    int count,
    int scannedCount,
    Optional<Map<String, AttributeValue>> lastEvaluatedKey) {}
