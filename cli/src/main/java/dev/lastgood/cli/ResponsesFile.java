package dev.lastgood.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.functions.config.NearestName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * A list of task answers in a file: objects with {@code state} and either {@code output} or {@code
 * error}, the latter with or without {@code cause}; {@code delaySeconds} where the task takes its
 * time. Other fields are for people.
 */
final class ResponsesFile {
  private static final String TASK = "Task";

  /** More would overrun the longest timeout that the language has. */
  private static final double DELAY_SECONDS_MAX = 99_999_999;

  private static final double MILLISECONDS = 1000;

  private final Path file;
  private final CommandSpec spec;
  private final Map<String, String> stateTypes;

  private ResponsesFile(Path file, CommandSpec spec, Map<String, String> stateTypes) {
    this.file = file;
    this.spec = spec;
    this.stateTypes = stateTypes;
  }

  /**
   * Reads the answers.
   *
   * @param stateTypes the types of the definition's states by their names
   * @throws ParameterException with the file and the place, for the first that is none
   */
  static List<CannedResponse> read(Path file, CommandSpec spec, Map<String, String> stateTypes) {
    ResponsesFile responses = new ResponsesFile(file, spec, stateTypes);
    JsonNode document = JsonFile.read(file, spec);
    if (!document.isArray()) {
      throw responses.refused(
          "", "expected a list of objects, each with state and output, or state and error");
    }
    List<CannedResponse> read = new ArrayList<>();
    for (int index = 0; index < document.size(); index++) {
      read.add(responses.response(document.get(index), "/" + index));
    }
    return read;
  }

  private CannedResponse response(JsonNode response, String place) {
    if (!response.isObject()) {
      throw refused(place, "expected an object with state and output, or state and error");
    }
    String state = state(response, place);
    // Null is an output, but no error: who writes all fields always may write it for either.
    boolean fails = response.hasNonNull("error");
    if (fails && response.hasNonNull("output")) {
      throw refused(place, "expected either output or error, found both");
    }
    if (!fails && !response.has("output")) {
      throw refused(place, "expected output or error, found neither");
    }
    CannedResponse.Answer answer =
        fails
            ? failure(response, place)
            : new CannedResponse.Output(JsonFile.plain(response.get("output")));
    return new CannedResponse(state, answer, delay(response, place));
  }

  private String state(JsonNode response, String place) {
    if (!response.path("state").isTextual()) {
      throw refused(place + "/state", "expected the name of a Task state");
    }
    String state = response.get("state").textValue();
    String type = stateTypes.get(state);
    if (type == null) {
      List<String> tasks =
          stateTypes.keySet().stream().filter(name -> stateTypes.get(name).equals(TASK)).toList();
      throw refused(
          place + "/state",
          "the definition has no state '%s'%s"
              .formatted(
                  state,
                  NearestName.of(state, tasks)
                      .map(nearest -> "; did you mean '" + nearest + "'?")
                      .orElse(
                          tasks.isEmpty()
                              ? "; it has no Task state"
                              : "; its Task states are '" + String.join("', '", tasks) + "'")));
    }
    if (!type.equals(TASK)) {
      throw refused(
          place + "/state",
          "the state '%s' is a %s, and only a Task asks for an answer".formatted(state, type));
    }
    return state;
  }

  private CannedResponse.Failure failure(JsonNode response, String place) {
    if (!response.get("error").isTextual()) {
      throw refused(place + "/error", "expected the error's name, a string");
    }
    JsonNode cause = response.path("cause");
    if (!cause.isTextual() && !cause.isNull() && !cause.isMissingNode()) {
      throw refused(place + "/cause", "expected the explanation, a string");
    }
    return new CannedResponse.Failure(
        response.get("error").textValue(), Optional.ofNullable(cause.textValue()));
  }

  private Duration delay(JsonNode response, String place) {
    JsonNode delay = response.path("delaySeconds");
    if (delay.isMissingNode()) {
      return Duration.ZERO;
    }
    if (!delay.isNumber() || delay.doubleValue() < 0 || delay.doubleValue() > DELAY_SECONDS_MAX) {
      throw refused(place + "/delaySeconds", "expected a number of seconds from 0 to 99999999");
    }
    return Duration.ofMillis(Math.round(delay.doubleValue() * MILLISECONDS));
  }

  private ParameterException refused(String place, String why) {
    return new ParameterException(
        spec.commandLine(), file + ": " + (place.isEmpty() ? "" : place + ": ") + why);
  }
}
