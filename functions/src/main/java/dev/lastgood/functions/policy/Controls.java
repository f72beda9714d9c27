package dev.lastgood.functions.policy;

import dev.lastgood.functions.config.Mode;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Item;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The switches that people set at run time, read before every change: {@code control / stop} with
 * an attribute {@code because}, and {@code control / mode#TARGET} with an attribute {@code mode}
 * that overrides the configured one.
 */
public final class Controls {
  private final DynamoDbClient dynamoDb;
  private final String table;

  /**
   * The switches.
   *
   * @param platform where the client comes from, and the variable {@code STATE_TABLE}
   */
  public Controls(Platform platform) {
    this.dynamoDb = platform.client(DynamoDbClient.class);
    this.table = platform.variable("STATE_TABLE");
  }

  /**
   * Reads what is allowed for a target.
   *
   * @param target the target
   * @return what is allowed at the moment of the call
   */
  public Permission read(Target target) {
    Optional<String> stop = Optional.empty();
    Mode mode = target.mode();
    Map<String, AttributeValue> startKey = Map.of();
    do {
      var page =
          dynamoDb.query(
              QueryRequest.builder()
                  .tableName(table)
                  .consistentRead(true)
                  .keyConditionExpression("pk = :control")
                  .expressionAttributeValues(Item.empty().with(":control", "control").attributes())
                  .exclusiveStartKey(startKey.isEmpty() ? null : startKey)
                  .build());
      for (Map<String, AttributeValue> attributes : page.items()) {
        Item item = Item.of(attributes);
        if (item.text("sk").equals("stop")) {
          stop = Optional.of(item.optionalText("because").orElse("no reason was given"));
        } else if (item.text("sk").equals("mode#" + target.id())) {
          mode = mode(item.optionalText("mode").orElse(""));
        }
      }
      startKey = page.lastEvaluatedKey();
    } while (!startKey.isEmpty());
    return new Permission(stop, mode);
  }

  /** People write this item by hand: what is not a mode must not let anything be changed. */
  private static Mode mode(String written) {
    for (Mode mode : Mode.values()) {
      if (mode.name().equalsIgnoreCase(written.strip())) {
        return mode;
      }
    }
    return Mode.OBSERVE;
  }
}
