package dev.lastgood.simulator.dynamodb;

import dev.lastgood.simulator.dynamodb.expression.Projection;
import dev.lastgood.simulator.dynamodb.value.Invalid;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * Reads one page: up to the limit, which counts what is read and not what passes the filter, and up
 * to 1 MB. See "Paginating table query results",
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html
 *
 * @param limit the most items that are read
 * @param filter what is counted and returned of them
 * @param projection the part of each that is returned
 * @param countOnly whether nothing is returned
 */
record PageReader(
    Optional<Integer> limit,
    Predicate<Map<String, AttributeValue>> filter,
    Optional<Projection> projection,
    boolean countOnly) {
  private static final int PAGE_BYTES_MAX = 1024 * 1024;

  /** Checks what is wrong whatever is read. */
  PageReader {
    if (limit.filter(most -> most < 1).isPresent()) {
      throw Invalid.request(
          "1 validation error detected: Value at 'limit' failed to satisfy constraint: Member must"
              + " have value greater than or equal to 1");
    }
  }

  static boolean countsOnly(Select select, String projectionExpression) {
    if (select == Select.COUNT && projectionExpression != null) {
      throw Invalid.request(
          "Cannot specify the ProjectionExpression when choosing to get only the Count");
    }
    if (select == Select.SPECIFIC_ATTRIBUTES && projectionExpression == null) {
      throw Invalid.request(
          "Must specify the AttributesToGet or ProjectionExpression when choosing to get"
              + " SPECIFIC_ATTRIBUTES");
    }
    if (select == Select.ALL_ATTRIBUTES && projectionExpression != null) {
      throw Invalid.request(
          "Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES");
    }
    return select == Select.COUNT;
  }

  Page read(Stream<Item> items, KeySchema schema) {
    List<Map<String, AttributeValue>> returned = new ArrayList<>();
    int count = 0;
    int scanned = 0;
    long bytes = 0;
    Iterator<Item> remaining = items.iterator();
    while (remaining.hasNext()) {
      Item item = remaining.next();
      scanned++;
      bytes += item.sizeBytes();
      if (filter.test(item.attributes())) {
        count++;
        if (!countOnly) {
          returned.add(
              projection.isEmpty()
                  ? item.attributes()
                  : projection.orElseThrow().of(item.attributes()));
        }
      }
      // A page that ends at its limit names its last key even where nothing follows.
      if (limit.isPresent() && scanned == limit.orElseThrow() || bytes >= PAGE_BYTES_MAX) {
        return new Page(returned, count, scanned, Optional.of(schema.keyOf(item.attributes())));
      }
    }
    return new Page(returned, count, scanned, Optional.empty());
  }
}
