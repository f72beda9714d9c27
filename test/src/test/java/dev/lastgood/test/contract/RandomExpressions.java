package dev.lastgood.test.contract;

import static dev.lastgood.test.contract.Attributes.l;
import static dev.lastgood.test.contract.Attributes.m;
import static dev.lastgood.test.contract.Attributes.n;
import static dev.lastgood.test.contract.Attributes.s;
import static dev.lastgood.test.contract.Attributes.ss;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Makes up expressions, many of which make no sense, with the names and values they mention. */
final class RandomExpressions {
  private static final List<String> PATHS =
      List.of(
          "n", "t", "s", "l", "l[0]", "l[1]", "l[4]", "m", "m.x", "m.y", "m.y.z", "m.k[0]", "ss",
          "ns", "b", "q", "gone", "gone.x", "#r", "m.#r", "pk");
  private static final List<String> SIGNS = List.of("=", "<>", "<", "<=", ">", ">=");

  private final RandomGenerator chance;
  private final Map<String, String> names = new TreeMap<>();
  private final Map<String, AttributeValue> values = new TreeMap<>();

  RandomExpressions(RandomGenerator chance) {
    this.chance = chance;
  }

  Map<String, String> names() {
    return names;
  }

  Map<String, AttributeValue> values() {
    return values;
  }

  String condition() {
    return condition(2);
  }

  String projection() {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i <= chance.nextInt(3); i++) {
      paths.add(path());
    }
    return String.join(", ", paths);
  }

  String update() {
    StringBuilder text = new StringBuilder();
    if (chance.nextInt(4) > 0) {
      text.append(" SET ").append(target()).append(" = ").append(updateValue());
      if (chance.nextInt(3) == 0) {
        text.append(", ").append(target()).append(" = ").append(updateValue());
      }
    }
    if (chance.nextInt(5) == 0) {
      text.append(" REMOVE ").append(target()).append(", ").append(path());
    }
    if (chance.nextInt(4) == 0) {
      boolean number = chance.nextBoolean();
      text.append(number ? " ADD n " : " ADD ss ")
          .append(placeholder(number ? n(chance.nextInt(5)) : ss("b", "c")));
    }
    if (text.isEmpty()) {
      text.append(" DELETE ").append(chance.nextBoolean() ? "ss " : "ns ").append(value());
    }
    return text.toString();
  }

  AttributeValue randomValue() {
    return switch (chance.nextInt(12)) {
      case 0, 1, 2 -> n(chance.nextInt(4));
      case 3 -> n(chance.nextInt(3) + ".50");
      case 4, 5 -> s(List.of("a", "ab", "b", "", "é").get(chance.nextInt(5)));
      case 6 -> l(n(chance.nextInt(3)), s("a"), m("x", n(1)));
      case 7 -> m("x", n(chance.nextInt(3)), "y", m("z", s("a")), "k", l(n(1), n(2)));
      case 8 -> chance.nextBoolean() ? ss("a") : ss("b", "a");
      case 9 -> AttributeValue.fromNs(chance.nextBoolean() ? List.of("1") : List.of("2", "1.0"));
      case 10 ->
          chance.nextBoolean() ? AttributeValue.fromBool(true) : AttributeValue.fromNul(true);
      default -> AttributeValue.fromB(SdkBytes.fromUtf8String("ab".substring(chance.nextInt(2))));
    };
  }

  private String condition(int depth) {
    return switch (chance.nextInt(depth > 0 ? 13 : 9)) {
      case 0, 1, 2 -> operand() + " " + SIGNS.get(chance.nextInt(6)) + " " + operand();
      case 3 -> operand() + " BETWEEN " + operand() + " AND " + operand();
      case 4 -> operand() + " IN (" + operand() + ", " + operand() + ")";
      case 5 ->
          (chance.nextBoolean() ? "attribute_exists(" : "attribute_not_exists(") + path() + ")";
      case 6 -> "attribute_type(" + path() + ", " + type() + ")";
      case 7 -> "begins_with(" + operand() + ", " + operand() + ")";
      case 8 -> "contains(" + operand() + ", " + operand() + ")";
      case 9 -> condition(depth - 1) + " AND " + condition(depth - 1);
      case 10 -> condition(depth - 1) + " OR " + condition(depth - 1);
      case 11 -> "NOT " + condition(depth - 1);
      default -> "(" + condition(depth - 1) + ")";
    };
  }

  private String operand() {
    return switch (chance.nextInt(7)) {
      case 0, 1, 2 -> path();
      case 3 -> "size(" + path() + ")";
      default -> value();
    };
  }

  private String updateValue() {
    return switch (chance.nextInt(8)) {
      case 0 -> path();
      case 1 -> path() + " + " + value();
      case 2 -> value() + " - " + path();
      case 3 -> "if_not_exists(" + path() + ", " + value() + ")";
      case 4 -> "if_not_exists(" + path() + ", " + value() + ") + " + value();
      case 5 -> "list_append(" + path() + ", " + value() + ")";
      default -> value();
    };
  }

  /** Mostly an attribute of the item itself, because deeper paths seldom lead anywhere. */
  private String target() {
    return chance.nextInt(3) == 0
        ? path()
        : List.of("n", "t", "s", "q", "b").get(chance.nextInt(5));
  }

  private String path() {
    String path = PATHS.get(chance.nextInt(PATHS.size()));
    if (path.contains("#r")) {
      names.put("#r", "status");
    }
    return path;
  }

  private String value() {
    return placeholder(randomValue());
  }

  private String type() {
    return placeholder(s(List.of("S", "N", "L", "M", "NULL", "BOOL", "SS").get(chance.nextInt(7))));
  }

  private String placeholder(AttributeValue value) {
    String placeholder = ":v" + values.size();
    values.put(placeholder, value);
    return placeholder;
  }
}
