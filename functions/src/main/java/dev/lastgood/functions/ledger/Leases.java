package dev.lastgood.functions.ledger;

import dev.lastgood.functions.handler.Platform;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Leases on targets: conditional updates of one item a target, whose fence only ever grows. */
public final class Leases {
  private final DynamoDbClient dynamoDb;
  private final String table;
  private final InstantSource clock;

  /**
   * Leases.
   *
   * @param platform where the client and the clock come from, and the variable {@code STATE_TABLE}
   */
  public Leases(Platform platform) {
    this.dynamoDb = platform.client(DynamoDbClient.class);
    this.table = platform.variable("STATE_TABLE");
    this.clock = platform.clock();
  }

  /**
   * Asks for the lease of a target. Asking again while holding it gives a new fence.
   *
   * @param targetId the target
   * @param incidentId who asks
   * @param seen what the attempt before saw, where it was held
   * @param at when this attempt began, on the one clock of all attempts: functions have each their
   *     own, which may be wrong
   * @return the lease, or who holds it
   */
  public Acquisition acquire(
      String targetId, String incidentId, Optional<Acquisition.Sighting> seen, Instant at) {
    Optional<Item> standing;
    try {
      return new Acquisition.Acquired(
          take(
              targetId,
              incidentId,
              "attribute_not_exists(leaseOwner) OR leaseOwner = :me",
              Item.empty()));
    } catch (ConditionalCheckFailedException held) {
      standing = Optional.of(held.item()).filter(item -> !item.isEmpty()).map(Item::of);
    }
    if (standing.isEmpty()) {
      // It was released between the condition's failure and its report: the next attempt sees.
      return new Acquisition.Held("", Acquisition.Sighting.of(""));
    }
    Item item = standing.get();
    String owner = item.text("leaseOwner");
    String version = owner + "/" + item.number("fence") + "/" + item.number("expiresAt");
    Acquisition.Sighting sighting =
        seen.filter(before -> before.recordVersion().equals(version))
            .map(before -> before.broughtAt(at))
            .orElse(Acquisition.Sighting.of(version));
    if (!sighting.isOlderThan(Lease.DURATION, at)) {
      return new Acquisition.Held(owner, sighting);
    }
    try {
      return new Acquisition.Acquired(
          take(
              targetId,
              incidentId,
              "leaseOwner = :owner AND fence = :fence AND expiresAt = :expiresAt",
              Item.empty()
                  .with(":owner", owner)
                  .with(":fence", item.number("fence"))
                  .with(":expiresAt", item.number("expiresAt"))));
    } catch (ConditionalCheckFailedException renewed) {
      return new Acquisition.Held(owner, Acquisition.Sighting.of(""));
    }
  }

  /**
   * Takes a new fence under a lease that the incident holds: every attempt of a step that changes
   * anything begins with it, so that whatever an attempt before still does is refused. Renews the
   * lease.
   *
   * @param targetId the target
   * @param incidentId the holder
   * @return the lease
   * @throws LeaseLostException where the incident does not hold it
   */
  public Lease newFence(String targetId, String incidentId) {
    try {
      return take(targetId, incidentId, "leaseOwner = :me", Item.empty());
    } catch (ConditionalCheckFailedException lost) {
      throw new LeaseLostException(targetId, incidentId);
    }
  }

  /**
   * Renews a lease that the incident holds, under the fence that it has.
   *
   * @param targetId the target
   * @param incidentId the holder
   * @throws LeaseLostException where the incident does not hold it
   */
  public void renew(String targetId, String incidentId) {
    try {
      dynamoDb.updateItem(
          UpdateItemRequest.builder()
              .tableName(table)
              .key(Item.key("target#" + targetId, "lease").attributes())
              .updateExpression("SET expiresAt = :expiresAt")
              .conditionExpression("leaseOwner = :me")
              .expressionAttributeValues(
                  Item.empty()
                      .with(":me", incidentId)
                      .with(":expiresAt", clock.instant().plus(Lease.DURATION))
                      .attributes())
              .build());
    } catch (ConditionalCheckFailedException lost) {
      throw new LeaseLostException(targetId, incidentId);
    }
  }

  /**
   * Gives a lease back; the fence stays, so that the next holder's is greater. Harmless where it is
   * not held any more.
   *
   * @param targetId the target
   * @param incidentId the holder
   */
  public void release(String targetId, String incidentId) {
    try {
      dynamoDb.updateItem(
          UpdateItemRequest.builder()
              .tableName(table)
              .key(Item.key("target#" + targetId, "lease").attributes())
              .updateExpression("REMOVE leaseOwner, expiresAt")
              .conditionExpression("leaseOwner = :me")
              .expressionAttributeValues(Item.empty().with(":me", incidentId).attributes())
              .build());
    } catch (ConditionalCheckFailedException alreadyGone) {
      // Somebody else's by now, or nobody's: there is nothing of ours to give back.
    }
  }

  private Lease take(String targetId, String incidentId, String condition, Item values) {
    Instant expiresAt = clock.instant().plus(Lease.DURATION);
    Item updated =
        Item.of(
            dynamoDb
                .updateItem(
                    UpdateItemRequest.builder()
                        .tableName(table)
                        .key(Item.key("target#" + targetId, "lease").attributes())
                        .updateExpression(
                            "SET leaseOwner = :me, expiresAt = :newExpiresAt ADD fence :one")
                        .conditionExpression(condition)
                        .expressionAttributeValues(
                            values
                                .with(":me", incidentId)
                                .with(":newExpiresAt", expiresAt)
                                .with(":one", 1)
                                .attributes())
                        .returnValues(ReturnValue.ALL_NEW)
                        .returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build())
                .attributes());
    return new Lease(targetId, incidentId, updated.number("fence"), expiresAt);
  }
}
