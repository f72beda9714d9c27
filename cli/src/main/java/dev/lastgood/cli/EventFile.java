package dev.lastgood.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * An event of EventBridge in a file, with the fields that every event of an AWS service has. See
 * "Events in Amazon EventBridge", https://docs.aws.amazon.com/eventbridge/latest/userguide/.
 */
final class EventFile {
  private static final List<String> TEXTS =
      List.of("source", "detail-type", "account", "region", "time");

  private EventFile() {}

  /** Reads one event; refuses what is none, with its place. */
  static JsonNode read(Path file, CommandSpec spec) {
    JsonNode event = JsonFile.read(file, spec);
    if (!event.isObject()) {
      throw refused(spec, file + ": expected an event of EventBridge, a JSON object");
    }
    for (String field : TEXTS) {
      if (!event.path(field).isTextual()) {
        throw refused(spec, file + ": " + field + ": expected a text, as in every event");
      }
    }
    try {
      Instant.parse(event.path("time").asText());
    } catch (DateTimeParseException unreadable) {
      throw refused(spec, file + ": time: expected a time such as 2026-03-02T10:41:20Z");
    }
    if (!event.path("detail").isObject()) {
      throw refused(spec, file + ": detail: expected an object, as in every event");
    }
    return event;
  }

  private static ParameterException refused(CommandSpec spec, String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
