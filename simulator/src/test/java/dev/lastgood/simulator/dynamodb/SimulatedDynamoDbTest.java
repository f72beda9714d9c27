package dev.lastgood.simulator.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.Fault;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.StrandResult;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

@DisplayName("The simulated DynamoDB, beyond what the contract with DynamoDB Local says")
class SimulatedDynamoDbTest {
  private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");
  private static final String TABLE = "ledger";

  private final VirtualTime time = new VirtualTime(START);
  private SimulatedDynamoDb dynamoDb;
  private DynamoDbClient client;

  @BeforeEach
  void start() {
    start(FaultSettings.NONE);
  }

  @Test
  @DisplayName("tells listeners of every write with the item before and after, in order")
  void listener() {
    List<TableChange> changes = new ArrayList<>();
    dynamoDb.listen(changes::add);
    put("a", 1);
    client.transactWriteItems(request -> request.transactItems(add("a", 2), add("b", 3)));
    client.deleteItem(request -> request.tableName(TABLE).key(key("a")));
    client.deleteItem(request -> request.tableName(TABLE).key(key("nothing")));
    assertEquals(
        List.of(
            new TableChange(TABLE, key("a"), Optional.empty(), Optional.of(item("a", 1))),
            new TableChange(TABLE, key("a"), Optional.of(item("a", 1)), Optional.of(item("a", 3))),
            new TableChange(TABLE, key("b"), Optional.empty(), Optional.of(item("b", 3))),
            new TableChange(TABLE, key("a"), Optional.of(item("a", 3)), Optional.empty())),
        changes);
  }

  @Test
  @DisplayName("shows a table without a call, and lets nobody change it that way")
  void view() {
    put("a", 1);
    TableView view = dynamoDb.table(TABLE);
    put("b", 2);
    assertEquals(2, view.items().size());
    assertEquals(Optional.of(item("b", 2)), view.item(key("b")));
    assertEquals(Optional.empty(), view.item(key("c")));
    assertThrows(UnsupportedOperationException.class, () -> view.items().getFirst().clear());
  }

  @Test
  @DisplayName("forgets a transaction's token after ten minutes")
  void tokenExpires() {
    List<Integer> minutes = List.of(0, 9, 10);
    for (int minute : minutes) {
      time.run(START.plus(Duration.ofMinutes(minute)), () -> false);
      client.transactWriteItems(
          request -> request.transactItems(add("a", 1)).clientRequestToken("token"));
    }
    assertEquals(Optional.of(item("a", 2)), dynamoDb.table(TABLE).item(key("a")));
  }

  @Test
  @DisplayName(
      "does a transaction once though its answer is lost, and a plain write again and again")
  void retries() {
    start(FaultSettings.NONE.with(Fault.LOST_ANSWER, 1));
    List<StrandResult<String>> results = new ArrayList<>();
    time.<String>start(
        "handler",
        "",
        () -> {
          client.transactWriteItems(request -> request.transactItems(add("once", 1)));
          return "answered";
        },
        results::add);
    time.<String>start(
        "handler",
        "",
        () -> {
          client.updateItem(
              request ->
                  request
                      .tableName(TABLE)
                      .key(key("again"))
                      .updateExpression("ADD n :v")
                      .expressionAttributeValues(Map.of(":v", AttributeValue.fromN("1"))));
          return "answered";
        },
        results::add);
    time.run(START.plusSeconds(60), () -> results.size() == 2);
    for (StrandResult<String> result : results) {
      var threw = assertInstanceOf(StrandResult.Threw.class, result);
      assertInstanceOf(ApiCallTimeoutException.class, threw.thrown());
    }
    assertEquals(Optional.of(item("once", 1)), dynamoDb.table(TABLE).item(key("once")));
    Map<String, AttributeValue> again = dynamoDb.table(TABLE).item(key("again")).orElseThrow();
    assertTrue(Integer.parseInt(again.get("n").n()) > 1, again.toString());
  }

  @Test
  @DisplayName("returns of a deep update just what changed, as AWS does")
  void deepReturnValues() {
    client.updateItem(
        request ->
            request
                .tableName(TABLE)
                .key(key("a"))
                .updateExpression("SET m = :m, l = :l")
                .expressionAttributeValues(
                    Map.of(
                        ":m", AttributeValue.fromM(Map.of("x", number(1), "y", number(2))),
                        ":l", AttributeValue.fromL(List.of(number(1), number(2))))));
    assertEquals(
        Map.of("m", AttributeValue.fromM(Map.of("x", number(1)))),
        returned("SET m.x = :v REMOVE l[0]", ReturnValue.UPDATED_NEW));
    assertEquals(
        Map.of(
            "m", AttributeValue.fromM(Map.of("x", number(1))),
            "l", AttributeValue.fromL(List.of(number(2)))),
        returned("SET m.x = :v, l[0] = :v", ReturnValue.UPDATED_OLD));
  }

  @Test
  @DisplayName("trims the zeros of numbers, as AWS does")
  void numbers() {
    client.putItem(
        request ->
            request
                .tableName(TABLE)
                .item(
                    Map.of("pk", AttributeValue.fromS("a"), "n", AttributeValue.fromN("+01.50"))));
    assertEquals(
        AttributeValue.fromN("1.5"), dynamoDb.table(TABLE).item(key("a")).orElseThrow().get("n"));
  }

  @Test
  @DisplayName("refuses parameters that it would have to ignore")
  void parameters() {
    var refusal =
        assertThrows(
            UnsupportedOperationException.class,
            () -> client.query(request -> request.tableName(TABLE).indexName("by-time")));
    assertEquals(
        "Simulated DynamoDB does not model the parameter IndexName of Query.",
        refusal.getMessage());
  }

  private void start(FaultSettings faults) {
    Calls calls = new Calls(time, new Chance(1), faults, List.of());
    dynamoDb = new SimulatedDynamoDb(new Account("123456789012", "eu-west-1"), time, calls);
    client = dynamoDb.client();
    client.createTable(
        request ->
            request
                .tableName(TABLE)
                .attributeDefinitions(
                    List.of(
                        AttributeDefinition.builder()
                            .attributeName("pk")
                            .attributeType(ScalarAttributeType.S)
                            .build()))
                .keySchema(
                    List.of(
                        KeySchemaElement.builder()
                            .attributeName("pk")
                            .keyType(KeyType.HASH)
                            .build())));
  }

  private void put(String pk, int n) {
    client.putItem(request -> request.tableName(TABLE).item(item(pk, n)));
  }

  private Map<String, AttributeValue> returned(String expression, ReturnValue returnValue) {
    return client
        .updateItem(
            request ->
                request
                    .tableName(TABLE)
                    .key(key("a"))
                    .updateExpression(expression)
                    .expressionAttributeValues(Map.of(":v", number(1)))
                    .returnValues(returnValue))
        .attributes();
  }

  private static TransactWriteItem add(String pk, int n) {
    return TransactWriteItem.builder()
        .update(
            update ->
                update
                    .tableName(TABLE)
                    .key(key(pk))
                    .updateExpression("ADD n :v")
                    .expressionAttributeValues(Map.of(":v", number(n))))
        .build();
  }

  private static Map<String, AttributeValue> key(String pk) {
    return new TreeMap<>(Map.of("pk", AttributeValue.fromS(pk)));
  }

  private static Map<String, AttributeValue> item(String pk, int n) {
    return new TreeMap<>(Map.of("pk", AttributeValue.fromS(pk), "n", number(n)));
  }

  private static AttributeValue number(int n) {
    return AttributeValue.fromN(Integer.toString(n));
  }
}
