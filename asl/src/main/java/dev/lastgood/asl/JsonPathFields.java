package dev.lastgood.asl;

import java.util.Set;

/**
 * The fields that only exist in JSONPath definitions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html">Transforming
 *     data with JSONata in Step Functions</a>
 */
final class JsonPathFields {

  private static final Set<String> NAMES =
      Set.of(
          "InputPath",
          "OutputPath",
          "ResultPath",
          "Parameters",
          "Result",
          "ResultSelector",
          "ItemsPath",
          "SecondsPath",
          "TimestampPath",
          "TimeoutSecondsPath",
          "HeartbeatSecondsPath",
          "ErrorPath",
          "CausePath",
          "MaxConcurrencyPath",
          "ToleratedFailureCountPath",
          "ToleratedFailurePercentagePath",
          "Variable",
          "And",
          "Or",
          "Not");

  private static final Set<String> COMPARED = Set.of("String", "Numeric", "Boolean", "Timestamp");

  private static final Set<String> TESTED =
      Set.of("IsNull", "IsPresent", "IsNumeric", "IsString", "IsBoolean", "IsTimestamp");

  private JsonPathFields() {}

  static boolean contains(String field) {
    return NAMES.contains(field)
        || TESTED.contains(field)
        || COMPARED.stream().anyMatch(type -> isComparison(type, field));
  }

  /** Such as NumericGreaterThanEqualsPath, in a rule of a Choice state. */
  private static boolean isComparison(String type, String field) {
    return field.startsWith(type)
        && field
            .substring(type.length())
            .matches(
                "(Equals|LessThan|GreaterThan|LessThanEquals|GreaterThanEquals|Matches)(Path)?");
  }
}
