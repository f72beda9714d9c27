package dev.lastgood.test.contract;

import static dev.lastgood.test.contract.Attributes.item;
import static dev.lastgood.test.contract.Attributes.n;
import static dev.lastgood.test.contract.Attributes.s;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Transactions. */
abstract class TransactionsContract extends DynamoDbContract {
  TransactionsContract(DynamoDbClient client) {
    super(client);
  }

  @Test
  @DisplayName("all actions of a transaction take effect")
  void all() {
    given("p", "1", "n", n("1"));
    given("p", "2");
    given("p", "4");
    transact(
        put("p", "0", "n", n("0")),
        add("p", "1", 5),
        TransactWriteItem.builder()
            .delete(Delete.builder().tableName(TABLE).key(key("p", "2")).build())
            .build(),
        check("p", "4", "attribute_exists(pk)", false));
    assertEquals(n("0"), stored("p", "0").get("n"));
    assertEquals(n("6"), stored("p", "1").get("n"));
    assertTrue(stored("p", "2").isEmpty());
    assertEquals(key("p", "4"), stored("p", "4"));
  }

  @Test
  @DisplayName("one condition that fails cancels all, with the reasons in order")
  void cancelled() {
    given("p", "2", "n", n("2"));
    given("p", "3", "n", n("3"));
    var cancelled =
        assertThrows(
            TransactionCanceledException.class,
            () ->
                transact(
                    put("p", "1"),
                    check("p", "2", "attribute_not_exists(pk)", true),
                    check("p", "3", "attribute_not_exists(pk)", false)));
    List<CancellationReason> reasons = cancelled.cancellationReasons();
    assertEquals(
        List.of("None", "ConditionalCheckFailed", "ConditionalCheckFailed"),
        reasons.stream().map(CancellationReason::code).toList());
    assertEquals(item("pk", s("p"), "sk", s("2"), "n", n("2")), reasons.get(1).item());
    assertFalse(reasons.get(0).hasItem());
    assertFalse(reasons.get(2).hasItem());
    // DynamoDB Local ends it with a full stop.
    assertTrue(reasons.get(1).message().startsWith("The conditional request failed"));
    assertEquals("TransactionCanceledException", cancelled.awsErrorDetails().errorCode());
    assertEquals(400, cancelled.statusCode());
    assertTrue(stored("p", "1").isEmpty());
  }

  @Test
  @DisplayName("the same token does a transaction once, and is refused for another one")
  void token() {
    for (int i = 0; i < 2; i++) {
      client()
          .transactWriteItems(
              request -> request.transactItems(add("p", "1", 1)).clientRequestToken("once"));
    }
    assertEquals(n("1"), stored("p", "1").get("n"));
    assertThrows(
        IdempotentParameterMismatchException.class,
        () ->
            client()
                .transactWriteItems(
                    request -> request.transactItems(add("p", "1", 2)).clientRequestToken("once")));
    transact(add("p", "1", 1));
    assertEquals(n("2"), stored("p", "1").get("n"));
  }

  @Test
  @DisplayName("no item may be in it twice")
  void twice() {
    assertInvalid(
        "cannot include multiple operations on one item",
        // With a condition that fails as well, DynamoDB Local reports that one instead.
        () -> transact(put("p", "1"), put("p", "1", "n", n("1"))));
  }

  @Test
  @DisplayName("it has between one and a hundred actions")
  void count() {
    TransactWriteItem[] hundred =
        IntStream.range(0, 100).mapToObj(i -> put("p", "" + i)).toArray(TransactWriteItem[]::new);
    transact(hundred);
    assertEquals(key("p", "99"), stored("p", "99"));
    TransactWriteItem[] more =
        IntStream.range(0, 101).mapToObj(i -> put("q", "" + i)).toArray(TransactWriteItem[]::new);
    assertInvalid("Member must have length less than or equal to 100", () -> transact(more));
    assertTrue(stored("q", "0").isEmpty());
  }

  @Test
  @DisplayName("a transaction of reads answers in order, with nothing for what does not exist")
  void reads() {
    given("p", "1", "n", n("1"));
    given("p", "3", "n", n("3"));
    var responses =
        client()
            .transactGetItems(
                request -> request.transactItems(get("p", "3"), get("p", "2"), get("p", "1")))
            .responses();
    assertEquals(n("3"), responses.get(0).item().get("n"));
    assertFalse(responses.get(1).hasItem());
    assertEquals(n("1"), responses.get(2).item().get("n"));
  }

  private void transact(TransactWriteItem... actions) {
    client().transactWriteItems(request -> request.transactItems(actions));
  }

  private static TransactWriteItem put(String pk, String sk, Object... namesAndValues) {
    Map<String, AttributeValue> item = item(namesAndValues);
    item.putAll(key(pk, sk));
    return TransactWriteItem.builder()
        .put(Put.builder().tableName(TABLE).item(item).build())
        .build();
  }

  private static TransactWriteItem add(String pk, String sk, int count) {
    return TransactWriteItem.builder()
        .update(
            Update.builder()
                .tableName(TABLE)
                .key(key(pk, sk))
                .updateExpression("ADD n :v")
                .expressionAttributeValues(item(":v", n(count)))
                .build())
        .build();
  }

  private static TransactWriteItem check(String pk, String sk, String condition, boolean shows) {
    return TransactWriteItem.builder()
        .conditionCheck(
            ConditionCheck.builder()
                .tableName(TABLE)
                .key(key(pk, sk))
                .conditionExpression(condition)
                .returnValuesOnConditionCheckFailure(
                    shows
                        ? ReturnValuesOnConditionCheckFailure.ALL_OLD
                        : ReturnValuesOnConditionCheckFailure.NONE)
                .build())
        .build();
  }

  private static TransactGetItem get(String pk, String sk) {
    return TransactGetItem.builder().get(get -> get.tableName(TABLE).key(key(pk, sk))).build();
  }
}
