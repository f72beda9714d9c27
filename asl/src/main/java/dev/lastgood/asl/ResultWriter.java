package dev.lastgood.asl;

import java.util.Map;
import java.util.Optional;

/**
 * What becomes of the children's results.
 *
 * @param arguments the bucket and the prefix to write to; empty where the results are the state's
 * @param transformation what of a result is kept
 * @param lines whether results stand on a line each, rather than in one array
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html">ResultWriter
 *     (Map)</a>
 */
record ResultWriter(Optional<Template> arguments, Transformation transformation, boolean lines) {

  /** Without a ResultWriter. */
  static final ResultWriter DEFAULT =
      new ResultWriter(Optional.empty(), Transformation.COMPACT, false);

  /** What of a result is kept. */
  enum Transformation {
    /** The output, with the execution's metadata around it. */
    NONE,
    /** The output alone. */
    COMPACT,
    /** The output alone, and the elements of an array each for themselves. */
    FLATTEN
  }

  /** Where files go. */
  record Destination(String bucket, String prefix) {}

  Optional<Destination> destination(QueryScope scope) throws QueryFailure {
    if (arguments.isEmpty()) {
      return Optional.empty();
    }
    Map<?, ?> values = Typed.object(arguments.get(), scope, "ResultWriter/Arguments");
    String prefix = values.get("Prefix") instanceof String text ? text : "";
    return Optional.of(
        new Destination(
            Typed.member(values, "Bucket", "ResultWriter/Arguments"),
            prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/"));
  }
}
