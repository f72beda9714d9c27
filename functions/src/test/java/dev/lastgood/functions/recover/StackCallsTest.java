package dev.lastgood.functions.recover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.StackBuilder;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.recover.StackCalls.Begun;
import dev.lastgood.functions.stack.StackOperation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The calls of an action on a stack")
class StackCallsTest {
  private static final Fact PLANNED = StackSteps.planned("plan-1");

  private static Fact result(String callId, boolean succeeded) {
    return new Fact.Result(callId, succeeded, Map.of());
  }

  private static Begun begun(Fact... facts) {
    return StackCalls.begun(StackSteps.step(facts));
  }

  @Test
  @DisplayName("have the same token at every attempt, whatever the ledger has gained")
  void sameToken() {
    String first = StackCalls.token(StackSteps.step(PLANNED), "execute");
    assertEquals(
        first,
        StackCalls.token(
            StackSteps.step(PLANNED, StackSteps.begins("a", "web"), result("a", false)),
            "execute"));
    assertEquals("lastgood-20260302-104120-0123456789-1-0-execute", first);
    assertTrue(first.startsWith(StackOperation.TOKEN_PREFIX), "by which it is known as ours");
  }

  @Test
  @DisplayName("have a token that no other plan, action or call of the incident has")
  void otherTokens() {
    StackStep step = StackSteps.step(PLANNED);
    String token = StackCalls.token(step, "execute");
    assertNotEquals(
        token,
        StackCalls.token(StackSteps.step(PLANNED, StackSteps.planned("plan-2")), "execute"),
        "an undo, or a plan that was made again");
    assertNotEquals(
        token,
        StackCalls.token(
            new StackStep(
                step.target(), step.plan(), 1, step.chain(), step.lease(), step.invocation()),
            "execute"));
    assertNotEquals(token, StackCalls.token(step, "change"));
  }

  @Test
  @DisplayName("have tokens that CloudFormation takes, however long an incident's id is")
  void documentedForm() {
    StackStep longest =
        StackSteps.step(
            new StackBuilder("web"), new StackBuilder("web"), new Chain("i".repeat(80), List.of()));
    for (String call : List.of("change", "execute", "cancel", "continue", "roll-back")) {
      String token = StackCalls.token(longest, call);
      assertTrue(token.matches("[a-zA-Z][-a-zA-Z0-9]{0,127}"), token);
    }
    String signal = StackCalls.token(StackSteps.step(PLANNED), "signal-10");
    assertTrue(signal.length() <= 64, "UniqueId of SignalResource: " + signal);
  }

  @Test
  @DisplayName("have begun an operation once one that does was answered")
  void answered() {
    assertEquals(Begun.NO, begun(PLANNED));
    assertEquals(Begun.YES, begun(PLANNED, StackSteps.begins("a", "web"), result("a", true)));
    assertEquals(
        Begun.NO,
        begun(PLANNED, StackSteps.prepares("a"), result("a", true)),
        "it begins no operation");
  }

  @Test
  @DisplayName("may have begun one where the answer is not known, or is that of a later attempt")
  void unanswered() {
    Fact first = StackSteps.begins("a", "web");
    assertEquals(Begun.PERHAPS, begun(PLANNED, first));
    assertEquals(Begun.PERHAPS, begun(PLANNED, first, result("a", false)));
    assertEquals(
        Begun.YES,
        begun(
            PLANNED, first, result("a", false), StackSteps.begins("b", "web"), result("b", true)));
  }

  @Test
  @DisplayName("may not have begun it yet for a minute, as CloudFormation answers before it begins")
  void justMade() {
    StackStep step = StackSteps.step(PLANNED, StackSteps.begins("a", "web"), result("a", true));
    Instant made = step.chain().entries().get(1).at();
    assertTrue(StackCalls.isJustMade(step, made.plusSeconds(59)));
    assertFalse(StackCalls.isJustMade(step, made.plusSeconds(60)));
    assertFalse(StackCalls.isJustMade(StackSteps.step(PLANNED), made), "none was made");
    assertFalse(
        StackCalls.isJustMade(StackSteps.step(PLANNED, StackSteps.prepares("a")), made),
        "it begins no operation");
  }

  @Test
  @DisplayName("are counted under the plan, the action and the target alone")
  void others() {
    Fact made = StackSteps.begins("a", "web");
    Fact answered = result("a", true);
    assertEquals(
        Begun.NO, begun(PLANNED, made, answered, StackSteps.planned("plan-2")), "another plan");
    assertEquals(
        Begun.NO,
        begun(PLANNED, made, answered, new Fact.ActionEnded("web", 0, true, "It is done.")),
        "the action before");
    assertEquals(
        Begun.YES,
        begun(PLANNED, made, answered, new Fact.ActionEnded("shop", 0, true, "It is done.")),
        "another target's action");
    assertEquals(
        Begun.NO,
        begun(PLANNED, StackSteps.begins("a", "shop"), answered),
        "another target's call");
  }
}
