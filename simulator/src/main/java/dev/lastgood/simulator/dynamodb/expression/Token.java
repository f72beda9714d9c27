package dev.lastgood.simulator.dynamodb.expression;

/**
 * One word of an expression.
 *
 * @param kind what it is
 * @param text as it stands there
 */
record Token(Kind kind, String text) {
  enum Kind {
    /** A keyword, a function or an attribute. */
    NAME,
    /** A placeholder for an attribute's name, such as {@code #a}. */
    NAME_PLACEHOLDER,
    /** A placeholder for a value, such as {@code :a}. */
    VALUE_PLACEHOLDER,
    /** The position in a list. */
    NUMBER,
    /** An operator or a bracket. */
    SYMBOL,
    /** Nothing more follows. */
    END
  }

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isKeyword(String keyword) {
    return kind == Kind.NAME && text.equalsIgnoreCase(keyword);
  }
}
