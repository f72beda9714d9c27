package dev.lastgood.test.contract;

import static dev.lastgood.test.contract.Attributes.item;
import static dev.lastgood.test.contract.Attributes.l;
import static dev.lastgood.test.contract.Attributes.m;
import static dev.lastgood.test.contract.Attributes.n;
import static dev.lastgood.test.contract.Attributes.s;
import static dev.lastgood.test.contract.Attributes.ss;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Conditions: what they say, and what is refused. */
abstract class ConditionsContract extends DynamoDbContract {
  ConditionsContract(DynamoDbClient client) {
    super(client);
  }

  @Test
  @DisplayName("numbers compare as numbers, to 38 digits")
  void numbers() {
    given("n", n("10"), "big", n("12345678901234567890123456789012345678"));
    assertTrue(holds("n > :v", ":v", n("9")));
    assertTrue(holds("n = :v", ":v", n("10.0")));
    assertTrue(holds("big > :v", ":v", n("12345678901234567890123456789012345677")));
    assertFalse(holds("n < :v", ":v", n("-11")));
    assertEquals(n("12345678901234567890123456789012345678"), stored("a", "1").get("big"));
  }

  @Test
  @DisplayName("strings compare by their bytes")
  void strings() {
    given("s", s("b"));
    assertTrue(holds("s > :v", ":v", s("a")));
    assertTrue(holds("s < :v", ":v", s("é")));
    assertTrue(holds("s > :v", ":v", s("B")));
    given("s", s("\uFFFD"));
    assertTrue(holds("s < :v", ":v", s("\uD83D\uDE00")));
  }

  @Test
  @DisplayName("values of different types are neither equal nor in order")
  void differentTypes() {
    given("n", n("1"));
    assertFalse(holds("n = :v", ":v", s("1")));
    assertTrue(holds("n <> :v", ":v", s("1")));
    assertFalse(holds("n < :v", ":v", s("2")));
    assertFalse(holds("n >= :v", ":v", s("0")));
  }

  @Test
  @DisplayName("what is missing makes every comparison false, except <>")
  void missing() {
    given("n", n("1"));
    for (String sign : new String[] {"=", "<", "<=", ">", ">="}) {
      assertFalse(holds("gone " + sign + " :v", ":v", n("1")), sign);
    }
    assertTrue(holds("gone <> :v", ":v", n("1")));
    assertFalse(holds("gone BETWEEN :v AND :w", ":v", n("1"), ":w", n("2")));
    assertFalse(holds("gone IN (:v)", ":v", n("1")));
    assertFalse(holds("size(gone) > :v", ":v", n("0")));
    assertFalse(holds("contains(gone, :v)", ":v", n("1")));
    assertTrue(holds("NOT contains(gone, :v)", ":v", n("1")));
  }

  @Test
  @DisplayName("BETWEEN takes in both ends, IN any of its list")
  void ranges() {
    given("n", n("5"));
    assertTrue(holds("n BETWEEN :v AND :w", ":v", n("5"), ":w", n("9")));
    assertTrue(holds("n BETWEEN :v AND :w", ":v", n("1"), ":w", n("5")));
    assertFalse(holds("n BETWEEN :v AND :w", ":v", n("6"), ":w", n("9")));
    assertTrue(holds("n IN (:v, :w)", ":v", n("1"), ":w", n("5")));
    assertFalse(holds("n IN (:v)", ":v", n("1")));
  }

  @Test
  @DisplayName("NOT binds before AND, AND before OR, and parentheses before all")
  void precedence() {
    given("t", n("1"));
    String yes = "attribute_exists(t)";
    String no = "attribute_exists(f)";
    assertTrue(holds(yes + " OR " + yes + " AND " + no));
    assertFalse(holds("(" + yes + " OR " + yes + ") AND " + no));
    assertTrue(holds("NOT " + no + " AND " + yes));
    assertFalse(holds("NOT (" + yes + " OR " + no + ")"));
    assertTrue(holds("not " + no + " and " + yes));
  }

