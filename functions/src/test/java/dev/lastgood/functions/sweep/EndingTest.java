package dev.lastgood.functions.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastgood.functions.Fixtures;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An incident ends")
class EndingTest {
  private static final Fact CHANGE =
      new Fact.Intent("call", "web", "UpdateAutoScalingGroup", "Says.", 1, List.of());
  private static final Fact PROOF = new Fact.Verified(List.of("web"), List.of("Seen."));
  private static final Chain UNTOUCHED = Fixtures.chain();
  private static final Chain CHANGED = Fixtures.chain(CHANGE);

  private static Ending decide(Chain chain, Outcome claimed) {
    return Ending.decide(chain, Optional.of(claimed), "It said so.");
  }

  @Test
  @DisplayName("as escalated where its recovery came to no end")
  void lost() {
    assertEquals(
        new Ending(Outcome.ESCALATED, "It was lost."),
        Ending.decide(UNTOUCHED, Optional.empty(), "It was lost."));
  }

  @Test
  @DisplayName("as recovered only where the ledger holds the proof")
  void recovered() {
    assertEquals(
        new Ending(Outcome.RECOVERED, "It said so."),
        decide(Fixtures.chain(CHANGE, PROOF), Outcome.RECOVERED));
    assertEquals(
        new Ending(Outcome.ESCALATED, "The recovery was not verified. It said so."),
        decide(CHANGED, Outcome.RECOVERED));
    assertEquals(
        Outcome.ESCALATED,
        decide(Fixtures.chain(CHANGE, new Fact.NotVerified(List.of("Not."))), Outcome.RECOVERED)
            .outcome());
  }

  @Test
  @DisplayName("as not needed or declined only where nothing was changed")
  void unchanged() {
    for (Outcome outcome : List.of(Outcome.NOT_NEEDED, Outcome.DECLINED)) {
      assertEquals(new Ending(outcome, "It said so."), decide(UNTOUCHED, outcome));
      assertEquals(
          new Ending(Outcome.ESCALATED, "It ended after changes had begun. It said so."),
          decide(CHANGED, outcome));
    }
  }

  @Test
  @DisplayName("as undone, escalated or cancelled as its recovery says")
  void others() {
    for (Outcome outcome : List.of(Outcome.UNDONE, Outcome.ESCALATED, Outcome.CANCELLED)) {
      assertEquals(new Ending(outcome, "It said so."), decide(CHANGED, outcome));
      assertEquals(new Ending(outcome, "It said so."), decide(UNTOUCHED, outcome));
    }
  }

  @Test
  @DisplayName("as cancelled with who did, and what was and was not done")
  void cancelled() {
    Fact wish = new Fact.CancelAsked("ada", Optional.of("we roll forward"));
    Fact planned =
        new Fact.Planned(
            "key",
            false,
            "Says.",
            new TreeMap<>(),
            new TreeMap<>(Map.of("web", List.of("Restore settings."))));
    assertEquals(
        new Ending(
            Outcome.CANCELLED,
            "Cancelled by ada, because: we roll forward. Not done: web: Restore settings."),
        decide(Fixtures.chain(planned, wish), Outcome.CANCELLED));
    assertEquals(
        new Ending(
            Outcome.CANCELLED,
            "Cancelled by ada, because: we roll forward. Begun and not finished: web: Restore"
                + " settings. Nobody has verified that it holds."),
        Ending.decide(Fixtures.chain(planned, CHANGE, wish), Optional.empty(), "It was lost."));
    assertEquals(
        new Ending(Outcome.RECOVERED, "It said so."),
        decide(Fixtures.chain(CHANGE, PROOF, wish), Outcome.RECOVERED));
    assertEquals(new Ending(Outcome.CANCELLED, "It said so."), decide(CHANGED, Outcome.CANCELLED));
  }
}
