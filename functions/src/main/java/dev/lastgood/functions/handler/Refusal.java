package dev.lastgood.functions.handler;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What a reader of JSON could not read, in words that need no knowledge of the reader. */
final class Refusal {
  private Refusal() {}

  /**
   * Says what was expected, and where.
   *
   * @param unreadable what the reader said
   * @param type what the whole was to be read into
   */
  static String says(JsonProcessingException unreadable, Class<?> type) {
    String place = place(unreadable);
    return "Expected "
        + type.getSimpleName()
        + (place.isEmpty() ? "" : ", refused at " + place)
        + ": "
        + why(unreadable);
  }

  private static String place(JsonProcessingException unreadable) {
    StringBuilder place = new StringBuilder();
    if (unreadable instanceof JsonMappingException mapping) {
      for (JsonMappingException.Reference step : mapping.getPath()) {
        place
            .append('/')
            .append(step.getFieldName() == null ? step.getIndex() : step.getFieldName());
      }
    }
    return place.toString();
  }

  private static String why(JsonProcessingException unreadable) {
    if (hasCause(unreadable, StreamConstraintsException.class)) {
      return "it is nested too deep, or too long.";
    }
    return switch (unreadable) {
      case InvalidFormatException format ->
          "'" + format.getValue() + "' is not " + words(format.getTargetType()) + ".";
      case MismatchedInputException mismatch when mismatch.getTargetType() != null ->
          "it is not " + words(mismatch.getTargetType()) + ".";
      case JsonParseException noJson when noJson.getLocation() != null ->
          "it is no JSON, at line %d, column %d."
              .formatted(noJson.getLocation().getLineNr(), noJson.getLocation().getColumnNr());
      default -> "it is not complete, or holds what cannot be there.";
    };
  }

  private static boolean hasCause(Throwable thrown, Class<?> type) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static String words(Class<?> type) {
    if (type.isEnum()) {
      return "one of "
          + String.join(
              ", ", Arrays.stream(type.getEnumConstants()).map(Object::toString).toList());
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    if (type.isRecord() || Map.class.isAssignableFrom(type)) {
      return "an object";
    }
    if (List.of(int.class, long.class, Integer.class, Long.class).contains(type)) {
      return "a whole number that is in its range";
    }
    if (List.of(boolean.class, Boolean.class).contains(type)) {
      return "true or false";
    }
    if (type == Instant.class) {
      return "a time such as 2026-03-01T00:00:00Z";
    }
    return type == String.class ? "a text" : "what can be there";
  }
}