  @Test
  @DisplayName("functions look at what is there, deep inside too")
  void functions() {
    given(
        "s", s("héllo"),
        "l", l(n("1"), m("x", s("deep"))),
        "set", ss("a", "b"),
        "nothing", AttributeValue.fromNul(true));
    assertTrue(holds("begins_with(s, :v)", ":v", s("hé")));
    assertTrue(holds("contains(s, :v)", ":v", s("llo")));
    assertTrue(holds("contains(l, :v)", ":v", n("1.0")));
    assertFalse(holds("contains(l, :v)", ":v", s("1")));
    assertTrue(holds("size(s) = :v", ":v", n("5")));
    assertTrue(holds("size(l) = :v", ":v", n("2")));
    assertTrue(holds("attribute_type(nothing, :v)", ":v", s("NULL")));
    assertTrue(holds("attribute_exists(l[1].x)"));
    assertTrue(holds("attribute_not_exists(l[2])"));
    assertTrue(holds("attribute_not_exists(s.x)"));
  }

  @Test
  @DisplayName("an item that does not exist has no attributes")
  void noItem() {
    assertTrue(holds("attribute_not_exists(pk)"));
    assertFalse(holds("attribute_exists(pk)"));
  }

  @Test
  @DisplayName("placeholders must be used and defined")
  void placeholders() {
    given("n", n("1"));
    assertInvalid("not defined; attribute value: :w", () -> holds("n = :w", ":v", n("1")));
    assertInvalid("not defined; attribute name: #x", () -> holds("#x = :v", ":v", n("1")));
    assertInvalid(
        "unused in expressions: keys: {:w}", () -> holds("n = :v", ":v", n("1"), ":w", n("1")));
    assertInvalid(
        "unused in expressions: keys: {#x}",
        () ->
            client()
                .putItem(
                    request ->
                        request
                            .tableName(TABLE)
                            .item(key("a", "1"))
                            .conditionExpression("attribute_exists(n)")
                            .expressionAttributeNames(Map.of("#x", "n"))));
    assertInvalid(
        "can only be specified when using expressions",
        () ->
            client()
                .putItem(
                    request ->
                        request
                            .tableName(TABLE)
                            .item(key("a", "1"))
                            .expressionAttributeValues(item(":v", n("1")))));
  }

  @Test
  @DisplayName("reserved words need a placeholder")
  void reservedWords() {
    assertInvalid(
        "Attribute name is a reserved keyword; reserved keyword: status",
        () -> holds("status = :v", ":v", n("1")));
    assertInvalid("reserved keyword: Owner", () -> holds("attribute_exists(a.Owner)"));
  }

  @Test
  @DisplayName("what makes no sense is refused, whatever the item")
  void nonsense() {
    assertInvalid("Syntax error; token: \"<EOF>\"", () -> holds("n = "));
    assertInvalid("Syntax error", () -> holds("n = :v :v", ":v", n("1")));
    assertInvalid("redundant parentheses", () -> holds("((n = :v))", ":v", n("1")));
    assertInvalid("Invalid function name; function: exists", () -> holds("exists(n)"));
    assertInvalid("Incorrect number of operands", () -> holds("begins_with(n)"));
    assertInvalid("requires a document path", () -> holds("attribute_exists(:v)", ":v", n("1")));
    assertInvalid("Incorrect operand type", () -> holds("begins_with(n, :v)", ":v", n("1")));
    assertInvalid(
        "Invalid attribute type name", () -> holds("attribute_type(n, :v)", ":v", s("X")));
    assertInvalid("must be distinct", () -> holds("n = n"));
    assertInvalid(
        "requires same data type", () -> holds("n BETWEEN :v AND :w", ":v", n("1"), ":w", s("2")));
    assertInvalid(
        "greater than or equal to lower bound",
        () -> holds("n BETWEEN :v AND :w", ":v", n("2"), ":w", n("1")));
    assertInvalid("The expression can not be empty", () -> holds(""));
  }
}
