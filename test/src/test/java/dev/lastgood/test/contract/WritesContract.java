package dev.lastgood.test.contract;

import static dev.lastgood.test.contract.Attributes.item;
import static dev.lastgood.test.contract.Attributes.l;
import static dev.lastgood.test.contract.Attributes.m;
import static dev.lastgood.test.contract.Attributes.n;
import static dev.lastgood.test.contract.Attributes.s;
import static dev.lastgood.test.contract.Attributes.ss;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Single writes: what they do, return and refuse. */
abstract class WritesContract extends DynamoDbContract {
  WritesContract(DynamoDbClient client) {
    super(client);
  }

  @Test
  @DisplayName("a put replaces the whole item, and returns the old one where asked")
  void put() {
    given("n", n("1"), "gone", n("2"));
    Map<String, AttributeValue> old =
        client()
            .putItem(
                request ->
                    request
                        .tableName(TABLE)
                        .item(item("pk", s("a"), "sk", s("1"), "n", n("3")))
                        .returnValues(ReturnValue.ALL_OLD))
            .attributes();
    assertEquals(item("pk", s("a"), "sk", s("1"), "n", n("1"), "gone", n("2")), old);
    assertEquals(item("pk", s("a"), "sk", s("1"), "n", n("3")), stored("a", "1"));
  }

  @Test
  @DisplayName("a condition that fails changes nothing, and shows the item where asked")
  void conditionFails() {
    given("n", n("1"));
    PutItemRequest.Builder put =
        PutItemRequest.builder()
            .tableName(TABLE)
            .item(key("a", "1"))
            .conditionExpression("attribute_not_exists(pk)");
    var silent =
        assertThrows(ConditionalCheckFailedException.class, () -> client().putItem(put.build()));
    assertFalse(silent.hasItem());
    assertEquals("ConditionalCheckFailedException", silent.awsErrorDetails().errorCode());
    assertEquals(400, silent.statusCode());
    put.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    var shown =
        assertThrows(ConditionalCheckFailedException.class, () -> client().putItem(put.build()));
    assertEquals(item("pk", s("a"), "sk", s("1"), "n", n("1")), shown.item());
    assertEquals(n("1"), stored("a", "1").get("n"));
  }

  @Test
  @DisplayName("a lease is taken once, renewed by its holder, and taken over when it has expired")
  void lease() {
    String take = "SET lessee = :me, expiry = :until ADD fence :one";
    String free = "attribute_not_exists(pk) OR expiry < :now";
    client().updateItem(lease(take, free, "x", 100, 0));
    assertThrows(
        ConditionalCheckFailedException.class,
        () -> client().updateItem(lease(take, free, "y", 150, 50)));
    client().updateItem(lease(take, free, "y", 250, 150));
    assertEquals(
        item("pk", s("a"), "sk", s("1"), "lessee", s("y"), "expiry", n("250"), "fence", n("2")),
        stored("a", "1"));
  }

  @Test
  @DisplayName("a delete takes the item away; one that is not there is no error")
  void delete() {
    given("n", n("1"));
    var first =
        client()
            .deleteItem(
                request ->
                    request.tableName(TABLE).key(key("a", "1")).returnValues(ReturnValue.ALL_OLD));
    assertEquals(n("1"), first.attributes().get("n"));
    assertTrue(stored("a", "1").isEmpty());
    var second =
        client()
            .deleteItem(
                request ->
                    request.tableName(TABLE).key(key("a", "1")).returnValues(ReturnValue.ALL_OLD));
    assertFalse(second.hasAttributes());
  }

  @Test
  @DisplayName("what the caller does to its maps afterwards changes nothing that is stored")
  void copies() {
    Map<String, AttributeValue> item = new HashMap<>(key("a", "1"));
    item.put("n", n("1"));
    client().putItem(PutItemRequest.builder().tableName(TABLE).item(item).build());
    item.put("n", n("2"));
    assertEquals(n("1"), stored("a", "1").get("n"));
  }

