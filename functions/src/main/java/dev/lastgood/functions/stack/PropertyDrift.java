package dev.lastgood.functions.stack;

/**
 * How one property of a resource has drifted; see "PropertyDifference" in the AWS CloudFormation
 * API Reference.
 *
 * @param path where it stands in the resource, as a JSON pointer such as {@code /Tags/0/Value}
 * @param expected what it is by the template; "" where the template has none
 * @param actual what it really is; "" where there is none
 * @param kind as the API has it: {@code ADD} for what is there beyond the template's list, {@code
 *     REMOVE} for what is gone, {@code NOT_EQUAL} for another value
 */
public record PropertyDrift(String path, String expected, String actual, String kind) {}
