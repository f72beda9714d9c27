package dev.lastgood.test.contract;

import static dev.lastgood.test.contract.Attributes.item;
import static dev.lastgood.test.contract.Attributes.s;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** What all suites share: an empty table with the string keys {@code pk} and {@code sk}. */
abstract class DynamoDbContract {
  static final String TABLE = Endpoint.name("contract");

  private final DynamoDbClient client;

  DynamoDbContract(DynamoDbClient client) {
    this.client = client;
  }

  @BeforeEach
  void createTable() {
    Attributes.createTable(client, TABLE);
  }

  @AfterEach
  void deleteTable() {
    client.deleteTable(request -> request.tableName(TABLE));
  }

  final DynamoDbClient client() {
    return client;
  }

  static Map<String, AttributeValue> key(String pk, String sk) {
    return item("pk", s(pk), "sk", s(sk));
  }

  /** Stores an item under the key a, 1. */
  final void given(Object... namesAndValues) {
    given("a", "1", namesAndValues);
  }

  final void given(String pk, String sk, Object... namesAndValues) {
    Map<String, AttributeValue> item = item(namesAndValues);
    item.putAll(key(pk, sk));
    client.putItem(request -> request.tableName(TABLE).item(item));
  }

  final Map<String, AttributeValue> stored(String pk, String sk) {
    return client
        .getItem(request -> request.tableName(TABLE).key(key(pk, sk)).consistentRead(true))
        .item();
  }

  /** What a condition says of the item under the key a, 1. */
  final boolean holds(String condition, Object... namesAndValues) {
    ConditionCheck.Builder check =
        ConditionCheck.builder().tableName(TABLE).key(key("a", "1")).conditionExpression(condition);
    if (namesAndValues.length > 0) {
      check.expressionAttributeValues(item(namesAndValues));
    }
    TransactWriteItem action = TransactWriteItem.builder().conditionCheck(check.build()).build();
    try {
      client.transactWriteItems(request -> request.transactItems(action));
      return true;
    } catch (TransactionCanceledException failed) {
      assertEquals("ConditionalCheckFailed", failed.cancellationReasons().getFirst().code());
      return false;
    }
  }

  /** Updates the item under the key a, 1, and returns all of it. */
  final Map<String, AttributeValue> updated(String expression, Object... namesAndValues) {
    return client
        .updateItem(update(expression, namesAndValues).returnValues(ReturnValue.ALL_NEW).build())
        .attributes();
  }

  /** An update of the item under the key a, 1. */
  static UpdateItemRequest.Builder update(String expression, Object... namesAndValues) {
    UpdateItemRequest.Builder request =
        UpdateItemRequest.builder()
            .tableName(TABLE)
            .key(key("a", "1"))
            .updateExpression(expression);
    return namesAndValues.length == 0
        ? request
        : request.expressionAttributeValues(item(namesAndValues));
  }

  static void assertInvalid(String messagePart, Executable call) {
    DynamoDbException refusal = assertThrows(DynamoDbException.class, call);
    assertEquals("ValidationException", refusal.awsErrorDetails().errorCode());
    assertEquals(400, refusal.statusCode());
    String message = refusal.awsErrorDetails().errorMessage();
    assertTrue(message.contains(messagePart), message);
  }
}