  @Test
  @DisplayName("keys must be there, of the right type and not empty")
  void keys() {
    // AWS names the key; DynamoDB Local says that a required one was not given.
    assertInvalid("key", () -> put(item("pk", s("a"))));
    assertInvalid("Type mismatch for key", () -> put(item("pk", s("a"), "sk", n("1"))));
    assertInvalid("cannot contain an empty string value. Key: sk", () -> put(key("a", "")));
    // As above: AWS says that it does not match the schema.
    assertInvalid(
        "key",
        () ->
            client()
                .getItem(request -> request.tableName(TABLE).key(item("pk", s("a"), "x", s("1")))));
  }

  @Test
  @DisplayName("values that cannot be kept are refused")
  void values() {
    assertInvalid("duplicates", () -> put(with("v", ss("a", "a"))));
    assertInvalid("may not be empty", () -> put(with("v", AttributeValue.fromSs(List.of()))));
    assertInvalid("cannot be converted", () -> put(with("v", n("x"))));
    assertInvalid("38", () -> put(with("v", n("1234567890123456789012345678901234567890"))));
    assertInvalid("magnitude larger than", () -> put(with("v", n("1E126"))));
    assertInvalid("magnitude smaller than", () -> put(with("v", n("1E-131"))));
    assertInvalid(
        "Item size has exceeded the maximum allowed size",
        () -> put(with("v", s("x".repeat(400 * 1024)))));
  }

  @Test
  @DisplayName("an empty string may be a value, only not a key")
  void emptyString() {
    put(with("v", s("")));
    assertEquals(s(""), stored("a", "1").get("v"));
  }

  @Test
  @DisplayName("a put or delete can return nothing but the old item")
  void returnValues() {
    // AWS says which ones it can; DynamoDB Local that the value is invalid.
    assertInvalid(
        "eturn",
        () ->
            client()
                .putItem(
                    request ->
                        request
                            .tableName(TABLE)
                            .item(key("a", "1"))
                            .returnValues(ReturnValue.ALL_NEW)));
  }

  @Test
  @DisplayName("a table that does not exist is not found")
  void noTable() {
    var failure =
        assertThrows(
            ResourceNotFoundException.class,
            () -> client().getItem(request -> request.tableName("elsewhere").key(key("a", "1"))));
    assertEquals("ResourceNotFoundException", failure.awsErrorDetails().errorCode());
    assertEquals(400, failure.statusCode());
  }

  @Test
  @DisplayName("a read returns the attributes of its projection, in their places")
  void projection() {
    given("n", n("1"), "m", m("x", n("2"), "y", n("3")), "l", l(n("4"), n("5"), n("6")));
    var found =
        client()
            .getItem(
                request ->
                    request
                        .tableName(TABLE)
                        .key(key("a", "1"))
                        .projectionExpression("m.x, l[2], l[0], #n, gone")
                        .expressionAttributeNames(Map.of("#n", "n")));
    assertEquals(item("n", n("1"), "m", m("x", n("2")), "l", l(n("4"), n("6"))), found.item());
    assertInvalid(
        "overlap",
        () ->
            client()
                .getItem(
                    request ->
                        request
                            .tableName(TABLE)
                            .key(key("a", "1"))
                            .projectionExpression("m, m.x")));
  }

  private void put(Map<String, AttributeValue> item) {
    client().putItem(request -> request.tableName(TABLE).item(item));
  }

  private static Map<String, AttributeValue> with(String name, AttributeValue value) {
    Map<String, AttributeValue> item = key("a", "1");
    item.put(name, value);
    return item;
  }

  private static UpdateItemRequest lease(
      String take, String free, String lessee, int until, int now) {
    return update(take, ":me", s(lessee), ":until", n(until), ":one", n("1"), ":now", n(now))
        .conditionExpression(free)
        .build();
  }
}
