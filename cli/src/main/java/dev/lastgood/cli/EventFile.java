package dev.lastgood.cli;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final List<String> TEXTS =
      List.of("source", "detail-type", "account", "region", "time");

  private EventFile() {}

  /** Reads one event; refuses what is none, with its place. */
  static JsonNode read(Path file, CommandSpec spec) {
    JsonNode event;
    try {
      event = MAPPER.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException unreadable) {
      JsonLocation place = unreadable.getLocation();
      String why =
          unreadable instanceof MismatchedInputException
              ? "something stands after it"
              : unreadable.getOriginalMessage();
      throw refused(
          spec,
          "%s:%d:%d: expected one JSON document: %s"
              .formatted(file, place.getLineNr(), place.getColumnNr(), why));
    } catch (NoSuchFileException missing) {
      throw refused(spec, file + ": no such file");
    } catch (IOException failed) {
      throw refused(
          spec, file + ": " + (Files.isDirectory(file) ? "is a folder" : "cannot be read"));
    }
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
