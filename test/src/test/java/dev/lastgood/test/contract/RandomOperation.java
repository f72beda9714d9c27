package dev.lastgood.test.contract;

import static dev.lastgood.test.contract.Attributes.canonical;
import static dev.lastgood.test.contract.Attributes.item;
import static dev.lastgood.test.contract.Attributes.s;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * One made-up operation that can be done on any DynamoDB.
 *
 * @param text what it is, for messages
 * @param effect does it and says in words what came of it
 */
record RandomOperation(String text, Function<DynamoDbClient, String> effect) {
  private static final List<String> PARTITIONS = List.of("a", "b");
  private static final List<String> SORTS = List.of("1", "2", "21", "3", "é");

  /** What comes of it: the answer, or the error by its code and what it carries. */
  String outcome(DynamoDbClient client) {
    try {
      return effect.apply(client);
    } catch (ConditionalCheckFailedException failed) {
      return "condition failed on " + canonical(failed.item());
    } catch (TransactionCanceledException cancelled) {
      return reasons(cancelled.cancellationReasons());
    } catch (DynamoDbException refused) {
      return refused.awsErrorDetails().errorCode() + " " + refused.statusCode();
    }
  }

  /**
   * On AWS an update that turns out not to fit its item cancels the transaction with the reason
   * ValidationError; DynamoDB Local mostly refuses the request instead.
   */
  private static String reasons(List<CancellationReason> reasons) {
    if (reasons.stream().anyMatch(reason -> reason.code().equals("ValidationError"))) {
      return "ValidationException 400";
    }
    return reasons.stream()
        .map(reason -> reason.code() + canonical(reason.item()))
        .collect(Collectors.joining(", ", "cancelled: ", ""));
  }

  static RandomOperation next(RandomGenerator chance, String table) {
    return switch (chance.nextInt(10)) {
      case 0, 1 -> put(chance, table);
      case 2, 3, 4 -> update(chance, table);
      case 5 -> delete(chance, table);
      case 6 -> get(chance, table);
      case 7, 8 -> query(chance, table);
      default -> RandomTransaction.next(chance, table);
    };
  }

  private static RandomOperation put(RandomGenerator chance, String table) {
    RandomExpressions random = new RandomExpressions(chance);
    Map<String, AttributeValue> item = randomItem(chance, random, randomKey(chance));
    boolean conditional = chance.nextBoolean();
    String condition = conditional ? random.condition() : null;
    boolean returns = chance.nextBoolean();
    return new RandomOperation(
        "put " + item + " if " + condition + random.names() + random.values(),
        client ->
            "old "
                + canonical(
                    client
                        .putItem(
                            request -> {
                              request
                                  .tableName(table)
                                  .item(item)
                                  .conditionExpression(condition)
                                  .returnValues(returns ? ReturnValue.ALL_OLD : ReturnValue.NONE)
                                  .returnValuesOnConditionCheckFailure(onFailure(returns));
                              if (!random.names().isEmpty()) {
                                request.expressionAttributeNames(random.names());
                              }
                              if (!random.values().isEmpty()) {
                                request.expressionAttributeValues(random.values());
                              }
                            })
                        .attributes()));
  }

  private static RandomOperation update(RandomGenerator chance, String table) {
    RandomExpressions random = new RandomExpressions(chance);
    Map<String, AttributeValue> key = randomKey(chance);
    String update = random.update();
    String condition = chance.nextInt(4) == 0 ? random.condition() : null;
    // Of a deep path AWS returns what it leads to, DynamoDB Local the whole attribute.
    boolean deep = update.contains(".") || update.contains("[");
    List<ReturnValue> choices =
        deep
            ? List.of(ReturnValue.NONE, ReturnValue.ALL_OLD, ReturnValue.ALL_NEW)
            : List.of(ReturnValue.UPDATED_OLD, ReturnValue.UPDATED_NEW, ReturnValue.ALL_NEW);
    ReturnValue returns = choices.get(chance.nextInt(choices.size()));
    return new RandomOperation(
        "update " + key + update + " if " + condition + random.names() + random.values() + returns,
        client ->
            "returned "
                + canonical(
                    client
                        .updateItem(
                            request -> {
                              request
                                  .tableName(table)
                                  .key(key)
                                  .updateExpression(update)
                                  .conditionExpression(condition)
                                  .returnValues(returns)
                                  .returnValuesOnConditionCheckFailure(onFailure(true));
                              if (!random.names().isEmpty()) {
                                request.expressionAttributeNames(random.names());
                              }
                              if (!random.values().isEmpty()) {
                                request.expressionAttributeValues(random.values());
                              }
                            })
                        .attributes()));
  }

