package dev.lastgood.simulator.dynamodb;

import dev.lastgood.simulator.dynamodb.expression.Binding;
import dev.lastgood.simulator.dynamodb.expression.ConditionExpression;
import dev.lastgood.simulator.dynamodb.expression.Expression;
import dev.lastgood.simulator.dynamodb.expression.ExpressionKind;
import dev.lastgood.simulator.dynamodb.expression.Expressions;
import dev.lastgood.simulator.dynamodb.expression.KeyCondition;
import dev.lastgood.simulator.dynamodb.expression.ProjectionExpression;
import dev.lastgood.simulator.dynamodb.value.Invalid;
import dev.lastgood.simulator.dynamodb.value.ItemSize;
import dev.lastgood.simulator.dynamodb.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Operations that read many items. */
final class ReadOperations {
  private final Tables tables;
  private final Expressions expressions;

  ReadOperations(Tables tables, Expressions expressions) {
    this.tables = tables;
    this.expressions = expressions;
  }

  QueryResponse query(QueryRequest request) {
    Table table = tables.table(request.tableName());
    KeySchema schema = table.schema();
    if (request.keyConditionExpression() == null) {
      throw Invalid.request(
          "Either the KeyConditions or KeyConditionExpression parameter must be specified in the"
              + " request.");
    }
    ConditionExpression keyExpression =
        expressions.condition(ExpressionKind.KEY_CONDITION, request.keyConditionExpression());
    Optional<ConditionExpression> filter = filter(request.filterExpression());
    Optional<ProjectionExpression> projection = projection(request.projectionExpression());
    Binding binding =
        Binding.of(
            request.expressionAttributeNames(),
            request.expressionAttributeValues(),
            all(Optional.of(keyExpression), filter, projection));
    keyExpression.check(binding);
    KeyCondition condition =
        keyExpression.keyCondition(
            binding, schema.hash().name(), schema.range().map(KeySchema.KeyAttribute::name));
    checkTypes(condition, schema);
    filter.ifPresent(present -> checkFilter(present, binding, schema));
    PageReader reader =
        reader(
            request.limit(),
            filter,
            projection,
            binding,
            PageReader.countsOnly(request.select(), request.projectionExpression()));
    Optional<ItemKey> after =
        start(table, request.hasExclusiveStartKey(), request.exclusiveStartKey());
    if (after
        .filter(key -> Values.compare(key.partition().value(), condition.hash()) != 0)
        .isPresent()) {
      throw Invalid.request(
          "The provided starting key is outside query boundaries based on provided conditions");
    }
    boolean forward = !Boolean.FALSE.equals(request.scanIndexForward());
    Page page = reader.read(table.query(condition, forward, after), schema);
    QueryResponse.Builder response =
        QueryResponse.builder().count(page.count()).scannedCount(page.scannedCount());
    if (!reader.countOnly()) {
      response.items(page.items());
    }
    page.lastEvaluatedKey().ifPresent(response::lastEvaluatedKey);
    return response.build();
  }

  ScanResponse scan(ScanRequest request) {
    Table table = tables.table(request.tableName());
    Optional<ConditionExpression> filter = filter(request.filterExpression());
    Optional<ProjectionExpression> projection = projection(request.projectionExpression());
    Binding binding =
        Binding.of(
            request.expressionAttributeNames(),
            request.expressionAttributeValues(),
            all(filter, projection));
    filter.ifPresent(present -> present.check(binding));
    PageReader reader =
        reader(
            request.limit(),
            filter,
            projection,
            binding,
            PageReader.countsOnly(request.select(), request.projectionExpression()));
    Optional<ItemKey> after =
        start(table, request.hasExclusiveStartKey(), request.exclusiveStartKey());
    Page page = reader.read(table.scan(after), table.schema());
    ScanResponse.Builder response =
        ScanResponse.builder().count(page.count()).scannedCount(page.scannedCount());
    if (!reader.countOnly()) {
      response.items(page.items());
    }
    page.lastEvaluatedKey().ifPresent(response::lastEvaluatedKey);
    return response.build();
  }

  private Optional<ConditionExpression> filter(String text) {
    return Optional.ofNullable(text)
        .map(present -> expressions.condition(ExpressionKind.FILTER, present));
  }

  private Optional<ProjectionExpression> projection(String text) {
    return Optional.ofNullable(text).map(expressions::projection);
  }

  private static PageReader reader(
      Integer limit,
      Optional<ConditionExpression> filter,
      Optional<ProjectionExpression> projection,
      Binding binding,
      boolean countOnly) {
    return new PageReader(
        Optional.ofNullable(limit),
        item -> filter.isEmpty() || filter.orElseThrow().holds(item, binding),
        projection.map(present -> present.bound(binding)),
        countOnly);
  }

  private static Optional<ItemKey> start(
      Table table, boolean present, Map<String, AttributeValue> key) {
    if (!present) {
      return Optional.empty();
    }
    if (!table.schema().isKey(key)) {
      throw Invalid.request("The provided starting key is invalid");
    }
    return Optional.of(table.schema().ofKey(key));
  }

  private static void checkFilter(ConditionExpression filter, Binding binding, KeySchema schema) {
    filter.check(binding);
    for (String attribute : filter.attributes(binding)) {
      if (schema.names().contains(attribute)) {
        throw Invalid.request(
            "Filter Expression can only contain non-primary key attributes: Primary key attribute: "
                + attribute);
      }
    }
  }

  private static void checkTypes(KeyCondition condition, KeySchema schema) {
    checkType(schema.hash(), condition.hash());
    if (schema.range().isPresent()) {
      KeySchema.KeyAttribute range = schema.range().get();
      condition.low().ifPresent(bound -> checkType(range, bound.value()));
      condition.high().ifPresent(bound -> checkType(range, bound.value()));
      condition.prefix().ifPresent(prefix -> checkType(range, prefix));
    }
  }

  private static void checkType(KeySchema.KeyAttribute attribute, AttributeValue value) {
    if (value.type() != attribute.type()) {
      throw Invalid.parameter("Condition parameter type does not match schema type");
    }
    if (ItemSize.bytes(value) == 0) {
      throw Invalid.request(
          "One or more parameter values are not valid. The AttributeValue for a key attribute"
              + " cannot contain an empty string value. Key: "
              + attribute.name());
    }
  }

  @SafeVarargs
  private static List<Expression> all(Optional<? extends Expression>... expressions) {
    List<Expression> all = new ArrayList<>();
    for (Optional<? extends Expression> expression : expressions) {
      expression.ifPresent(all::add);
    }
    return all;
  }
}
