package dev.lastgood.functions.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("JSON of the handlers")
class JsonTest {
  record Inner(String name, int count) {}

  record Outer(List<Inner> inners, Optional<String> maybe, Instant at) {
    Outer {
      Check.present(inners, "inners");
      maybe = maybe == null ? Optional.empty() : maybe;
    }
  }

  private static String refusal(String text) {
    return assertThrows(MalformedEventException.class, () -> Json.read(text, Outer.class))
        .getMessage();
  }

  @Test
  @DisplayName("what was written is read back, absent values left out and times as ISO 8601")
  void roundTrip() {
    Outer outer =
        new Outer(
            List.of(new Inner("a", 1)), Optional.empty(), Instant.parse("2026-03-02T10:45:00.5Z"));
    String text = Json.write(outer);
    assertEquals(
        "{\"at\":\"2026-03-02T10:45:00.500Z\",\"inners\":[{\"count\":1,\"name\":\"a\"}]}", text);
    assertEquals(outer, Json.read(text, Outer.class));
    assertEquals(
        outer,
        Json.convert(
            Map.of(
                "inners", List.of(Map.of("name", "a", "count", 1)), "at", "2026-03-02T10:45:00.5Z"),
            Outer.class));
  }

  @Test
  @DisplayName("maps are written in the order of their keys, durations as ISO 8601")
  void ordered() {
    Map<String, Object> map = new HashMap<>();
    for (String key : List.of("z", "b", "a", "m")) {
      map.put(key, Duration.ofSeconds(90));
    }
    assertEquals(
        "{\"a\":\"PT1M30S\",\"b\":\"PT1M30S\",\"m\":\"PT1M30S\",\"z\":\"PT1M30S\"}",
        Json.write(map));
  }

  @Test
  @DisplayName("a refusal names the place, through lists too")
  void place() {
    String refusal = refusal("{\"inners\":[{\"name\":\"a\"},{\"count\":\"many\"}]}");
    assertTrue(refusal.startsWith("Expected Outer, refused at /inners/1/count: "), refusal);
    String converted =
        assertThrows(
                MalformedEventException.class,
                () -> Json.convert(Map.of("inners", List.of(Map.of("count", "many"))), Outer.class))
            .getMessage();
    assertTrue(converted.contains("/inners/0/count"), converted);
  }

  @Test
  @DisplayName("what is not JSON, or of another shape altogether, is refused")
  void notJson() {
    assertTrue(refusal("{\"inners\":[").startsWith("Expected Outer"));
    assertTrue(refusal("").startsWith("Expected Outer"));
    assertTrue(refusal("[]").startsWith("Expected Outer"));
  }

  @Test
  @DisplayName("what a record itself says of its field is the refusal")
  void ownWords() {
    assertEquals("The field inners is missing or empty.", refusal("{}"));
    assertEquals(
        "The field inners is missing or empty.",
        assertThrows(MalformedEventException.class, () -> Json.convert(Map.of(), Outer.class))
            .getMessage());
  }
}