  private static RandomOperation delete(RandomGenerator chance, String table) {
    Map<String, AttributeValue> key = randomKey(chance);
    return new RandomOperation(
        "delete " + key,
        client ->
            "old "
                + canonical(
                    client
                        .deleteItem(
                            request ->
                                request.tableName(table).key(key).returnValues(ReturnValue.ALL_OLD))
                        .attributes()));
  }

  private static RandomOperation get(RandomGenerator chance, String table) {
    RandomExpressions random = new RandomExpressions(chance);
    Map<String, AttributeValue> key = randomKey(chance);
    String projection = random.projection();
    return new RandomOperation(
        "get " + key + " " + projection,
        client -> {
          var response =
              client.getItem(
                  request -> {
                    request
                        .tableName(table)
                        .key(key)
                        .consistentRead(true)
                        .projectionExpression(projection);
                    if (!random.names().isEmpty()) {
                      request.expressionAttributeNames(random.names());
                    }
                  });
          return response.hasItem() + canonical(response.item());
        });
  }

  private static RandomOperation query(RandomGenerator chance, String table) {
    RandomExpressions random = new RandomExpressions(chance);
    String filter = chance.nextBoolean() ? random.condition() : null;
    Map<String, AttributeValue> values = new TreeMap<>(random.values());
    values.put(":pk", s(pick(chance, PARTITIONS)));
    String range =
        switch (chance.nextInt(7)) {
          case 0 -> " AND sk = :low";
          case 1 -> " AND sk > :low";
          case 2 -> " AND sk <= :low";
          case 3 -> " AND begins_with(sk, :low)";
          case 4 -> " AND sk BETWEEN :low AND :high";
          default -> "";
        };
    if (range.contains(":low")) {
      values.put(":low", s(pick(chance, SORTS)));
    }
    if (range.contains(":high")) {
      values.put(":high", s(pick(chance, SORTS)));
    }
    boolean forward = chance.nextBoolean();
    Integer limit = chance.nextBoolean() ? chance.nextInt(1, 4) : null;
    return new RandomOperation(
        "query pk" + range + " filter " + filter + values + forward + limit,
        client -> {
          List<String> pages = new ArrayList<>();
          Map<String, AttributeValue> start = Map.of();
          do {
            Map<String, AttributeValue> from = start;
            var page =
                client.query(
                    request -> {
                      request
                          .tableName(table)
                          .keyConditionExpression("pk = :pk" + range)
                          .filterExpression(filter)
                          .expressionAttributeValues(values)
                          .scanIndexForward(forward)
                          .limit(limit);
                      if (!random.names().isEmpty()) {
                        request.expressionAttributeNames(random.names());
                      }
                      if (!from.isEmpty()) {
                        request.exclusiveStartKey(from);
                      }
                    });
            pages.add(
                page.count()
                    + "/"
                    + page.scannedCount()
                    + page.items().stream().map(Attributes::canonical).toList());
            start = page.lastEvaluatedKey();
          } while (!start.isEmpty());
          // Whether a page that ends at its limit names a last key where nothing follows is open:
          // DynamoDB Local knows some such cases, AWS promises nothing.
          if (pages.size() > 1 && pages.getLast().equals("0/0[]")) {
            pages.removeLast();
          }
          return pages.toString();
        });
  }

  static Map<String, AttributeValue> randomItem(
      RandomGenerator chance, RandomExpressions random, Map<String, AttributeValue> key) {
    Map<String, AttributeValue> item = new TreeMap<>(key);
    for (String name : List.of("n", "t", "s", "l", "m", "ss", "ns", "b", "q", "status")) {
      if (chance.nextBoolean()) {
        item.put(name, random.randomValue());
      }
    }
    return item;
  }

  static Map<String, AttributeValue> randomKey(RandomGenerator chance) {
    return item("pk", s(pick(chance, PARTITIONS)), "sk", s(pick(chance, SORTS)));
  }

  private static String pick(RandomGenerator chance, List<String> from) {
    return from.get(chance.nextInt(from.size()));
  }

  static ReturnValuesOnConditionCheckFailure onFailure(boolean returns) {
    return returns
        ? ReturnValuesOnConditionCheckFailure.ALL_OLD
        : ReturnValuesOnConditionCheckFailure.NONE;
  }
}
