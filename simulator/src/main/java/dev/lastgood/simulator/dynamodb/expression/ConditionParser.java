package dev.lastgood.simulator.dynamodb.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Parses conditions, filters and key conditions. */
final class ConditionParser extends Parser {
  private static final int IN_OPERANDS_MAX = 100;

  ConditionParser(ExpressionKind kind, String text) {
    super(kind, text);
  }

  ConditionExpression parse() {
    Condition condition = or();
    expectEnd();
    return new ConditionExpression(kind(), condition, placeholders());
  }

  private Condition or() {
    Condition condition = and();
    while (takeKeyword("OR")) {
      condition = new Condition.Or(condition, and());
    }
    return condition;
  }

  private Condition and() {
    Condition condition = not();
    while (takeKeyword("AND")) {
      condition = new Condition.And(condition, not());
    }
    return condition;
  }

  private Condition not() {
    return takeKeyword("NOT") ? new Condition.Not(not()) : primary();
  }

  private Condition primary() {
    if (takeIf("(")) {
      boolean parenthesesAgain = peek().is("(");
      int inside = taken();
      Condition inner = or();
      if (parenthesesAgain && hasJustClosed(inside)) {
        throw kind().invalid("The expression has redundant parentheses;");
      }
      expect(")");
      return inner;
    }
    if (isFunction() && !peek().isKeyword("size")) {
      return function();
    }
    Operand left = operand();
    if (takeKeyword("BETWEEN")) {
      Operand low = operand();
      if (!takeKeyword("AND")) {
        throw unexpected();
      }
      return new Predicate.Between(left, low, operand());
    }
    if (takeKeyword("IN")) {
      return in(left);
    }
    Predicate.Comparator comparator = comparator().orElseThrow(this::unexpected);
    take();
    return new Predicate.Comparison(comparator, left, operand());
  }

  private Condition in(Operand left) {
    expect("(");
    List<Operand> candidates = operands();
    if (candidates.size() > IN_OPERANDS_MAX) {
      throw kind()
          .invalid(
              "The IN operator is provided with too many operands; number of operands: "
                  + candidates.size());
    }
    return new Predicate.In(left, candidates);
  }

  /** What stands between parentheses, the opening one of which has been taken. */
  private List<Operand> operands() {
    List<Operand> operands = new ArrayList<>();
    do {
      operands.add(operand());
    } while (takeIf(","));
    expect(")");
    return List.copyOf(operands);
  }

  private Operand operand() {
    if (peek().kind() == Token.Kind.VALUE_PLACEHOLDER) {
      return new Operand.ValueOperand(value());
    }
    if (isFunction()) {
      String name = take().text();
      if (!name.equals("size")) {
        throw kind()
            .invalid(
                "The function is not allowed to be used this way in an expression; function: "
                    + name);
      }
      expect("(");
      List<Operand> operands = operands();
      checkCount(name, 1, operands);
      return new Operand.SizeOperand(operands.getFirst());
    }
    return new Operand.PathOperand(path());
  }

  private Condition function() {
    String name = take().text();
    expect("(");
    List<Operand> operands = operands();
    return switch (name) {
      case "attribute_exists" -> new Predicate.Exists(onlyPath(name, operands), true);
      case "attribute_not_exists" -> new Predicate.Exists(onlyPath(name, operands), false);
      case "attribute_type" -> {
        checkCount(name, 2, operands);
        yield new Predicate.OfType(operands.get(0), operands.get(1));
      }
      case "begins_with" -> {
        checkCount(name, 2, operands);
        yield new Predicate.BeginsWith(operands.get(0), operands.get(1));
      }
      case "contains" -> {
        checkCount(name, 2, operands);
        yield new Predicate.Contains(operands.get(0), operands.get(1));
      }
      default ->
          throw kind().invalid("Invalid function name; function: " + name.toLowerCase(Locale.ROOT));
    };
  }

  private DocumentPath onlyPath(String function, List<Operand> operands) {
    checkCount(function, 1, operands);
    if (operands.getFirst() instanceof Operand.PathOperand(DocumentPath path)) {
      return path;
    }
    throw kind()
        .invalid(
            "Operator or function requires a document path; operator or function: " + function);
  }

  private void checkCount(String function, int count, List<Operand> operands) {
    if (operands.size() != count) {
      throw kind()
          .invalid(
              "Incorrect number of operands for operator or function; operator or function: "
                  + function
                  + ", number of operands: "
                  + operands.size());
    }
  }

  private Optional<Predicate.Comparator> comparator() {
    for (Predicate.Comparator comparator : Predicate.Comparator.values()) {
      if (peek().is(comparator.sign())) {
        return Optional.of(comparator);
      }
    }
    return Optional.empty();
  }
}
