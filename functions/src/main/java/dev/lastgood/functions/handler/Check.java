package dev.lastgood.functions.handler;

import dev.lastgood.functions.config.Configuration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Refuses what a record of the outside world must not lack, or must not hold. */
public final class Check {
  /** What is a name, or part of a key, is not longer: keys of DynamoDB and S3 have room for it. */
  private static final int NAME_MAX = 1_000;

  /** What a person or a service writes to be read by people. */
  private static final int SENTENCE_MAX = 4_000;

  /** No deadline is further away, and no clock so wrong. */
  private static final Duration FAR = Duration.ofDays(400);

  private Check() {}

  /**
   * A field that must be there.
   *
   * @param value its value, null where it was missing
   * @param field its path in the event, such as {@code detail.alarmName}
   * @param <T> its type
   * @return the value
   * @throws MalformedEventException naming the field, where it is missing
   */
  public static <T> T present(T value, String field) {
    if (value == null || (value instanceof String text && text.isBlank())) {
      throw new MalformedEventException("The field " + field + " is missing or empty.");
    }
    return value;
  }

  /**
   * A field that names something: an id, a key, an ARN.
   *
   * @param value its value, null where it was missing
   * @param field its path in the event
   * @return the value
   * @throws MalformedEventException naming the field, where it is missing, is longer than any name
   *     or holds what no name holds
   */
  public static String name(String value, String field) {
    String name = present(value, field);
    if (name.length() > NAME_MAX) {
      throw tooLong(field, NAME_MAX);
    }
    return characters(name, field, false);
  }

  /**
   * A field that people read.
   *
   * @param value its value, null where it was missing
   * @param field its path in the event
   * @return the value
   * @throws MalformedEventException naming the field, where it is missing, too long to be told in a
   *     notice, or holds what cannot be read
   */
  public static String sentence(String value, String field) {
    String sentence = present(value, field);
    if (sentence.length() > SENTENCE_MAX) {
      throw tooLong(field, SENTENCE_MAX);
    }
    return characters(sentence, field, true);
  }

  /**
   * A field that names a plan. Plans of other incidents are nobody's business here.
   *
   * @param key its value, null where it was missing
   * @param incidentId whose plan it must be
   * @return the value
   * @throws MalformedEventException where it is missing or no plan of that incident
   */
  public static String planKey(String key, String incidentId) {
    String name = name(key, "planKey");
    if (!name.startsWith("incidents/" + incidentId + "/") || name.contains("..")) {
      throw new MalformedEventException(
          "The field planKey names no plan of incident " + incidentId + ": " + name);
    }
    return name;
  }

  /**
   * A list of names.
   *
   * @param values its value, null where it was missing
   * @param field its path in the event
   * @return the names; none where the field is missing
   * @throws MalformedEventException naming the field, where one of them is no name
   */
  public static List<String> names(List<String> values, String field) {
    if (values == null) {
      return List.of();
    }
    values.forEach(value -> name(value, field));
    return List.copyOf(values);
  }

  /**
   * Targets that there are.
   *
   * @param targetIds their names in the configuration
   * @param configuration the environment
   * @throws MalformedEventException naming one that there is not
   */
  public static void targets(List<String> targetIds, Configuration configuration) {
    for (String targetId : targetIds) {
      if (configuration.target(targetId).isEmpty()) {
        throw new MalformedEventException(
            "The field targetIds names no target: there is no " + targetId + ".");
      }
    }
  }

  /**
   * An instant that can be reckoned with.
   *
   * @param value its value, null where it was missing
   * @param field its path in the event
   * @return the value
   * @throws MalformedEventException naming the field, where it is missing or no instant of our time
   */
  public static Instant instant(Instant value, String field) {
    Instant instant = present(value, field);
    if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LAST)) {
      throw new MalformedEventException(
          "The field " + field + " is " + instant + ", which is no time of now.");
    }
    return instant;
  }

  /** The last second that RFC 3339 can write, which is what AWS writes times in. */
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z").minus(FAR);

  private static MalformedEventException tooLong(String field, int max) {
    return new MalformedEventException(
        "The field " + field + " is longer than " + max + " characters.");
  }

  private static String characters(String text, String field, boolean lines) {
    for (int index = 0; index < text.length(); index++) {
      char at = text.charAt(index);
      boolean lone =
          Character.isSurrogate(at)
              && !(Character.isHighSurrogate(at)
                  && index + 1 < text.length()
                  && Character.isLowSurrogate(text.charAt(index + 1)))
              && !(Character.isLowSurrogate(at)
                  && index > 0
                  && Character.isHighSurrogate(text.charAt(index - 1)));
      boolean line = lines && (at == '\n' || at == '\r' || at == '\t');
      if (lone || (Character.isISOControl(at) && !line)) {
        throw new MalformedEventException(
            "The field " + field + " holds a character that is none, at " + index + ".");
      }
    }
    return text;
  }
}
