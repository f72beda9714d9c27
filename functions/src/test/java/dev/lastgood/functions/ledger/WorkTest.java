package dev.lastgood.functions.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastgood.functions.Fixtures;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What was done in an incident")
class WorkTest {
  private static final Fact PLANNED =
      planned(false, Map.of("api", List.of("A."), "web", List.of("B.", "C.")));

  private static Fact planned(boolean undo, Map<String, List<String>> actions) {
    return new Fact.Planned("key", undo, "Says.", new TreeMap<>(), new TreeMap<>(actions));
  }

  private static Fact intent(String targetId, boolean takesBack) {
    return new Fact.Intent("call", targetId, "Operation", "Says.", 1, List.of(), takesBack);
  }

  private static List<String> states(Fact... facts) {
    return Work.of(Fixtures.chain(facts)).pieces().stream()
        .map(piece -> piece.says() + " " + piece.state())
        .toList();
  }

  @Test
  @DisplayName("is nothing where there was no plan")
  void nothing() {
    assertEquals(Optional.empty(), Work.of(Fixtures.chain()).says());
  }

  @Test
  @DisplayName("is told action by action, each target's in their order")
  void actions() {
    assertEquals(
        List.of("A. NOT_BEGUN", "B. DONE", "C. BEGUN"),
        states(
            PLANNED,
            intent("web", false),
            new Fact.ActionEnded("web", 0, true, "It holds."),
            intent("web", false)));
    assertEquals(
        List.of("A. FAILED", "B. NOT_BEGUN", "C. NOT_BEGUN"),
        states(
            PLANNED, intent("api", false), new Fact.ActionEnded("api", 0, false, "No capacity.")));
  }

  @Test
  @DisplayName("is not begun by a call that only takes something back")
  void takesBack() {
    assertEquals(
        List.of("A. NOT_BEGUN", "B. NOT_BEGUN", "C. NOT_BEGUN"),
        states(PLANNED, intent("web", true)));
  }

  @Test
  @DisplayName("leaves out what a later plan has replaced before it was begun")
  void replaced() {
    assertEquals(
        List.of("B. BEGUN", "D. NOT_BEGUN"),
        states(PLANNED, intent("web", false), planned(true, Map.of("web", List.of("D.")))));
  }

  @Test
  @DisplayName("is a sentence for each state")
  void says() {
    assertEquals(
        Optional.of("Done: web: B. Not done: api: A. web: C."),
        Work.of(
                Fixtures.chain(
                    PLANNED,
                    intent("web", false),
                    new Fact.ActionEnded("web", 0, true, "It holds.")))
            .says());
  }
}
