package dev.lastgood.simulator.lambda;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What names a function in a call: its name or ARN, partial or whole, with or without a version or
 * alias; see Invoke, "FunctionName", in the AWS Lambda API Reference.
 *
 * @param name the function's name
 * @param qualifier the version or alias asked for
 */
record FunctionReference(String name, Optional<String> qualifier) {
  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?:(?:arn:aws[a-z-]*:lambda:)?(?:[a-z0-9-]+:)?(?:\\d{12}:)?function:)?"
              + "([a-zA-Z0-9_-]+)(?::(\\$LATEST|[a-zA-Z0-9_-]+))?");

  /** Reads one; empty where the text names no function at all. */
  static Optional<FunctionReference> parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new FunctionReference(matcher.group(1), Optional.ofNullable(matcher.group(2))))
        : Optional.empty();
  }
}
