package dev.lastgood.simulator.dynamodb.expression;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Parses updates. */
final class UpdateParser extends Parser {
  private enum Section {
    SET,
    REMOVE,
    ADD,
    DELETE
  }

  private final List<UpdateAction> actions = new ArrayList<>();

  UpdateParser(String text) {
    super(ExpressionKind.UPDATE, text);
  }

  UpdateExpression parse() {
    EnumSet<Section> seen = EnumSet.noneOf(Section.class);
    while (peek().kind() != Token.Kind.END) {
      Section section = section().orElseThrow(this::unexpected);
      take();
      if (!seen.add(section)) {
        throw kind()
            .invalid(
                "The \"" + section + "\" section can only be used once in an update expression;");
      }
      do {
        actions.add(action(section));
      } while (takeIf(","));
    }
    return new UpdateExpression(actions, placeholders());
  }

  private Optional<Section> section() {
    for (Section section : Section.values()) {
      if (peek().isKeyword(section.name())) {
        return Optional.of(section);
      }
    }
    return Optional.empty();
  }

  private UpdateAction action(Section section) {
    DocumentPath path = path();
    return switch (section) {
      case SET -> {
        expect("=");
        yield new UpdateAction.Set(path, value(operand()));
      }
      case REMOVE -> new UpdateAction.Remove(path);
      case ADD -> new UpdateAction.Add(path, literal());
      case DELETE -> new UpdateAction.Delete(path, literal());
    };
  }

  private String literal() {
    if (peek().kind() != Token.Kind.VALUE_PLACEHOLDER) {
      throw unexpected();
    }
    return value();
  }

  private UpdateValue value(UpdateValue left) {
    if (takeIf("+")) {
      return new UpdateValue.Sum(left, operand(), false);
    }
    if (takeIf("-")) {
      return new UpdateValue.Sum(left, operand(), true);
    }
    return left;
  }

  private UpdateValue operand() {
    if (takeIf("(")) {
      UpdateValue inner = value(operand());
      expect(")");
      return inner;
    }
    if (peek().kind() == Token.Kind.VALUE_PLACEHOLDER) {
      return new UpdateValue.Plain(new Operand.ValueOperand(value()));
    }
    if (isFunction()) {
      return function();
    }
    return new UpdateValue.Plain(new Operand.PathOperand(path()));
  }

  private UpdateValue function() {
    String name = take().text();
    return switch (name) {
      case "if_not_exists" -> {
        expect("(");
        if (peek().kind() == Token.Kind.VALUE_PLACEHOLDER) {
          throw kind()
              .invalid(
                  "Operator or function requires a document path; operator or function: " + name);
        }
        DocumentPath path = path();
        expect(",");
        UpdateValue otherwise = operand();
        expect(")");
        yield new UpdateValue.IfNotExists(path, otherwise);
      }
      case "list_append" -> {
        expect("(");
        UpdateValue front = operand();
        expect(",");
        UpdateValue back = operand();
        expect(")");
        yield new UpdateValue.ListAppend(front, back);
      }
      case "attribute_exists",
          "attribute_not_exists",
          "attribute_type",
          "begins_with",
          "contains",
          "size" ->
          throw kind()
              .invalid("The function is not allowed in an update expression; function: " + name);
      default ->
          throw kind().invalid("Invalid function name; function: " + name.toLowerCase(Locale.ROOT));
    };
  }
}
