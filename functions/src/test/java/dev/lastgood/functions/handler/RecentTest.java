package dev.lastgood.functions.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What was used most recently")
class RecentTest {
  private final List<String> read = new ArrayList<>();
  private final Recent<String, Integer> lengths = new Recent<>(2);

  @Test
  @DisplayName("is read once for as long as it is kept")
  void once() {
    assertEquals(3, length("one"));
    assertEquals(3, length("one"));
    assertEquals(List.of("one"), read);
  }

  @Test
  @DisplayName("gives way to what is used later, what was used longest ago first")
  void bounded() {
    length("one");
    length("three");
    length("one");
    length("eleven");
    length("one");
    length("three");
    assertEquals(List.of("one", "three", "eleven", "three"), read);
  }

  @Test
  @DisplayName("does not hold what could not be read")
  void unread() {
    assertThrows(
        IllegalStateException.class,
        () ->
            lengths.get(
                "one",
                _ -> {
                  throw new IllegalStateException();
                }));
    assertEquals(3, length("one"));
  }

  private int length(String text) {
    return lengths.get(
        text,
        key -> {
          read.add(key);
          return key.length();
        });
  }
}
