package dev.lastgood.simulator.dynamodb.expression;

import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a query reads: one partition, and in it one stretch of sort keys.
 *
 * @param hash the partition key
 * @param low where the stretch begins
 * @param high where it ends
 * @param prefix what its sort keys begin with; then there are no bounds
 */
public record KeyCondition(
    AttributeValue hash,
    Optional<Bound> low,
    Optional<Bound> high,
    Optional<AttributeValue> prefix) {
  /**
   * One end of a stretch.
   *
   * @param value a sort key
   * @param inclusive whether it belongs to the stretch
   */
  public record Bound(AttributeValue value, boolean inclusive) {}

  static KeyCondition between(AttributeValue hash, Bound low, Bound high) {
    return new KeyCondition(hash, Optional.of(low), Optional.of(high), Optional.empty());
  }
}
