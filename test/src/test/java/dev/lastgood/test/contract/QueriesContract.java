package dev.lastgood.test.contract;

import static dev.lastgood.test.contract.Attributes.item;
import static dev.lastgood.test.contract.Attributes.n;
import static dev.lastgood.test.contract.Attributes.s;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Queries, scans and reads of many keys. */
abstract class QueriesContract extends DynamoDbContract {
  QueriesContract(DynamoDbClient client) {
    super(client);
  }

  @Test
  @DisplayName("a query reads one partition in the order of its sort keys' bytes")
  void order() {
    for (String sk : List.of("b", "é", "B", "10", "9", "a")) {
      given("p", sk);
    }
    given("q", "x");
    assertEquals(List.of("10", "9", "B", "a", "b", "é"), sorts(query("pk = :p")));
    assertEquals(
        List.of("é", "b", "a", "B", "9", "10"),
        sorts(query("pk = :p").toBuilder().scanIndexForward(false).build()));
    assertEquals(List.of(), sorts(query("pk = :p", ":p", s("nobody"))));
  }

  @Test
  @DisplayName("a condition on the sort key chooses a stretch")
  void stretches() {
    for (String sk : List.of("1", "2", "21", "22", "3")) {
      given("p", sk);
    }
    assertEquals(List.of("2"), sorts(query("pk = :p AND sk = :v", ":v", s("2"))));
    assertEquals(List.of("1"), sorts(query("pk = :p AND sk < :v", ":v", s("2"))));
    assertEquals(List.of("1", "2"), sorts(query("pk = :p AND sk <= :v", ":v", s("2"))));
    assertEquals(List.of("22", "3"), sorts(query("sk > :v AND pk = :p", ":v", s("21"))));
    assertEquals(List.of("21", "22", "3"), sorts(query("pk = :p AND sk >= :v", ":v", s("21"))));
    assertEquals(
        List.of("2", "21", "22"), sorts(query("pk = :p AND begins_with(sk, :v)", ":v", s("2"))));
    assertEquals(
        List.of("2", "21"),
        sorts(query("pk = :p AND sk BETWEEN :v AND :w", ":v", s("2"), ":w", s("21"))));
  }

  @Test
  @DisplayName("a limit counts what is read, not what passes the filter")
  void limitAndFilter() {
    for (int i = 0; i < 6; i++) {
      given("p", "" + i, "n", n(i));
    }
    QueryResponse page =
        client()
            .query(
                query("pk = :p", ":v", n("2")).toBuilder()
                    .filterExpression("n >= :v")
                    .limit(3)
                    .build());
    assertEquals(1, page.count());
    assertEquals(3, page.scannedCount());
    assertEquals(key("p", "2"), page.lastEvaluatedKey());
  }

  @Test
  @DisplayName("pages join up, in both directions and with a prefix")
  void pages() {
    for (int i = 0; i < 7; i++) {
      given("p", "x" + i);
    }
    given("p", "y");
    for (boolean forward : new boolean[] {true, false}) {
      QueryRequest request =
          query("pk = :p AND begins_with(sk, :v)", ":v", s("x")).toBuilder()
              .limit(2)
              .scanIndexForward(forward)
              .build();
      List<String> found =
          client().queryPaginator(request).items().stream().map(it -> it.get("sk").s()).toList();
      List<String> expected = List.of("x0", "x1", "x2", "x3", "x4", "x5", "x6");
      assertEquals(forward ? expected : expected.reversed(), found);
    }
  }

  @Test
  @DisplayName("a page ends at one megabyte")
  void megabyte() {
    String large = "x".repeat(300_000);
    for (int i = 0; i < 5; i++) {
      given("p", "" + i, "v", s(large));
    }
    QueryResponse first = client().query(query("pk = :p"));
    assertTrue(first.hasLastEvaluatedKey());
    assertEquals(4, first.count());
    QueryResponse second =
        client()
            .query(
                query("pk = :p").toBuilder().exclusiveStartKey(first.lastEvaluatedKey()).build());
    assertEquals(1, second.count());
    assertFalse(second.hasLastEvaluatedKey());
  }

  @Test
  @DisplayName("a count returns no items, a projection only its part")
  void countAndProjection() {
    given("p", "1", "n", n("1"), "m", n("2"));
    QueryResponse counted =
        client().query(query("pk = :p").toBuilder().select(Select.COUNT).build());
    assertEquals(1, counted.count());
    assertFalse(counted.hasItems());
    QueryResponse projected =
        client().query(query("pk = :p").toBuilder().projectionExpression("n, sk").build());
    assertEquals(List.of(item("n", n("1"), "sk", s("1"))), projected.items());
  }

  @Test
  @DisplayName("a key condition needs the partition key by =, and at most the sort key beside it")
  void keyConditions() {
    assertInvalid("missed key schema element", () -> sorts(query("sk = :p")));
    assertInvalid("Query key condition not supported", () -> sorts(query("pk > :p")));
    assertInvalid("does not match schema type", () -> sorts(query("pk = :p", ":p", n("1"))));
    assertInvalid(
        "Invalid operator used in KeyConditionExpression: OR",
        () -> sorts(query("pk = :p OR sk = :p")));
    assertInvalid("one condition per key", () -> sorts(query("pk = :p AND sk > :p AND sk < :p")));
    assertInvalid(
        "can only contain non-primary key attributes",
        () -> sorts(query("pk = :p").toBuilder().filterExpression("sk = :p").build()));
  }

  @Test
  @DisplayName("a scan finds every item, page by page, each once")
  void scan() {
    TreeSet<String> expected = new TreeSet<>();
    for (int i = 0; i < 20; i++) {
      given("p" + i % 6, "" + i, "n", n(i));
      expected.add("" + i);
    }
    List<String> found = new ArrayList<>();
    client()
        .scanPaginator(request -> request.tableName(TABLE).limit(3))
        .items()
        .forEach(it -> found.add(it.get("sk").s()));
    assertEquals(20, found.size());
    assertEquals(expected, new TreeSet<>(found));
    var filtered =
        client()
            .scan(
                request ->
                    request
                        .tableName(TABLE)
                        .filterExpression("n < :v")
                        .expressionAttributeValues(item(":v", n("5")))
                        .select(Select.COUNT));
    assertEquals(5, filtered.count());
    assertEquals(20, filtered.scannedCount());
  }

  @Test
  @DisplayName("a batch of keys finds those that exist")
  void batch() {
    given("p", "1", "n", n("1"));
    given("q", "2", "n", n("2"));
    var found =
        client()
            .batchGetItem(
                request ->
                    request.requestItems(
                        Map.of(
                            TABLE,
                            KeysAndAttributes.builder()
                                .keys(List.of(key("p", "1"), key("q", "2"), key("r", "3")))
                                .projectionExpression("n")
                                .build())));
    assertEquals(
        new TreeSet<>(List.of("1", "2")),
        new TreeSet<>(found.responses().get(TABLE).stream().map(it -> it.get("n").n()).toList()));
    assertTrue(found.unprocessedKeys().isEmpty());
  }

  private List<String> sorts(QueryRequest request) {
    return client().query(request).items().stream().map(it -> it.get("sk").s()).toList();
  }

  /** A query of the partition p, unless the values say otherwise. */
  private static QueryRequest query(String keyCondition, Object... namesAndValues) {
    Map<String, AttributeValue> values = item(namesAndValues);
    values.putIfAbsent(":p", s("p"));
    return QueryRequest.builder()
        .tableName(TABLE)
        .keyConditionExpression(keyCondition)
        .expressionAttributeValues(values)
        .build();
  }
}
