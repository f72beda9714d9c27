package dev.lastgood.functions.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastgood.functions.Fixtures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A recovery that a person has cancelled")
class BoundaryTest {
  private static final Fact.CancelAsked WISH = new Fact.CancelAsked("ada", Optional.empty());
  private static final Fact PLANNED =
      new Fact.Planned(
          "key",
          false,
          "Two actions.",
          new TreeMap<>(),
          new TreeMap<>(Map.of("web", List.of("Replace the unhealthy.", "Replace the others."))));

  private static Fact intent(String operation) {
    return new Fact.Intent("call", "web", operation, "Says.", 1, List.of());
  }

  private static Optional<Fact.CancelAsked> reached(Fact... facts) {
    List<Fact> all = new ArrayList<>(List.of(PLANNED));
    all.addAll(Arrays.asList(facts));
    return Boundary.reached(Fixtures.chain(all.toArray(Fact[]::new)), "web");
  }

  @Test
  @DisplayName("goes on while nobody has")
  void nobody() {
    assertEquals(Optional.empty(), reached(intent("UpdateAutoScalingGroup")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UpdateAutoScalingGroup", "StartInstanceRefresh", "ExecuteChangeSet"})
  @DisplayName("stops after a call that leaves nothing mixed")
  void stops(String operation) {
    assertEquals(Optional.of(WISH), reached(intent(operation), WISH));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TerminateInstanceInAutoScalingGroup", "CancelInstanceRefresh"})
  @DisplayName("finishes a replacement that has begun, up to the end of the last action")
  void finishes(String operation) {
    Fact begun = intent(operation);
    Fact first = new Fact.ActionEnded("web", 0, true, "None is left.");
    Fact last = new Fact.ActionEnded("web", 1, true, "All are replaced.");
    assertEquals(Optional.empty(), reached(begun, WISH));
    assertEquals(Optional.empty(), reached(begun, WISH, first));
    assertEquals(Optional.of(WISH), reached(begun, WISH, first, last));
  }

  @Test
  @DisplayName("stops where the replacement has failed, or was refused, or is another target's")
  void noReplacement() {
    Fact begun = intent("TerminateInstanceInAutoScalingGroup");
    assertEquals(
        Optional.of(WISH),
        reached(begun, WISH, new Fact.ActionEnded("web", 0, false, "It failed.")));
    assertEquals(Optional.of(WISH), reached(begun, new Fact.Result("call", false, Map.of()), WISH));
    assertEquals(
        Optional.of(WISH), Boundary.reached(Fixtures.chain(PLANNED, begun, WISH), "another"));
    assertEquals(
        Optional.empty(),
        Boundary.reached(Fixtures.chain(PLANNED, begun, WISH), List.of("another", "web")));
  }
}
