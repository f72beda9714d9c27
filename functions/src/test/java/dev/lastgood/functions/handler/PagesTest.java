package dev.lastgood.functions.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An answer that comes in pages")
class PagesTest {
  private record Page(List<String> items, String nextToken) {}

  private final List<Optional<String>> asked = new ArrayList<>();

  private List<String> read(Map<String, Page> pages) {
    return Pages.all(
        token -> {
          asked.add(Optional.ofNullable(token));
          return pages.get(Optional.ofNullable(token).orElse("first"));
        },
        Page::items,
        Page::nextToken);
  }

  @Test
  @DisplayName("is read to its end, in order, past a page that is empty")
  void all() {
    assertEquals(
        List.of("a", "b", "c"),
        read(
            Map.of(
                "first", new Page(List.of("a", "b"), "2"),
                "2", new Page(List.of(), "3"),
                "3", new Page(List.of("c"), null))));
    assertEquals(List.of(Optional.empty(), Optional.of("2"), Optional.of("3")), asked);
  }

  @Test
  @DisplayName("ends at an empty token too")
  void emptyToken() {
    assertEquals(List.of("a"), read(Map.of("first", new Page(List.of("a"), ""))));
    assertEquals(1, asked.size());
  }
}
