package dev.lastgood.simulator.dynamodb;

import dev.lastgood.simulator.dynamodb.value.Invalid;
import dev.lastgood.simulator.dynamodb.value.ItemSize;
import dev.lastgood.simulator.dynamodb.value.Values;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item as it is kept.
 *
 * @param attributes in the order of their names, unmodifiable
 * @param sizeBytes what it counts for
 */
record Item(Map<String, AttributeValue> attributes, int sizeBytes) {
  /** Checks and measures an item. */
  static Item of(Map<String, AttributeValue> attributes, String tooLarge) {
    Map<String, AttributeValue> kept = Values.normalized(attributes);
    int sizeBytes = ItemSize.bytes(kept);
    if (sizeBytes > ItemSize.BYTES_MAX) {
      throw Invalid.request(tooLarge);
    }
    return new Item(kept, sizeBytes);
  }
}
