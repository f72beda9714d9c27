package dev.lastgood.functions.ledger;

import dev.lastgood.functions.handler.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The holds on targets. Incidents make them when they close; people release them. A release takes
 * the item away, so that whoever asks for the hold finds none, and writes who did it and why to the
 * ledger of the incident that had made it, in the same transaction.
 */
public final class Holds {
  private final DynamoDbClient dynamoDb;
  private final Ledger ledger;
  private final String table;

  /**
   * The holds.
   *
   * @param platform where the client and the clock come from, and the variables {@code STATE_TABLE}
   *     and {@code LEDGER_TABLE}
   */
  public Holds(Platform platform) {
    this.dynamoDb = platform.client(DynamoDbClient.class);
    this.ledger = new Ledger(platform);
    this.table = platform.variable("STATE_TABLE");
  }

  /**
   * The hold that stands on a target.
   *
   * @param targetId the target
   * @return empty where there is none
   */
  public Optional<Hold> find(String targetId) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(
                GetItemRequest.builder()
                    .tableName(table)
                    .consistentRead(true)
                    .key(Item.key(Hold.partition(targetId), Hold.SORT).attributes())
                    .build())
            .item();
    return item == null || item.isEmpty()
        ? Optional.empty()
        : Optional.of(Hold.of(targetId, Item.of(item)));
  }

  /**
   * Releases the hold that an incident has made on a target. Doing it twice is harmless. A hold
   * that a later incident has renewed stays.
   *
   * @param targetId the target
   * @param incidentId the incident whose hold the person has seen
   * @param by who releases it
   * @param because why
   * @return what came of it
   * @throws TamperedLedgerException where the incident's ledger does not hold, to which the release
   *     would have to be added
   */
  public Release release(String targetId, String incidentId, String by, String because) {
    Chain chain = ledger.read(incidentId);
    Optional<Release> before = released(chain, targetId);
    if (before.isPresent()) {
      return before.get();
    }
    Delete delete =
        Delete.builder()
            .tableName(table)
            .key(Item.key(Hold.partition(targetId), Hold.SORT).attributes())
            .conditionExpression(Hold.INCIDENT + " = :incident")
            .expressionAttributeValues(Item.empty().with(":incident", incidentId).attributes())
            .build();
    try {
      ledger.append(
          chain,
          new Fact.HoldReleased(targetId, by, because),
          List.of(TransactWriteItem.builder().delete(delete).build()));
      return new Release.Released();
    } catch (ConditionFailedException notItsHold) {
      // Another person may have been faster, or another incident.
      return released(ledger.read(incidentId), targetId)
          .or(() -> find(targetId).map(Release.Renewed::new))
          .orElseGet(Release.None::new);
    }
  }

  private static Optional<Release> released(Chain chain, String targetId) {
    return chain.entries().stream()
        .<Release>mapMulti(
            (entry, found) -> {
              if (entry.fact() instanceof Fact.HoldReleased released
                  && released.targetId().equals(targetId)) {
                found.accept(
                    new Release.AlreadyReleased(released.by(), released.because(), entry.at()));
              }
            })
        .findFirst();
  }
}
