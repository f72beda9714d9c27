package dev.lastgood.functions.stack;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;
import java.util.regex.Pattern;

/** A parameter of a stack, as far as it can be read back. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = StackParameter.Plain.class, name = "Plain"),
  @JsonSubTypes.Type(value = StackParameter.Secret.class, name = "Secret"),
  @JsonSubTypes.Type(value = StackParameter.Reference.class, name = "Reference")
})
public sealed interface StackParameter {
  /**
   * A value that is what it says.
   *
   * @param value the value
   */
  record Plain(String value) implements StackParameter {}

  /**
   * A NoEcho parameter. Its value is masked when it is read, so a change of it is not seen, and it
   * can only be kept as it is now.
   */
  record Secret() implements StackParameter {}

  /**
   * A value that stands for another, which CloudFormation looks up anew at each update: a dynamic
   * reference, or the name of a Systems Manager parameter.
   *
   * @param text the reference, as it was given
   * @param resolvedValue what it stood for at the last update; absent for dynamic references
   */
  record Reference(String text, Optional<String> resolvedValue) implements StackParameter {}

  /** "Parameters" in the AWS CloudFormation User Guide: NoEcho values come back as asterisks. */
  Pattern MASKED = Pattern.compile("\\*{4,}");

  /** "Get values stored in other services using dynamic references". */
  Pattern DYNAMIC = Pattern.compile("\\{\\{resolve:[^}]+}}");

  /**
   * What a described parameter is.
   *
   * @param value as DescribeStacks gives it
   * @param resolvedValue as DescribeStacks gives it, for a Systems Manager parameter
   * @return the parameter
   */
  static StackParameter of(String value, Optional<String> resolvedValue) {
    if (MASKED.matcher(value).matches()) {
      return new Secret();
    }
    if (resolvedValue.filter(resolved -> MASKED.matcher(resolved).matches()).isPresent()) {
      return new Reference(value, Optional.empty());
    }
    return resolvedValue.isPresent() || DYNAMIC.matcher(value).find()
        ? new Reference(value, resolvedValue)
        : new Plain(value);
  }
}
