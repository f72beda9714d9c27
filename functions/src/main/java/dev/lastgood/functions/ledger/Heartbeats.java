package dev.lastgood.functions.ledger;

import dev.lastgood.functions.handler.Log;
import dev.lastgood.functions.handler.Platform;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * The heartbeats of incidents: {@code incident#I / progress} in the state table, written over by
 * each step that runs anyway. Nothing is decided by them, so one that cannot be written is let go.
 */
public final class Heartbeats {
  private static final Log LOG = Log.of(Heartbeats.class);

  /** The sort key of a heartbeat, under its incident's partition. */
  private static final String SORT = "progress";

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final InstantSource clock;

  /**
   * The heartbeats.
   *
   * @param platform where the client and the clock come from, and the variable {@code STATE_TABLE}
   */
  public Heartbeats(Platform platform) {
    this.dynamoDb = platform.client(DynamoDbClient.class);
    this.table = platform.variable("STATE_TABLE");
    this.clock = platform.clock();
  }

  /**
   * Says what an incident is doing.
   *
   * @param chain its ledger, which tells since when
   * @param step which step of the recovery
   * @param doing what it is doing, in a sentence
   * @param next what comes next, in a sentence
   */
  public void beat(Chain chain, String step, String doing, String next) {
    Item item =
        Item.key("incident#" + chain.incidentId(), SORT)
            .with("step", step)
            .with("doing", doing)
            .with("next", next)
            .with("since", chain.entries().getLast().at())
            .with("at", clock.instant());
    try {
      dynamoDb.putItem(PutItemRequest.builder().tableName(table).item(item.attributes()).build());
    } catch (SdkException failed) {
      LOG.error("The heartbeat of incident " + chain.incidentId() + " was not written.", failed);
    }
  }

  /**
   * What an incident said last.
   *
   * @param incidentId the incident
   * @return empty where it has said nothing yet
   */
  public Optional<Heartbeat> find(String incidentId) {
    Map<String, AttributeValue> found =
        dynamoDb
            .getItem(
                GetItemRequest.builder()
                    .tableName(table)
                    .consistentRead(true)
                    .key(Item.key("incident#" + incidentId, SORT).attributes())
                    .build())
            .item();
    if (found == null || found.isEmpty()) {
      return Optional.empty();
    }
    Item item = Item.of(found);
    return Optional.of(
        new Heartbeat(
            item.text("step"),
            item.text("doing"),
            item.text("next"),
            item.instant("since"),
            item.instant("at")));
  }
}
