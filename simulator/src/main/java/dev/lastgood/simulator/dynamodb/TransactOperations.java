package dev.lastgood.simulator.dynamodb;

import dev.lastgood.simulator.dynamodb.value.Invalid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** Transactions: all of it or nothing. */
final class TransactOperations {
  private static final int ACTIONS_MAX = 100;

  private final Tables tables;
  private final Writes writes;
  private final ItemOperations items;
  private final TransactionTokens tokens;

  TransactOperations(Tables tables, Writes writes, ItemOperations items, TransactionTokens tokens) {
    this.tables = tables;
    this.writes = writes;
    this.items = items;
    this.tokens = tokens;
  }

  TransactWriteItemsResponse write(TransactWriteItemsRequest request, String token) {
    List<TransactWriteItem> actions = request.transactItems();
    checkCount(actions.size());
    if (tokens.isRepeated(token, actions)) {
      return TransactWriteItemsResponse.builder().build();
    }
    List<Write> prepared = actions.stream().map(this::prepared).toList();
    checkDistinct(prepared);
    List<Step> steps = prepared.stream().map(TransactOperations::tried).toList();
    if (steps.stream().anyMatch(step -> !step.reason().code().equals("None"))) {
      throw DynamoDbErrors.transactionCanceled(steps.stream().map(Step::reason).toList());
    }
    for (Step step : steps) {
      Write write = step.write();
      // A check writes nothing, so there is nothing to tell of it.
      if (step.before() != step.after()) {
        tables.replace(write.table(), write.key(), step.before(), step.after());
      }
    }
    tokens.succeeded(token, actions);
    return TransactWriteItemsResponse.builder().build();
  }

  TransactGetItemsResponse get(TransactGetItemsRequest request) {
    checkCount(request.transactItems().size());
    List<ItemResponse> responses = new ArrayList<>();
    for (TransactGetItem wanted : request.transactItems()) {
      Get get = wanted.get();
      Table table = tables.table(get.tableName());
      ItemResponse.Builder response = ItemResponse.builder();
      ItemOperations.read(
              table,
              table.schema().ofKey(get.key()),
              items.projection(get.projectionExpression(), get.expressionAttributeNames()))
          .ifPresent(response::item);
      responses.add(response.build());
    }
    return TransactGetItemsResponse.builder().responses(responses).build();
  }

  private Write prepared(TransactWriteItem action) {
    List<Write> one = new ArrayList<>();
    if (action.put() != null) {
      one.add(writes.put(Guard.of(action.put()), action.put().item()));
    }
    if (action.update() != null) {
      one.add(
          writes.update(
              Guard.of(action.update()),
              action.update().key(),
              Optional.ofNullable(action.update().updateExpression())));
    }
    if (action.delete() != null) {
      one.add(writes.delete(Guard.of(action.delete()), action.delete().key()));
    }
    if (action.conditionCheck() != null) {
      one.add(writes.check(Guard.of(action.conditionCheck()), action.conditionCheck().key()));
    }
    if (one.size() != 1) {
      throw Invalid.request("TransactItems can only contain one of Check, Put, Update or Delete");
    }
    return one.getFirst();
  }

  private static Step tried(Write write) {
    Optional<Item> before = write.before();
    if (!write.isAllowed(before)) {
      CancellationReason.Builder reason =
          CancellationReason.builder()
              .code("ConditionalCheckFailed")
              .message(DynamoDbErrors.CONDITION_FAILED);
      write.returned(before).ifPresent(item -> reason.item(item.attributes()));
      return new Step(write, before, before, reason.build());
    }
    try {
      return new Step(
          write,
          before,
          write.effect().apply(before),
          CancellationReason.builder().code("None").build());
    } catch (DynamoDbException invalid) {
      // Only with the item at hand does it turn out that the update does not fit it.
      return new Step(
          write,
          before,
          before,
          CancellationReason.builder()
              .code("ValidationError")
              .message(invalid.awsErrorDetails().errorMessage())
              .build());
    }
  }

  private static void checkDistinct(List<Write> writes) {
    Set<List<Object>> seen = new HashSet<>();
    for (Write write : writes) {
      if (!seen.add(List.of(write.table().name(), write.key()))) {
        throw Invalid.request("Transaction request cannot include multiple operations on one item");
      }
    }
  }

  private static void checkCount(int count) {
    if (count < 1 || count > ACTIONS_MAX) {
      throw Invalid.request(
          "1 validation error detected: Value at 'transactItems' failed to satisfy constraint:"
              + " Member must have length "
              + (count < 1 ? "greater than or equal to 1" : "less than or equal to 100"));
    }
  }

  private record Step(
      Write write, Optional<Item> before, Optional<Item> after, CancellationReason reason) {}
}
