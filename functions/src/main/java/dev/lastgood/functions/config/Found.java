package dev.lastgood.functions.config;

import com.fasterxml.jackson.databind.JsonNode;

/** Says what stands in a file where something else was expected. */
final class Found {
  private static final int TEXT_LENGTH_MAX = 60;

  private Found() {}

  static String value(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> value.isEmpty() ? "an empty mapping" : "a mapping";
      case ARRAY -> value.isEmpty() ? "an empty list" : "a list";
      case STRING -> text(value.textValue());
      case NUMBER -> "the number " + value.decimalValue().toPlainString();
      case BOOLEAN -> "the truth value " + value.asText();
      case NULL, MISSING, BINARY, POJO -> "nothing";
    };
  }

  static String text(String text) {
    String shown =
        text.codePointCount(0, text.length()) <= TEXT_LENGTH_MAX
            ? text
            : text.substring(0, text.offsetByCodePoints(0, TEXT_LENGTH_MAX)) + "…";
    StringBuilder printable = new StringBuilder("the text \"");
    shown
        .codePoints()
        .map(character -> Character.isISOControl(character) ? '?' : character)
        .forEach(printable::appendCodePoint);
    return printable.append('"').toString();
  }
}
