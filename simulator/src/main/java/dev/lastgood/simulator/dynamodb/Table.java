package dev.lastgood.simulator.dynamodb;

import dev.lastgood.simulator.dynamodb.expression.KeyCondition;
import dev.lastgood.simulator.dynamodb.expression.KeyCondition.Bound;
import dev.lastgood.simulator.dynamodb.value.Values;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** One table: partitions, and in each its items in the order of their sort keys. */
final class Table {
  private final TableDescription description;
  private final KeySchema schema;
  private final TreeMap<ItemKey.Partition, TreeMap<AttributeValue, Item>> partitions =
      new TreeMap<>();

  Table(TableDescription description, KeySchema schema) {
    this.description = description;
    this.schema = schema;
  }

  String name() {
    return description.tableName();
  }

  KeySchema schema() {
    return schema;
  }

  TableDescription description() {
    return description.toBuilder()
        .itemCount(partitions.values().stream().mapToLong(TreeMap::size).sum())
        .build();
  }

  Optional<Item> get(ItemKey key) {
    TreeMap<AttributeValue, Item> partition = partitions.get(key.partition());
    return partition == null ? Optional.empty() : Optional.ofNullable(partition.get(key.sort()));
  }

  void replace(ItemKey key, Optional<Item> item) {
    if (item.isPresent()) {
      partitions
          .computeIfAbsent(key.partition(), _ -> new TreeMap<>(Values::compare))
          .put(key.sort(), item.orElseThrow());
      return;
    }
    TreeMap<AttributeValue, Item> partition = partitions.get(key.partition());
    if (partition != null) {
      partition.remove(key.sort());
      if (partition.isEmpty()) {
        partitions.remove(key.partition());
      }
    }
  }

  /** All items from a position on, in the order of a scan. */
  Stream<Item> scan(Optional<ItemKey> after) {
    if (after.isEmpty()) {
      return partitions.values().stream().flatMap(partition -> partition.values().stream());
    }
    ItemKey start = after.orElseThrow();
    Stream<Item> rest =
        partitions.containsKey(start.partition())
            ? partitions.get(start.partition()).tailMap(start.sort(), false).values().stream()
            : Stream.empty();
    return Stream.concat(
        rest,
        partitions.tailMap(start.partition(), false).values().stream()
            .flatMap(partition -> partition.values().stream()));
  }

  /** The items that a key condition asks for, from a position on. */
  Stream<Item> query(KeyCondition condition, boolean forward, Optional<ItemKey> after) {
    TreeMap<AttributeValue, Item> partition =
        partitions.get(ItemKey.Partition.of(condition.hash()));
    if (partition == null) {
      return Stream.empty();
    }
    Optional<Bound> low =
        condition.prefix().map(prefix -> new Bound(prefix, true)).or(condition::low);
    Optional<Bound> high = condition.high();
    if (after.isPresent()) {
      Bound start = new Bound(after.orElseThrow().sort(), false);
      if (forward) {
        low = Optional.of(tighter(low, start, 1));
      } else {
        high = Optional.of(tighter(high, start, -1));
      }
    }
    NavigableMap<AttributeValue, Item> stretch = stretch(partition, low, high);
    if (condition.prefix().isPresent()) {
      List<Item> found =
          stretch.entrySet().stream()
              .takeWhile(
                  entry -> Values.beginsWith(entry.getKey(), condition.prefix().orElseThrow()))
              .map(Map.Entry::getValue)
              .toList();
      return (forward ? found : found.reversed()).stream();
    }
    return (forward ? stretch : stretch.descendingMap()).values().stream();
  }

  /** Of two bounds the one that leaves less; a start is always behind what was read. */
  private static Bound tighter(Optional<Bound> bound, Bound start, int sign) {
    return bound
        .filter(existing -> sign * Values.compare(start.value(), existing.value()) < 0)
        .orElse(start);
  }

  private static NavigableMap<AttributeValue, Item> stretch(
      TreeMap<AttributeValue, Item> partition, Optional<Bound> low, Optional<Bound> high) {
    if (low.isPresent() && high.isPresent()) {
      Bound from = low.orElseThrow();
      Bound to = high.orElseThrow();
      // A stretch that ends before it begins is empty; the map would refuse it.
      return Values.compare(from.value(), to.value()) > 0
          ? Collections.emptyNavigableMap()
          : partition.subMap(from.value(), from.inclusive(), to.value(), to.inclusive());
    }
    if (low.isPresent()) {
      return partition.tailMap(low.orElseThrow().value(), low.orElseThrow().inclusive());
    }
    return high.isPresent()
        ? partition.headMap(high.orElseThrow().value(), high.orElseThrow().inclusive())
        : partition;
  }
}
