package dev.lastgood.test.contract;

import static dev.lastgood.test.contract.Attributes.item;
import static dev.lastgood.test.contract.Attributes.l;
import static dev.lastgood.test.contract.Attributes.m;
import static dev.lastgood.test.contract.Attributes.n;
import static dev.lastgood.test.contract.Attributes.s;
import static dev.lastgood.test.contract.Attributes.ss;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** Update expressions. */
abstract class UpdatesContract extends DynamoDbContract {
  UpdatesContract(DynamoDbClient client) {
    super(client);
  }

  @Test
  @DisplayName("an update of what does not exist creates it")
  void creates() {
    assertEquals(
        item("pk", s("a"), "sk", s("1"), "n", n("1")), updated("SET n = :v", ":v", n("1")));
    client().updateItem(request -> request.tableName(TABLE).key(key("b", "2")));
    assertEquals(key("b", "2"), stored("b", "2"));
  }

  @Test
  @DisplayName("all actions see the item as it was before")
  void simultaneous() {
    given("a", n("1"), "b", n("2"));
    Map<String, AttributeValue> after =
        updated("SET a = b, b = a, c = a + b, d = b - :v", ":v", n("0.5"));
    assertEquals(n("2"), after.get("a"));
    assertEquals(n("1"), after.get("b"));
    assertEquals(n("3"), after.get("c"));
    assertEquals(n("1.5"), after.get("d"));
  }

  @Test
  @DisplayName("if_not_exists and list_append begin what is missing")
  void functions() {
    String expression =
        "SET c = if_not_exists(c, :zero) + :one, l = list_append(if_not_exists(l, :none), :more)";
    for (int i = 0; i < 2; i++) {
      updated(expression, ":zero", n("0"), ":one", n("1"), ":none", l(), ":more", l(s("x")));
    }
    assertEquals(n("2"), stored("a", "1").get("c"));
    assertEquals(l(s("x"), s("x")), stored("a", "1").get("l"));
  }

  @Test
  @DisplayName("positions in a list count as they were; those beyond its end append")
  void lists() {
    given("l", l(n("0"), n("1"), n("2"), n("3")));
    assertEquals(
        l(n("9"), n("3"), s("x"), s("y")),
        updated(
                "SET l[0] = :v, l[9] = :y, l[7] = :x REMOVE l[1], l[2]",
                ":v",
                n("9"),
                ":x",
                s("x"),
                ":y",
                s("y"))
            .get("l"));
  }

  @Test
  @DisplayName("deep paths change what they lead to, and nothing beside")
  void deep() {
    given("m", m("x", n("1"), "l", l(m("y", n("2")))));
    assertEquals(
        m("l", l(m("y", n("5"), "z", n("6")))),
        updated("SET m.l[0].y = :v, m.l[0].z = :w REMOVE m.x", ":v", n("5"), ":w", n("6"))
            .get("m"));
    assertInvalid(
        "document path provided in the update expression is invalid",
        () -> updated("SET gone.x = :v", ":v", n("1")));
  }

  @Test
  @DisplayName("ADD counts and unites, DELETE takes away; the last member takes the set with it")
  void addAndDelete() {
    updated("ADD c :v, t :s", ":v", n("5"), ":s", ss("b", "a"));
    Map<String, AttributeValue> after =
        updated("ADD c :v, t :s", ":v", n("-7"), ":s", ss("b", "c"));
    assertEquals(n("-2"), after.get("c"));
    assertEquals(ss("a", "b", "c"), after.get("t"));
    assertEquals(ss("b"), updated("DELETE t :s", ":s", ss("a", "c", "z")).get("t"));
    assertFalse(updated("DELETE t :s", ":s", ss("b")).containsKey("t"));
  }

  @Test
  @DisplayName("what is returned is what was asked for: all or what was touched, before or after")
  void returnValues() {
    // Of a deep path AWS returns what it leads to, DynamoDB Local the whole attribute.
    given("n", n("1"), "m", m("x", n("1")), "s", s("same"), "spent", n("7"));
    String expression = "SET n = n + :v, fresh = :v REMOVE spent";
    assertEquals(item("n", n("1"), "spent", n("7")), returned(expression, ReturnValue.UPDATED_OLD));
    assertEquals(item("n", n("3"), "fresh", n("1")), returned(expression, ReturnValue.UPDATED_NEW));
    assertEquals(n("3"), returned(expression, ReturnValue.ALL_OLD).get("n"));
    assertEquals(n("5"), returned(expression, ReturnValue.ALL_NEW).get("n"));
    assertEquals(Map.of(), returned(expression, ReturnValue.NONE));
  }

  @Test
  @DisplayName("an update that does not fit its item changes nothing")
  void doesNotFit() {
    given("n", n("1"), "s", s("x"));
    assertInvalid("incorrect data type", () -> updated("SET n = n + s"));
    assertInvalid("does not exist in the item", () -> updated("SET n = n + gone"));
    assertInvalid("incorrect data type", () -> updated("ADD s :v", ":v", n("1")));
    assertInvalid("part of the key", () -> updated("SET pk = :v", ":v", s("b")));
    assertInvalid(
        "Item size to update has exceeded",
        () -> updated("SET s = :v", ":v", s("x".repeat(400 * 1024))));
    assertEquals(item("pk", s("a"), "sk", s("1"), "n", n("1"), "s", s("x")), stored("a", "1"));
  }

  @Test
  @DisplayName("what makes no sense is refused, whatever the item")
  void nonsense() {
    assertInvalid("overlap", () -> updated("SET a = :v, a.b = :v", ":v", n("1")));
    assertInvalid("conflict", () -> updated("SET a.b = :v, a[0] = :v", ":v", n("1")));
    assertInvalid(
        "\"SET\" section can only be used once",
        () -> updated("SET a = :v SET b = :v", ":v", n("1")));
    assertInvalid("Incorrect operand type", () -> updated("ADD a :v", ":v", s("x")));
    assertInvalid("Incorrect operand type", () -> updated("DELETE a :v", ":v", n("1")));
    assertInvalid("Incorrect operand type", () -> updated("SET a = a + :v", ":v", s("x")));
    assertInvalid("not allowed in an update expression", () -> updated("SET a = size(b)"));
    assertInvalid("Syntax error", () -> updated("SET a = :v + :v + :v", ":v", n("1")));
    assertInvalid("Syntax error", () -> updated("a = :v", ":v", n("1")));
    assertInvalid("can not be empty", () -> updated(""));
  }

  private Map<String, AttributeValue> returned(String expression, ReturnValue returnValue) {
    return client()
        .updateItem(update(expression, ":v", n("1")).returnValues(returnValue).build())
        .attributes();
  }
}
