package dev.lastgood.simulator.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** How a service answers to requests that its API model does not allow. */
@FunctionalInterface
public interface Validation {
  /**
   * The answer.
   *
   * @param violations what is wrong, at least one
   * @return the exception, to be thrown; empty where this service lets it pass
   */
  Optional<AwsServiceException> refusal(List<Violation> violations);

  /**
   * The answer that most services give: all that is wrong in one message, member by member; see
   * "Common error types" in the API reference of each, {@code ValidationError} and {@code
   * ValidationException}. The wording is what the services are seen to answer.
   *
   * @param error the service's error for it
   * @return answers with it
   */
  static Validation constraints(ServiceError error) {
    return violations ->
        Optional.of(
            error.saying(
                violations.stream()
                    .map(Validation::constraint)
                    .collect(
                        Collectors.joining(
                            "; ",
                            violations.size() == 1
                                ? "1 validation error detected: "
                                : violations.size() + " validation errors detected: ",
                            ""))));
  }

  /**
   * The answer of EC2 and SQS: the first parameter that is wrong; see {@code MissingParameter} and
   * {@code InvalidParameterValue} in "Error codes for the Amazon EC2 API" and in "Common errors" of
   * the Amazon SQS API Reference.
   *
   * @param missing the error for what is not there
   * @param invalid the error for a value that is not known
   * @return answers with one of them
   */
  static Validation parameters(ServiceError missing, ServiceError invalid) {
    return violations ->
        Optional.of(
            switch (violations.getFirst()) {
              case Violation.Missing(String path) ->
                  missing.saying("The request must contain the parameter " + path);
              case Violation.Unknown(String path, String value, _) ->
                  invalid.saying("Value (" + value + ") for parameter " + path + " is invalid.");
            });
  }

  private static String constraint(Violation violation) {
    return switch (violation) {
      case Violation.Missing(String path) ->
          "Value null at '"
              + inLowerCase(path)
              + "' failed to satisfy constraint: Member must not be null";
      case Violation.Unknown(String path, String value, List<String> known) ->
          "Value '"
              + value
              + "' at '"
              + inLowerCase(path)
              + "' failed to satisfy constraint: Member must satisfy enum value set: "
              + known;
    };
  }

  /** These messages begin members' names with a small letter. */
  private static String inLowerCase(String path) {
    List<String> names = new ArrayList<>();
    for (String name : path.split("\\.")) {
      names.add(name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1));
    }
    return String.join(".", names);
  }
}
