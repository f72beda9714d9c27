package dev.lastgood.simulator.dynamodb.expression;

import java.util.ArrayList;
import java.util.List;

/** Splits the text of an expression into its words. */
final class Tokenizer {
  private final ExpressionKind kind;
  private final String text;
  private int position;

  private Tokenizer(ExpressionKind kind, String text) {
    this.kind = kind;
    this.text = text;
  }

  /** All words, the last one being the end. */
  static List<Token> tokens(ExpressionKind kind, String text) {
    Tokenizer tokenizer = new Tokenizer(kind, text);
    List<Token> tokens = new ArrayList<>();
    do {
      tokens.add(tokenizer.next());
    } while (tokens.getLast().kind() != Token.Kind.END);
    return tokens;
  }

  private Token next() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
    if (position == text.length()) {
      return new Token(Token.Kind.END, "<EOF>");
    }
    char first = text.charAt(position);
    if (first == '#' || first == ':') {
      Token.Kind placeholder =
          first == '#' ? Token.Kind.NAME_PLACEHOLDER : Token.Kind.VALUE_PLACEHOLDER;
      Token token = word(placeholder, position + 1);
      if (token.text().length() == 1) {
        throw unexpected(token.text());
      }
      return token;
    }
    if (first >= '0' && first <= '9') {
      return number();
    }
    if (isWordPart(first)) {
      return word(Token.Kind.NAME, position);
    }
    return symbol(first);
  }

  private Token word(Token.Kind tokenKind, int from) {
    int end = from;
    while (end < text.length() && isWordPart(text.charAt(end))) {
      end++;
    }
    return token(tokenKind, end);
  }

  private Token number() {
    int end = position;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return token(Token.Kind.NUMBER, end);
  }

  private Token symbol(char first) {
    char second = position + 1 < text.length() ? text.charAt(position + 1) : ' ';
    return switch (first) {
      case '<' -> token(Token.Kind.SYMBOL, position + (second == '>' || second == '=' ? 2 : 1));
      case '>' -> token(Token.Kind.SYMBOL, position + (second == '=' ? 2 : 1));
      case '=', '(', ')', '[', ']', ',', '.', '+', '-' -> token(Token.Kind.SYMBOL, position + 1);
      default -> throw unexpected(String.valueOf(first));
    };
  }

  private Token token(Token.Kind tokenKind, int end) {
    Token token = new Token(tokenKind, text.substring(position, end));
    position = end;
    return token;
  }

  private RuntimeException unexpected(String token) {
    return kind.invalid(
        "Syntax error; token: \""
            + token
            + "\", near: \""
            + text.substring(Math.max(0, position - 5), Math.min(text.length(), position + 5))
            + "\"");
  }

  private static boolean isWordPart(char unit) {
    return unit >= 'a' && unit <= 'z'
        || unit >= 'A' && unit <= 'Z'
        || unit >= '0' && unit <= '9'
        || unit == '_';
  }
}
