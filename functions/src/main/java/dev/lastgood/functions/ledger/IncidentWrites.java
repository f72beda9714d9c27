package dev.lastgood.functions.ledger;

import dev.lastgood.functions.handler.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The writes to the state table that open and close an incident, each list for one transaction.
 *
 * @param table the state table
 */
record IncidentWrites(String table) {
  /** What opens an incident, beside the first entry of its chain. */
  List<TransactWriteItem> opening(Incident incident) {
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(putNew(itemOf(incident)));
    writes.add(putNew(Item.key("open", "incident#" + incident.id())));
    for (String targetId : incident.targetIds()) {
      writes.add(
          putNew(Item.key("target#" + targetId, "incident").with("incidentId", incident.id())));
    }
    return writes;
  }

  /** What closes an incident, beside the last entry of its chain. */
  List<TransactWriteItem> closing(
      Incident incident,
      Outcome outcome,
      String because,
      Instant now,
      List<Hold> holds,
      List<Obligation> handedOver) {
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(
        TransactWriteItem.builder()
            .update(
                Update.builder()
                    .tableName(table)
                    .key(Item.key("incident#" + incident.id(), "incident").attributes())
                    .updateExpression("SET outcome = :outcome, because = :because, closedAt = :now")
                    .conditionExpression("attribute_exists(pk) AND attribute_not_exists(outcome)")
                    .expressionAttributeValues(
                        Item.empty()
                            .with(":outcome", outcome.name())
                            .with(":because", because)
                            .with(":now", now)
                            .attributes())
                    .build())
            .build());
    writes.add(delete("open", "incident#" + incident.id()));
    writes.add(
        put(
            Item.key("open", "notice#" + incident.id())
                .with("incidentId", incident.id())
                .with("since", now)));
    for (String targetId : incident.targetIds()) {
      writes.add(delete("target#" + targetId, "incident"));
      writes.add(
          put(
              Item.key("target#" + targetId, "last-incident")
                  .with("incidentId", incident.id())
                  .with("closedAt", now)
                  .with("outcome", outcome.name())));
    }
    for (Hold hold : holds) {
      writes.add(put(hold.item()));
    }
    for (Obligation obligation : handedOver) {
      writes.add(
          put(
              Item.key("open", "obligation#" + incident.id() + "#" + obligation.id())
                  .with("incidentId", incident.id())
                  .with("obligation", Json.write(obligation))));
    }
    return writes;
  }

  /** What holds only while an incident is open. */
  TransactWriteItem whileOpen(Incident incident) {
    return TransactWriteItem.builder()
        .conditionCheck(
            ConditionCheck.builder()
                .tableName(table)
                .key(Item.key("incident#" + incident.id(), "incident").attributes())
                .conditionExpression("attribute_exists(pk) AND attribute_not_exists(outcome)")
                .build())
        .build();
  }

  private TransactWriteItem putNew(Item item) {
    return TransactWriteItem.builder()
        .put(
            Put.builder()
                .tableName(table)
                .item(item.attributes())
                .conditionExpression("attribute_not_exists(pk)")
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build())
        .build();
  }

  private TransactWriteItem put(Item item) {
    return TransactWriteItem.builder()
        .put(Put.builder().tableName(table).item(item.attributes()).build())
        .build();
  }

  private TransactWriteItem delete(String partition, String sort) {
    return TransactWriteItem.builder()
        .delete(
            Delete.builder().tableName(table).key(Item.key(partition, sort).attributes()).build())
        .build();
  }

  private static Item itemOf(Incident incident) {
    Item item =
        Item.key("incident#" + incident.id(), "incident")
            .with("incidentId", incident.id())
            .with("targetIds", incident.targetIds())
            .with("alarmName", incident.alarmName())
            .with("since", incident.since())
            .with("deadline", incident.deadline())
            .with("openedAt", incident.openedAt());
    incident.startedByHand().ifPresent(who -> item.with("startedByHand", who));
    incident.stackFailure().ifPresent(failure -> item.with("stackFailure", failure));
    return item;
  }
}
