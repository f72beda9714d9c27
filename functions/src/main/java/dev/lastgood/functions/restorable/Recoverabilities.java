package dev.lastgood.functions.restorable;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Item;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * What was found last of each target: an item of its own beside the points, so that no capture
 * loses it.
 */
public final class Recoverabilities {
  private static final String SORT = "recoverability";

  private final DynamoDbClient dynamoDb;
  private final String table;

  /**
   * A store.
   *
   * @param platform where its client comes from, and the variable {@code STATE_TABLE}
   */
  public Recoverabilities(Platform platform) {
    this.dynamoDb = platform.client(DynamoDbClient.class);
    this.table = platform.variable("STATE_TABLE");
  }

  /**
   * Keeps what was found, unless something was found later: of two checks at a time, as after a
   * retry, the later one stands.
   *
   * @param found what was found
   * @return false where a later finding stands
   */
  public boolean keep(Recoverability found) {
    Item item =
        Item.key("target#" + found.targetId(), SORT)
            .with("recoverable", found.recoverable() ? 1 : 0)
            .with("because", found.because())
            .with("checkedAt", found.checkedAt());
    found.identity().ifPresent(identity -> item.with("identity", identity));
    try {
      dynamoDb.putItem(
          PutItemRequest.builder()
              .tableName(table)
              .item(item.attributes())
              .conditionExpression("attribute_not_exists(pk) OR checkedAt <= :now")
              .expressionAttributeValues(Item.empty().with(":now", found.checkedAt()).attributes())
              .build());
      return true;
    } catch (ConditionalCheckFailedException later) {
      return false;
    }
  }

  /**
   * What was found last.
   *
   * @param targetId the target
   * @return empty where nobody has looked yet
   */
  public Optional<Recoverability> find(String targetId) {
    GetItemResponse found =
        dynamoDb.getItem(
            GetItemRequest.builder()
                .tableName(table)
                .key(Item.key("target#" + targetId, SORT).attributes())
                .consistentRead(true)
                .build());
    return found.hasItem()
        ? Optional.of(Item.of(found.item())).map(item -> read(targetId, item))
        : Optional.empty();
  }

  private static Recoverability read(String targetId, Item item) {
    return new Recoverability(
        targetId,
        item.number("recoverable") == 1,
        item.text("because"),
        item.optionalText("identity"),
        item.instant("checkedAt"));
  }
}
