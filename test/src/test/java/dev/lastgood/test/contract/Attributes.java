package dev.lastgood.test.contract;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Short ways to say values, items and tables. */
final class Attributes {
  private Attributes() {}

  static AttributeValue s(String text) {
    return AttributeValue.fromS(text);
  }

  static AttributeValue n(Object number) {
    return AttributeValue.fromN(number.toString());
  }

  static AttributeValue l(AttributeValue... elements) {
    return AttributeValue.fromL(List.of(elements));
  }

  static AttributeValue ss(String... members) {
    return AttributeValue.fromSs(List.of(members));
  }

  static AttributeValue m(Object... namesAndValues) {
    return AttributeValue.fromM(item(namesAndValues));
  }

  /** Names and values in turn. */
  static Map<String, AttributeValue> item(Object... namesAndValues) {
    Map<String, AttributeValue> item = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      item.put((String) namesAndValues[i], (AttributeValue) namesAndValues[i + 1]);
    }
    return item;
  }

  /** Creates a table with the string keys {@code pk} and {@code sk}. */
  static void createTable(DynamoDbClient client, String name) {
    client.createTable(
        request ->
            request
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(List.of(defined("pk"), defined("sk")))
                .keySchema(List.of(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))));
  }

  /** A text that is the same for the same item, whatever the order of attributes and members. */
  static String canonical(Map<String, AttributeValue> item) {
    return new TreeMap<>(item)
        .entrySet().stream()
            .map(attribute -> attribute.getKey() + "=" + canonical(attribute.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
  }

  /** DynamoDB Local keeps zeros at the end that AWS trims. */
  private static String plain(String number) {
    return new BigDecimal(number).stripTrailingZeros().toPlainString();
  }

  private static AttributeDefinition defined(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static String canonical(AttributeValue value) {
    return value.type()
        + switch (value.type()) {
          case N -> plain(value.n());
          case SS -> value.ss().stream().sorted().toList().toString();
          case NS -> value.ns().stream().map(Attributes::plain).sorted().toList().toString();
          case L -> value.l().stream().map(Attributes::canonical).toList().toString();
          case M -> canonical(value.m());
          default -> value.toString();
        };
  }
}
