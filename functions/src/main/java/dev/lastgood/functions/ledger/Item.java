package dev.lastgood.functions.ledger;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item of a DynamoDB table, read and built without nulls. */
public final class Item {
  private final Map<String, AttributeValue> attributes;

  private Item(Map<String, AttributeValue> attributes) {
    this.attributes = attributes;
  }

  /**
   * An item to be filled, under the key that all tables here have.
   *
   * @param partition the partition key, {@code pk}
   * @param sort the sort key, {@code sk}
   * @return the item
   */
  public static Item key(String partition, String sort) {
    return new Item(new LinkedHashMap<>()).with("pk", partition).with("sk", sort);
  }

  /**
   * An item to be filled, without a key: for the values of an expression.
   *
   * @return the item
   */
  public static Item empty() {
    return new Item(new LinkedHashMap<>());
  }

  /**
   * An item as DynamoDB returned it.
   *
   * @param attributes its attributes
   * @return the item
   */
  public static Item of(Map<String, AttributeValue> attributes) {
    return new Item(attributes);
  }

  /**
   * Sets a text.
   *
   * @param name the attribute
   * @param value its value
   * @return this
   */
  public Item with(String name, String value) {
    attributes.put(name, AttributeValue.fromS(value));
    return this;
  }

  /**
   * Sets a number.
   *
   * @param name the attribute
   * @param value its value
   * @return this
   */
  public Item with(String name, long value) {
    attributes.put(name, AttributeValue.fromN(Long.toString(value)));
    return this;
  }

  /**
   * Sets an instant, as milliseconds since 1970, so that conditions can compare it.
   *
   * @param name the attribute
   * @param value its value
   * @return this
   */
  public Item with(String name, Instant value) {
    return with(name, value.toEpochMilli());
  }

  /**
   * Sets a list of texts.
   *
   * @param name the attribute
   * @param values its values, which may be none
   * @return this
   */
  public Item with(String name, List<String> values) {
    attributes.put(name, AttributeValue.fromL(values.stream().map(AttributeValue::fromS).toList()));
    return this;
  }

  /**
   * Sets texts under names of their own.
   *
   * @param name the attribute
   * @param values its members, which may be none
   * @return this
   */
  public Item with(String name, Map<String, String> values) {
    Map<String, AttributeValue> members = new LinkedHashMap<>();
    values.forEach((member, value) -> members.put(member, AttributeValue.fromS(value)));
    attributes.put(name, AttributeValue.fromM(members));
    return this;
  }

  /**
   * What the SDK takes.
   *
   * @return the attributes
   */
  public Map<String, AttributeValue> attributes() {
    return attributes;
  }

  /**
   * Reads a text.
   *
   * @param name the attribute
   * @return its value
   * @throws IllegalStateException where the item lacks it
   */
  public String text(String name) {
    return optionalText(name)
        .orElseThrow(() -> new IllegalStateException("An item lacks " + name + ": " + this));
  }

  /**
   * Reads a text that may be missing.
   *
   * @param name the attribute
   * @return its value
   */
  public Optional<String> optionalText(String name) {
    return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
  }

  /**
   * Reads a number.
   *
   * @param name the attribute
   * @return its value
   * @throws IllegalStateException where the item lacks it
   */
  public long number(String name) {
    return Optional.ofNullable(attributes.get(name))
        .map(AttributeValue::n)
        .map(Long::parseLong)
        .orElseThrow(() -> new IllegalStateException("An item lacks " + name + ": " + this));
  }

  /**
   * Reads an instant.
   *
   * @param name the attribute
   * @return its value
   * @throws IllegalStateException where the item lacks it
   */
  public Instant instant(String name) {
    return Instant.ofEpochMilli(number(name));
  }

  /**
   * Reads an instant that may be missing.
   *
   * @param name the attribute
   * @return its value
   */
  public Optional<Instant> optionalInstant(String name) {
    return attributes.containsKey(name) ? Optional.of(instant(name)) : Optional.empty();
  }

  /**
   * Reads a list of texts.
   *
   * @param name the attribute
   * @return its values; none where the item lacks it
   */
  public List<String> texts(String name) {
    return Optional.ofNullable(attributes.get(name))
        .map(value -> value.l().stream().map(AttributeValue::s).toList())
        .orElse(List.of());
  }

  /**
   * Reads texts under names of their own.
   *
   * @param name the attribute
   * @return its members by name; none where the item lacks it
   */
  public SortedMap<String, String> textsByName(String name) {
    SortedMap<String, String> texts = new TreeMap<>();
    Optional.ofNullable(attributes.get(name))
        .map(AttributeValue::m)
        .ifPresent(members -> members.forEach((member, value) -> texts.put(member, value.s())));
    return texts;
  }

  @Override
  public String toString() {
    return "Item " + attributes.get("pk") + " " + attributes.get("sk");
  }
}
