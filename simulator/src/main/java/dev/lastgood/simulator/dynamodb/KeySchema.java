package dev.lastgood.simulator.dynamodb;

import dev.lastgood.simulator.dynamodb.value.Invalid;
import dev.lastgood.simulator.dynamodb.value.ItemSize;
import dev.lastgood.simulator.dynamodb.value.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;

/**
 * A table's primary key.
 *
 * @param hash the partition key
 * @param range the sort key, where there is one
 */
record KeySchema(KeyAttribute hash, Optional<KeyAttribute> range) {
  private static final int HASH_BYTES_MAX = 2048;
  private static final int RANGE_BYTES_MAX = 1024;

  /**
   * One attribute of a key.
   *
   * @param name its name
   * @param type string, number or binary
   */
  record KeyAttribute(String name, Type type) {}

  /** The names of the key's attributes. */
  List<String> names() {
    return range.isPresent() ? List.of(hash.name(), range.get().name()) : List.of(hash.name());
  }

  /** Where an item belongs. */
  ItemKey ofItem(Map<String, AttributeValue> item) {
    requirePresent(item, hash);
    if (range.isPresent()) {
      requirePresent(item, range.orElseThrow());
    }
    return key(
        item,
        (attribute, value) ->
            Invalid.parameter(
                "Type mismatch for key "
                    + attribute.name()
                    + " expected: "
                    + attribute.type()
                    + " actual: "
                    + Values.typeName(value)));
  }

  /** Where the item with this primary key is; it must have nothing but the key's attributes. */
  ItemKey ofKey(Map<String, AttributeValue> key) {
    if (!isKey(key)) {
      throw Invalid.request(
          key.size() < names().size()
              ? "The number of conditions on the keys is invalid"
              : "The provided key element does not match the schema");
    }
    return key(
        key,
        (attribute, value) ->
            Invalid.request("The provided key element does not match the schema"));
  }

  /** Whether the key's attributes are there, and nothing else. */
  boolean isKey(Map<String, AttributeValue> attributes) {
    return attributes.size() == (range.isPresent() ? 2 : 1)
        && attributes.containsKey(hash.name())
        && (range.isEmpty() || attributes.containsKey(range.orElseThrow().name()));
  }

  /** The key's part of an item. */
  Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> key = new TreeMap<>();
    key.put(hash.name(), item.get(hash.name()));
    range.ifPresent(attribute -> key.put(attribute.name(), item.get(attribute.name())));
    return key;
  }

  private static void requirePresent(Map<String, AttributeValue> item, KeyAttribute attribute) {
    if (!item.containsKey(attribute.name())) {
      throw Invalid.parameter("Missing the key " + attribute.name() + " in the item");
    }
  }

  private ItemKey key(Map<String, AttributeValue> attributes, Mismatch mismatch) {
    AttributeValue partition = value(attributes, hash, "hashkey", HASH_BYTES_MAX, mismatch);
    AttributeValue sort =
        range.isEmpty()
            ? partition
            : value(attributes, range.orElseThrow(), "rangekey", RANGE_BYTES_MAX, mismatch);
    return ItemKey.of(partition, sort);
  }

  private static AttributeValue value(
      Map<String, AttributeValue> attributes,
      KeyAttribute attribute,
      String role,
      int bytesMax,
      Mismatch mismatch) {
    AttributeValue value = attributes.get(attribute.name());
    if (value.type() != attribute.type()) {
      throw mismatch.exception(attribute, value);
    }
    AttributeValue kept = Values.normalized(value);
    int bytes = ItemSize.bytes(kept);
    if (bytes == 0) {
      throw Invalid.request(
          "One or more parameter values are not valid. The AttributeValue for a key attribute"
              + " cannot contain an empty "
              + (value.type() == Type.S ? "string" : "binary")
              + " value. Key: "
              + attribute.name());
    }
    if (bytes > bytesMax) {
      throw Invalid.parameter(
          "Size of " + role + " has exceeded the maximum size limit of" + bytesMax + " bytes");
    }
    return kept;
  }

  private interface Mismatch {
    RuntimeException exception(KeyAttribute attribute, AttributeValue value);
  }
}
