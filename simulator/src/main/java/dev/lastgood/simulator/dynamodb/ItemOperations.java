package dev.lastgood.simulator.dynamodb;

import dev.lastgood.simulator.dynamodb.expression.Binding;
import dev.lastgood.simulator.dynamodb.expression.Expressions;
import dev.lastgood.simulator.dynamodb.expression.Projection;
import dev.lastgood.simulator.dynamodb.expression.ProjectionExpression;
import dev.lastgood.simulator.dynamodb.expression.UpdateExpression;
import dev.lastgood.simulator.dynamodb.value.Invalid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Operations on items by their primary keys. */
final class ItemOperations {
  private static final int BATCH_KEYS_MAX = 100;

  private final Tables tables;
  private final Expressions expressions;
  private final Writes writes;

  ItemOperations(Tables tables, Expressions expressions, Writes writes) {
    this.tables = tables;
    this.expressions = expressions;
    this.writes = writes;
  }

  GetItemResponse get(GetItemRequest request) {
    Table table = tables.table(request.tableName());
    ItemKey key = table.schema().ofKey(request.key());
    Optional<Map<String, AttributeValue>> found =
        read(
            table,
            key,
            projection(request.projectionExpression(), request.expressionAttributeNames()));
    GetItemResponse.Builder response = GetItemResponse.builder();
    found.ifPresent(response::item);
    return response.build();
  }

  BatchGetItemResponse batchGet(BatchGetItemRequest request) {
    long keys = request.requestItems().values().stream().mapToLong(it -> it.keys().size()).sum();
    if (keys < 1 || keys > BATCH_KEYS_MAX) {
      throw Invalid.request("Too many items requested for the BatchGetItem call");
    }
    Map<String, List<Map<String, AttributeValue>>> found = new LinkedHashMap<>();
    request
        .requestItems()
        .forEach(
            (name, wanted) -> {
              Table table = tables.table(name);
              found.put(name, batch(table, wanted));
            });
    return BatchGetItemResponse.builder().responses(found).unprocessedKeys(Map.of()).build();
  }

  PutItemResponse put(PutItemRequest request) {
    checkReturnsOldOnly(request.returnValues());
    Optional<Item> before = perform(writes.put(Guard.of(request), request.item())).before();
    PutItemResponse.Builder response = PutItemResponse.builder();
    if (request.returnValues() == ReturnValue.ALL_OLD) {
      before.ifPresent(item -> response.attributes(item.attributes()));
    }
    return response.build();
  }

  DeleteItemResponse delete(DeleteItemRequest request) {
    checkReturnsOldOnly(request.returnValues());
    Optional<Item> before = perform(writes.delete(Guard.of(request), request.key())).before();
    DeleteItemResponse.Builder response = DeleteItemResponse.builder();
    if (request.returnValues() == ReturnValue.ALL_OLD) {
      before.ifPresent(item -> response.attributes(item.attributes()));
    }
    return response.build();
  }

  UpdateItemResponse update(UpdateItemRequest request) {
    Write write =
        writes.update(
            Guard.of(request), request.key(), Optional.ofNullable(request.updateExpression()));
    Done done = perform(write);
    UpdateItemResponse.Builder response = UpdateItemResponse.builder();
    returned(request.returnValues(), write, done)
        .filter(attributes -> !attributes.isEmpty())
        .ifPresent(response::attributes);
    return response.build();
  }

  /** What an item has to show, where there is one. */
  static Optional<Map<String, AttributeValue>> read(
      Table table, ItemKey key, Optional<Projection> projection) {
    Optional<Map<String, AttributeValue>> item = table.get(key).map(Item::attributes);
    return projection.isEmpty() ? item : item.map(projection.orElseThrow()::of);
  }

  /** The projection of a request that has no other expression. */
  Optional<Projection> projection(String text, Map<String, String> names) {
    if (text == null) {
      Binding.of(names, Map.of(), List.of());
      return Optional.empty();
    }
    ProjectionExpression expression = expressions.projection(text);
    return Optional.of(expression.bound(Binding.of(names, Map.of(), List.of(expression))));
  }

  private List<Map<String, AttributeValue>> batch(Table table, KeysAndAttributes wanted) {
    Optional<Projection> projection =
        projection(wanted.projectionExpression(), wanted.expressionAttributeNames());
    List<ItemKey> keys = wanted.keys().stream().map(table.schema()::ofKey).toList();
    if (keys.stream().distinct().count() < keys.size()) {
      throw Invalid.request("Provided list of item keys contains duplicates");
    }
    return keys.stream().flatMap(key -> read(table, key, projection).stream()).toList();
  }

  private Done perform(Write write) {
    Optional<Item> before = write.before();
    if (!write.isAllowed(before)) {
      throw DynamoDbErrors.conditionalCheckFailed(write.returned(before));
    }
    Optional<Item> after = write.effect().apply(before);
    tables.replace(write.table(), write.key(), before, after);
    return new Done(before, after);
  }

  private static Optional<Map<String, AttributeValue>> returned(
      ReturnValue wanted, Write write, Done done) {
    Optional<Map<String, AttributeValue>> before = done.before().map(Item::attributes);
    Optional<Map<String, AttributeValue>> after = done.after().map(Item::attributes);
    return switch (wanted) {
      case null -> Optional.empty();
      case NONE -> Optional.empty();
      case ALL_OLD -> before;
      case ALL_NEW -> after;
      case UPDATED_OLD -> cut(write, before, UpdateExpression::touched);
      case UPDATED_NEW -> cut(write, after, UpdateExpression::changed);
      case UNKNOWN_TO_SDK_VERSION -> throw Invalid.request("Unknown ReturnValues");
    };
  }

  private static Optional<Map<String, AttributeValue>> cut(
      Write write,
      Optional<Map<String, AttributeValue>> item,
      BiFunction<UpdateExpression, Binding, Projection> part) {
    return write
        .update()
        .map(update -> part.apply(update, write.binding()))
        .flatMap(projection -> item.map(projection::of));
  }

  private static void checkReturnsOldOnly(ReturnValue wanted) {
    if (wanted != null && wanted != ReturnValue.NONE && wanted != ReturnValue.ALL_OLD) {
      throw Invalid.request("ReturnValues can only be ALL_OLD or NONE");
    }
  }

  private record Done(Optional<Item> before, Optional<Item> after) {}
}
