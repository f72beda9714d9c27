package dev.lastgood.simulator.dynamodb;

import dev.lastgood.simulator.dynamodb.value.Values;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where an item stands in its table.
 *
 * @param partition the partition key
 * @param sort the sort key; the partition key again where the table has none
 */
record ItemKey(Partition partition, AttributeValue sort) {
  static ItemKey of(AttributeValue hash, AttributeValue sort) {
    return new ItemKey(Partition.of(hash), sort);
  }

  /**
   * A partition key. Partitions are scattered by a hash, so that nobody comes to rely on a scan's
   * order.
   *
   * @param scatter a hash of the value
   * @param value the key
   */
  record Partition(long scatter, AttributeValue value) implements Comparable<Partition> {
    static Partition of(AttributeValue value) {
      long hash = 0xcbf29ce484222325L;
      String text =
          switch (value.type()) {
            case S -> value.s();
            case N -> value.n();
            default -> value.b().asString(java.nio.charset.StandardCharsets.ISO_8859_1);
          };
      for (int i = 0; i < text.length(); i++) {
        hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
      }
      return new Partition(hash, value);
    }

    @Override
    public int compareTo(Partition other) {
      int byScatter = Long.compare(scatter, other.scatter);
      return byScatter != 0 ? byScatter : Values.compare(value, other.value);
    }
  }
}
