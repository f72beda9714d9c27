package dev.lastgood.simulator.dynamodb;

import dev.lastgood.simulator.dynamodb.value.Invalid;
import dev.lastgood.simulator.kernel.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** All tables of the account, and those who are told of every change in them. */
final class Tables {
  private static final int NAME_LENGTH_MIN = 3;
  private static final int NAME_LENGTH_MAX = 255;

  private final Account account;
  private final TreeMap<String, Table> byName = new TreeMap<>();
  private final List<Consumer<TableChange>> listeners = new ArrayList<>();

  Tables(Account account) {
    this.account = account;
  }

  void listen(Consumer<TableChange> listener) {
    listeners.add(listener);
  }

  /** Finds a table by its name or its ARN. */
  Table table(String nameOrArn) {
    int slash = nameOrArn.indexOf('/');
    Table table =
        byName.get(nameOrArn.startsWith("arn:") ? nameOrArn.substring(slash + 1) : nameOrArn);
    if (table == null) {
      throw DynamoDbErrors.tableNotFound();
    }
    return table;
  }

  /** Replaces an item and tells of it. */
  void replace(Table table, ItemKey key, Optional<Item> before, Optional<Item> after) {
    table.replace(key, after);
    if (listeners.isEmpty() || before.isEmpty() && after.isEmpty()) {
      return;
    }
    TableChange change =
        new TableChange(
            table.name(),
            table.schema().keyOf(after.or(() -> before).orElseThrow().attributes()),
            before.map(Item::attributes),
            after.map(Item::attributes));
    listeners.forEach(listener -> listener.accept(change));
  }

  TableDescription create(CreateTableRequest request, Instant now) {
    String name = request.tableName();
    if (name.length() < NAME_LENGTH_MIN || name.length() > NAME_LENGTH_MAX) {
      throw Invalid.request(
          "TableName must be at least 3 characters long and at most 255 characters long");
    }
    if (byName.containsKey(name)) {
      throw DynamoDbErrors.tableExists(name);
    }
    KeySchema schema = schema(request);
    if (request.attributeDefinitions().size() != schema.names().size()) {
      throw Invalid.parameter(
          "Number of attributes in KeySchema does not exactly match number of attributes defined in"
              + " AttributeDefinitions");
    }
    TableDescription description =
        TableDescription.builder()
            .tableName(name)
            .tableArn(account.arn("dynamodb", "table/" + name))
            .tableStatus(TableStatus.ACTIVE)
            .creationDateTime(now)
            .keySchema(request.keySchema())
            .attributeDefinitions(request.attributeDefinitions())
            .build();
    byName.put(name, new Table(description, schema));
    return description;
  }

  TableDescription delete(String name) {
    TableDescription description = table(name).description();
    byName.remove(description.tableName());
    return description.toBuilder().tableStatus(TableStatus.DELETING).build();
  }

  private static KeySchema schema(CreateTableRequest request) {
    List<KeySchemaElement> elements = request.keySchema();
    if (elements.isEmpty()
        || elements.size() > 2
        || elements.getFirst().keyType() != KeyType.HASH
        || elements.size() == 2 && elements.getLast().keyType() != KeyType.RANGE) {
      throw Invalid.request("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
    }
    return new KeySchema(
        attribute(elements.getFirst(), request),
        elements.size() == 1
            ? Optional.empty()
            : Optional.of(attribute(elements.getLast(), request)));
  }

  private static KeySchema.KeyAttribute attribute(
      KeySchemaElement element, CreateTableRequest request) {
    AttributeDefinition definition =
        request.attributeDefinitions().stream()
            .filter(candidate -> candidate.attributeName().equals(element.attributeName()))
            .findFirst()
            .orElseThrow(
                () ->
                    Invalid.parameter(
                        "Some index key attributes are not defined in AttributeDefinitions. Keys: ["
                            + element.attributeName()
                            + "]"));
    Type type =
        switch (definition.attributeType()) {
          case S -> Type.S;
          case N -> Type.N;
          case B -> Type.B;
          case UNKNOWN_TO_SDK_VERSION ->
              throw Invalid.request(
                  "Invalid attribute type: " + definition.attributeTypeAsString());
        };
    return new KeySchema.KeyAttribute(definition.attributeName(), type);
  }
}
