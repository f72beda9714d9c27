package dev.lastgood.asl;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** How the content of an object is cut into items. Objects named {@code .gz} are unpacked first. */
sealed interface ItemFormat {

  /**
   * Reads one object.
   *
   * @param source the object, for messages and the context object
   * @throws ObjectStore.AccessException where the content is not what it should be
   */
  default void read(byte[] content, String source, MapItems items)
      throws ObjectStore.AccessException {
    try {
      parse(unpacked(content, source), source, items);
    } catch (JsonProcessingException malformed) {
      throw new ObjectStore.AccessException(
          "%s cannot be read: %s (line %d, column %d)"
              .formatted(
                  source,
                  malformed instanceof MismatchedInputException
                      ? "something stands after the document"
                      : malformed.getOriginalMessage(),
                  malformed.getLocation() == null ? 0 : malformed.getLocation().getLineNr(),
                  malformed.getLocation() == null ? 0 : malformed.getLocation().getColumnNr()));
    } catch (IOException broken) {
      throw new ObjectStore.AccessException(source + " cannot be read: " + broken.getMessage());
    }
  }

  private static String unpacked(byte[] content, String source)
      throws IOException, ObjectStore.AccessException {
    if (source.endsWith(".zst") || source.endsWith(".zstd")) {
      throw new ObjectStore.AccessException(source + " is compressed with ZSTD, unknown here.");
    }
    if (!source.endsWith(".gz")) {
      return new String(content, StandardCharsets.UTF_8);
    }
    try (GZIPInputStream unpacking = new GZIPInputStream(new ByteArrayInputStream(content))) {
      return new String(unpacking.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Adds the items of a text. */
  void parse(String text, String source, MapItems items)
      throws IOException, ObjectStore.AccessException;

  /**
   * One JSON document.
   *
   * @param pointer where in it the items are
   */
  record WholeJson(Optional<JsonPointer> pointer) implements ItemFormat {
    @Override
    public void parse(String text, String source, MapItems items)
        throws IOException, ObjectStore.AccessException {
      Object document = Json.read(text);
      Object found = document;
      for (JsonPointer at = pointer.orElse(JsonPointer.empty());
          !at.matches() && found != null;
          at = at.tail()) {
        found = step(found, at);
      }
      if (!(found instanceof Map<?, ?> || found instanceof List<?>)) {
        throw new ObjectStore.AccessException(
            "%s must hold an array or an object%s, but there is %s."
                .formatted(
                    source,
                    pointer.map(at -> " at " + at).orElse(""),
                    found == null ? "nothing" : Json.typeOf(found)));
      }
      items.addAll(found, source);
    }

    private static Object step(Object document, JsonPointer at) {
      if (document instanceof Map<?, ?> map) {
        return map.get(at.getMatchingProperty());
      }
      return document instanceof List<?> list
              && at.getMatchingIndex() >= 0
              && at.getMatchingIndex() < list.size()
          ? list.get(at.getMatchingIndex())
          : null;
    }
  }

  /** A JSON document on every line. */
  record JsonLines() implements ItemFormat {
    @Override
    public void parse(String text, String source, MapItems items)
        throws IOException, ObjectStore.AccessException {
      int number = 0;
      for (String line : text.split("\r?\n")) {
        number++;
        if (items.isFull()) {
          return;
        }
        if (!line.isBlank()) {
          items.add(document(line, number, source), source);
        }
      }
    }

    private static Object document(String line, int number, String source)
        throws ObjectStore.AccessException {
      try {
        return Json.read(line);
      } catch (JsonProcessingException malformed) {
        throw new ObjectStore.AccessException(
            "%s cannot be read: line %d is not JSON: %s"
                .formatted(source, number, malformed.getOriginalMessage()));
      }
    }
  }

  /**
   * Delimited text.
   *
   * @param delimiter between fields
   * @param headers the names of the columns, where the first line does not tell them
   */
  record DelimitedText(char delimiter, Optional<List<String>> headers) implements ItemFormat {
    @Override
    public void parse(String text, String source, MapItems items) throws IOException {
      CsvRows.read(text, delimiter, headers, row -> items.add(row, source), items::isFull);
    }
  }
}
