package dev.lastgood.asl;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Instants as text. */
final class Timestamps {

  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private Timestamps() {}

  /** ISO 8601 with a T and an offset, as the Wait state wants it; empty for anything else. */
  static Optional<Instant> parse(String text) {
    try {
      return Optional.of(
          OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME).toInstant());
    } catch (DateTimeParseException notATimestamp) {
      return Optional.empty();
    }
  }

  /** Such as 2026-01-31T09:05:07.250Z, the form of the context object and of {@code $now()}. */
  static String format(Instant instant) {
    return MILLISECONDS.format(instant);
  }
}
