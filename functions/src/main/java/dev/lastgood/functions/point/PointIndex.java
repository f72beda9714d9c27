package dev.lastgood.functions.point;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** The index of recovery points in DynamoDB: an item each, under its target. */
final class PointIndex {
  private static final String TARGET = "target#";
  private static final String POINT = "point#";

  private final DynamoDbClient dynamoDb;
  private final String table;

  /**
   * The index.
   *
   * @param platform where the client comes from, and the variable {@code STATE_TABLE}
   */
  PointIndex(Platform platform) {
    this.dynamoDb = platform.client(DynamoDbClient.class);
    this.table = platform.variable("STATE_TABLE");
  }

  /** Writes a record, whatever stood there before. */
  void put(PointRecord record) {
    Item item =
        Item.key(TARGET + record.targetId(), POINT + record.identity())
            .with("status", record.status().name())
            .with("sha256", record.seal().sha256())
            .with("mac", record.seal().mac())
            .with("sealedAt", record.seal().sealedAt())
            .with("schemaVersion", record.seal().schemaVersion())
            .with("desiredCapacity", record.desiredCapacity())
            .with("firstSeenAt", record.firstSeenAt());
    record.quietSince().ifPresent(instant -> item.with("quietSince", instant));
    record.promotedAt().ifPresent(instant -> item.with("promotedAt", instant));
    dynamoDb.putItem(PutItemRequest.builder().tableName(table).item(item.attributes()).build());
  }

  /** All records of a target: the newest promoted first, then those never promoted. */
  List<PointRecord> of(String targetId) {
    List<PointRecord> records = new ArrayList<>();
    Map<String, AttributeValue> startKey = Map.of();
    do {
      QueryResponse page =
          dynamoDb.query(
              QueryRequest.builder()
                  .tableName(table)
                  .consistentRead(true)
                  .keyConditionExpression("pk = :target AND begins_with(sk, :point)")
                  .expressionAttributeValues(
                      Item.empty()
                          .with(":target", TARGET + targetId)
                          .with(":point", POINT)
                          .attributes())
                  .exclusiveStartKey(startKey.isEmpty() ? null : startKey)
                  .build());
      page.items().forEach(item -> records.add(record(targetId, Item.of(item))));
      startKey = page.lastEvaluatedKey();
    } while (!startKey.isEmpty());
    records.sort(
        Comparator.comparing((PointRecord record) -> record.promotedAt().orElse(Instant.MIN))
            .thenComparing(PointRecord::firstSeenAt)
            .reversed());
    return List.copyOf(records);
  }

  private static PointRecord record(String targetId, Item item) {
    return new PointRecord(
        targetId,
        item.text("sk").substring(POINT.length()),
        PointStatus.valueOf(item.text("status")),
        new Seal(
            item.text("sha256"),
            item.text("mac"),
            item.instant("sealedAt"),
            (int) item.number("schemaVersion")),
        (int) item.number("desiredCapacity"),
        item.instant("firstSeenAt"),
        item.optionalInstant("quietSince"),
        item.optionalInstant("promotedAt"));
  }
}
