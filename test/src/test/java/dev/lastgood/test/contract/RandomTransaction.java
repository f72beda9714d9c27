package dev.lastgood.test.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Makes up transactions of up to three actions on different items. */
final class RandomTransaction {
  private RandomTransaction() {}

  static RandomOperation next(RandomGenerator chance, String table) {
    Map<Map<String, AttributeValue>, TransactWriteItem> byKey = new LinkedHashMap<>();
    for (int i = 0; i <= chance.nextInt(3); i++) {
      Map<String, AttributeValue> key = RandomOperation.randomKey(chance);
      byKey.put(key, action(chance, table, key));
    }
    List<TransactWriteItem> actions = List.copyOf(byKey.values());
    return new RandomOperation(
        "transaction " + actions,
        client -> {
          client.transactWriteItems(request -> request.transactItems(actions));
          return "done";
        });
  }

  private static TransactWriteItem action(
      RandomGenerator chance, String table, Map<String, AttributeValue> key) {
    RandomExpressions random = new RandomExpressions(chance);
    return switch (chance.nextInt(3)) {
      case 0 ->
          TransactWriteItem.builder()
              .put(
                  put -> put.tableName(table).item(RandomOperation.randomItem(chance, random, key)))
              .build();
      case 1 -> {
        String condition = random.condition();
        yield TransactWriteItem.builder()
            .conditionCheck(
                check -> {
                  check
                      .tableName(table)
                      .key(key)
                      .conditionExpression(condition)
                      .returnValuesOnConditionCheckFailure(RandomOperation.onFailure(true));
                  if (!random.names().isEmpty()) {
                    check.expressionAttributeNames(random.names());
                  }
                  if (!random.values().isEmpty()) {
                    check.expressionAttributeValues(random.values());
                  }
                })
            .build();
      }
      default -> {
        String update = random.update();
        yield TransactWriteItem.builder()
            .update(
                change -> {
                  change.tableName(table).key(key).updateExpression(update);
                  if (!random.names().isEmpty()) {
                    change.expressionAttributeNames(random.names());
                  }
                  if (!random.values().isEmpty()) {
                    change.expressionAttributeValues(random.values());
                  }
                })
            .build();
      }
    };
  }
}
