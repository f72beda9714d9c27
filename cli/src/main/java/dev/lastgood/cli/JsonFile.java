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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** One JSON document in a file that an option names. */
final class JsonFile {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonFile() {}

  /**
   * Reads a document; a key that stands twice in one object is an error.
   *
   * @throws ParameterException with the file and the place, where it is no JSON or cannot be read
   */
  static JsonNode read(Path file, CommandSpec spec) {
    JsonNode document;
    try {
      document = MAPPER.readTree(Files.readAllBytes(file));
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
    if (document.isMissingNode()) {
      throw refused(spec, file + ": expected one JSON document, found an empty file");
    }
    return document;
  }

  /** The document as plain Java values: maps, lists, strings, numbers, truth values and null. */
  static Object plain(JsonNode document) {
    return MAPPER.convertValue(document, Object.class);
  }

  private static ParameterException refused(CommandSpec spec, String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
