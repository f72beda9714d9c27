package dev.lastgood.asl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** JSON text and its plain Java values. Only for what is rare: loading, and texts inside causes. */
final class Json {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /**
   * Reads a document; a key that stands twice in one object is an error.
   *
   * @throws JsonProcessingException for anything that is not JSON
   */
  static Object read(String text) throws JsonProcessingException {
    return MAPPER.readValue(text, Object.class);
  }

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The type of a value, in JSON's words. */
  static String typeOf(Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> "string";
      case Number number -> "number";
      case Boolean truth -> "boolean";
      case List<?> list -> "array";
      case Map<?, ?> map -> "object";
      default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
    };
  }
}
