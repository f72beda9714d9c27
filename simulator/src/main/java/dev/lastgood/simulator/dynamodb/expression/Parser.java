package dev.lastgood.simulator.dynamodb.expression;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the parsers of all expressions share: the way through the words, and document paths. */
abstract class Parser {
  private static final int TEXT_BYTES_MAX = 4096;

  private final ExpressionKind kind;
  private final List<Token> tokens;
  private final Set<String> names = new LinkedHashSet<>();
  private final Set<String> values = new LinkedHashSet<>();
  private int position;

  Parser(ExpressionKind kind, String text) {
    this.kind = kind;
    if (text.length() > TEXT_BYTES_MAX) {
      throw kind.invalid(
          "Expression size has exceeded the maximum allowed size; expression size: "
              + text.length());
    }
    this.tokens = Tokenizer.tokens(kind, text);
    if (peek().kind() == Token.Kind.END) {
      throw kind.invalid("The expression can not be empty;");
    }
  }

  final ExpressionKind kind() {
    return kind;
  }

  final Placeholders placeholders() {
    return new Placeholders(List.copyOf(names), List.copyOf(values));
  }

  final Token peek() {
    return tokens.get(position);
  }

  final Token peekSecond() {
    return tokens.get(Math.min(position + 1, tokens.size() - 1));
  }

  final Token take() {
    Token token = peek();
    if (token.kind() != Token.Kind.END) {
      position++;
    }
    return token;
  }

  /** How many words have been taken. */
  final int taken() {
    return position;
  }

  /** Whether the word taken last closes the parenthesis that stands at a position. */
  final boolean hasJustClosed(int open) {
    int depth = 0;
    for (int i = open; i < position; i++) {
      if (tokens.get(i).is("(")) {
        depth++;
      } else if (tokens.get(i).is(")") && --depth == 0) {
        return i == position - 1;
      }
    }
    return false;
  }

  final boolean takeIf(String symbol) {
    if (peek().is(symbol)) {
      position++;
      return true;
    }
    return false;
  }

  final boolean takeKeyword(String keyword) {
    if (peek().isKeyword(keyword)) {
      position++;
      return true;
    }
    return false;
  }

  final void expect(String symbol) {
    if (!takeIf(symbol)) {
      throw unexpected();
    }
  }

  final void expectEnd() {
    if (peek().kind() != Token.Kind.END) {
      throw unexpected();
    }
  }

  final RuntimeException unexpected() {
    int from = Math.max(0, position - 1);
    int to = Math.min(tokens.size() - 1, position + 2);
    StringBuilder near = new StringBuilder();
    for (Token token : tokens.subList(from, Math.max(from, to))) {
      near.append(near.isEmpty() ? "" : " ").append(token.text());
    }
    return kind.invalid("Syntax error; token: \"" + peek().text() + "\", near: \"" + near + "\"");
  }

  /** A value's placeholder, remembered as used. */
  final String value() {
    String placeholder = take().text();
    values.add(placeholder);
    return placeholder;
  }

  final boolean isFunction() {
    return peek().kind() == Token.Kind.NAME && peekSecond().is("(");
  }

  final DocumentPath path() {
    List<DocumentPath.Element> elements = new ArrayList<>();
    elements.add(attribute());
    while (true) {
      if (takeIf(".")) {
        elements.add(attribute());
      } else if (takeIf("[")) {
        elements.add(index());
        expect("]");
      } else {
        return new DocumentPath(List.copyOf(elements));
      }
    }
  }

  private DocumentPath.Attribute attribute() {
    Token token = peek();
    switch (token.kind()) {
      case NAME_PLACEHOLDER -> names.add(token.text());
      case NAME -> {
        if (ReservedWords.contain(token.text())) {
          throw kind.invalid(
              "Attribute name is a reserved keyword; reserved keyword: " + token.text());
        }
      }
      case VALUE_PLACEHOLDER, NUMBER, SYMBOL, END -> throw unexpected();
    }
    take();
    return new DocumentPath.Attribute(token.text());
  }

  private DocumentPath.Index index() {
    Token token = peek();
    if (token.kind() != Token.Kind.NUMBER) {
      throw unexpected();
    }
    take();
    try {
      return new DocumentPath.Index(Integer.parseInt(token.text()));
    } catch (NumberFormatException tooLong) {
      throw kind.invalid(
          "List index is not within the allowable range; index: [" + token.text() + "]");
    }
  }
}
