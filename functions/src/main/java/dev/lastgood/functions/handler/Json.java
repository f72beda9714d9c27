package dev.lastgood.functions.handler;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** JSON as all handlers read and write it: records, unknown fields tolerated, times as ISO 8601. */
public final class Json {
  /** The one mapper; immutable once built. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder(
              // Buffers that a thread keeps are of no use to threads that live for one invocation.
              JsonFactory.builder()
                  .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                  .build())
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
          .build();

  private Json() {}

  /**
   * Writes a value that is ours.
   *
   * @param value a record, map or list
   * @return JSON text
   */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalArgumentException(
          "Cannot be written as JSON: " + value.getClass().getName(), impossible);
    }
  }

  /**
   * Reads a text.
   *
   * @param text JSON
   * @param type what it must hold
   * @param <T> what it must hold
   * @return the value
   * @throws MalformedEventException naming the place, where it holds something else
   */
  public static <T> T read(String text, Class<T> type) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException unreadable) {
      throw refused(unreadable, type);
    }
  }

  /**
   * Reads a value that is JSON already.
   *
   * @param value maps, lists, strings, numbers, booleans
   * @param type what it must hold
   * @param <T> what it must hold
   * @return the value
   * @throws MalformedEventException naming the place, where it holds something else
   */
  public static <T> T convert(Object value, Class<T> type) {
    try {
      return MAPPER.convertValue(value, type);
    } catch (IllegalArgumentException unreadable) {
      if (unreadable.getCause() instanceof JsonProcessingException cause) {
        throw refused(cause, type);
      }
      throw new MalformedEventException(
          "Expected " + type.getSimpleName() + ": it is no such thing.", unreadable);
    }
  }

  static MalformedEventException refused(JsonProcessingException unreadable, Class<?> type) {
    for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
      if (cause instanceof MalformedEventException told) {
        return told;
      }
    }
    return new MalformedEventException(Refusal.says(unreadable, type), unreadable);
  }
}
