package dev.lastgood.simulator.eventbridge;

import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.handler.MalformedEventException;
import java.util.Map;

/**
 * An event pattern in EventBridge's own language, checked and ready to match; see "Creating
 * EventBridge event patterns" and "Comparison operators for use in event patterns" in the Amazon
 * EventBridge User Guide.
 */
public final class EventPattern {
  private final PatternNode root;

  private EventPattern(PatternNode root) {
    this.root = root;
  }

  /**
   * Reads a pattern.
   *
   * @param json JSON text
   * @return the pattern
   * @throws InvalidEventPatternException where it is not valid, with the place and what was
   *     expected there
   */
  public static EventPattern parse(String json) {
    Object pattern;
    try {
      pattern = Json.read(json, Object.class);
    } catch (MalformedEventException unreadable) {
      throw new InvalidEventPatternException("", unreadable.getMessage());
    }
    if (!(pattern instanceof Map<?, ?> fields)) {
      throw new InvalidEventPatternException("", "a pattern is a JSON object");
    }
    return of(fields);
  }

  /**
   * Reads a pattern, as a template holds it.
   *
   * @param pattern JSON values
   * @return the pattern
   * @throws InvalidEventPatternException where it is not valid
   */
  public static EventPattern of(Map<?, ?> pattern) {
    return new EventPattern(PatternReader.read(pattern));
  }

  /**
   * Whether an event matches.
   *
   * @param event the whole event, JSON values
   * @return true where each field of the pattern finds its match
   */
  public boolean matches(Map<String, Object> event) {
    return root.matches(event, event);
  }
}
