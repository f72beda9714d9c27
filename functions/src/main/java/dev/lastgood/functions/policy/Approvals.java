package dev.lastgood.functions.policy;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Item;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** The questions that people have been asked: {@code incident#I / approval} in the state table. */
final class Approvals {
  private final DynamoDbClient dynamoDb;
  private final String table;

  Approvals(Platform platform) {
    this.dynamoDb = platform.client(DynamoDbClient.class);
    this.table = platform.variable("STATE_TABLE");
  }

  /**
   * A question.
   *
   * @param taskToken what the state machine waits for
   * @param required how many distinct people must approve
   * @param until when the answer comes too late
   */
  record Question(String taskToken, int required, Instant until) {}

  void ask(String incidentId, Question question) {
    dynamoDb.putItem(
        PutItemRequest.builder()
            .tableName(table)
            .item(
                Item.key("incident#" + incidentId, "approval")
                    .with("taskToken", question.taskToken())
                    .with("required", question.required())
                    .with("until", question.until())
                    .attributes())
            .build());
  }

  Optional<Question> find(String incidentId) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(
                GetItemRequest.builder()
                    .tableName(table)
                    .consistentRead(true)
                    .key(Item.key("incident#" + incidentId, "approval").attributes())
                    .build())
            .item();
    return item == null || item.isEmpty()
        ? Optional.empty()
        : Optional.of(Item.of(item))
            .map(
                found ->
                    new Question(
                        found.text("taskToken"),
                        (int) found.number("required"),
                        found.instant("until")));
  }
}
