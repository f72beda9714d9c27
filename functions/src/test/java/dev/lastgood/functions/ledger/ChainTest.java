package dev.lastgood.functions.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.Fixtures;
import dev.lastgood.functions.handler.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An incident's chain")
class ChainTest {
  private static final Obligation RESUME =
      new Obligation.ResumeProcesses(
          "resume-web", "web", "web-production", List.of("ScheduledActions"));
  private static final Obligation MINIMUM =
      new Obligation.RestoreMinimum("minimum-web", "web", "web-production", 10, 5);
  private static final Obligation WATCH =
      new Obligation.WatchRefresh("refresh-web-3", "web", "web-production", "1");

  private static Fact intent(Obligation... obligations) {
    return new Fact.Intent("call", "web", "Operation", "Says.", 3, List.of(obligations));
  }

  @Test
  @DisplayName("owes what was intended, in that order, until it is discharged or assigned")
  void openObligations() {
    Fact[] facts = {
      intent(RESUME), intent(MINIMUM, WATCH), new Fact.Discharged("minimum-web", "Done.")
    };
    assertEquals(List.of(), Fixtures.chain().openObligations());
    assertEquals(List.of(RESUME), Fixtures.chain(facts[0]).openObligations());
    assertEquals(
        List.of(RESUME, MINIMUM, WATCH), Fixtures.chain(facts[0], facts[1]).openObligations());
    assertEquals(List.of(RESUME, WATCH), Fixtures.chain(facts).openObligations());
    assertEquals(
        List.of(WATCH),
        Fixtures.chain(
                facts[0], facts[1], facts[2], new Fact.Assigned("resume-web", "sweep", "Later."))
            .openObligations());
  }

  @Test
  @DisplayName("still hands over what an attempt to close assigned before it died")
  void assignedObligations() {
    Fact assigned = new Fact.Assigned("resume-web", "sweep", "A refresh is under way.");
    Chain chain = Fixtures.chain(intent(RESUME), intent(MINIMUM), assigned);
    assertEquals(List.of(MINIMUM), chain.openObligations());
    assertEquals(List.of(RESUME), chain.assignedObligations());
    Chain met =
        Fixtures.chain(
            intent(RESUME), assigned, new Fact.Discharged("resume-web", "They run again."));
    assertEquals(List.of(), met.assignedObligations());
  }

  @Test
  @DisplayName("knows the calls whose answer nobody wrote down")
  void unanswered() {
    Fact.Intent intent = (Fact.Intent) intent(RESUME);
    assertEquals(List.of(intent), Fixtures.chain(intent).unanswered());
    assertEquals(
        List.of(), Fixtures.chain(intent, new Fact.Result("call", false, Map.of())).unanswered());
  }

  @Test
  @DisplayName("owes again what is intended again")
  void again() {
    assertEquals(
        List.of(RESUME),
        Fixtures.chain(intent(RESUME), new Fact.Discharged("resume-web", "Done."), intent(RESUME))
            .openObligations());
  }

  @Test
  @DisplayName("finds facts by kind, the last one, and a call's first result")
  void finds() {
    Fact.Result first = new Fact.Result("call", true, Map.of("id", "one"));
    Chain chain =
        Fixtures.chain(
            new Fact.Joined("event-1", "a"),
            first,
            new Fact.Joined("event-2", "b"),
            new Fact.Result("call", false, Map.of()));
    assertEquals(
        List.of("event-1", "event-2"),
        chain.facts(Fact.Joined.class).map(Fact.Joined::eventId).toList());
    assertEquals(Optional.of("event-2"), chain.last(Fact.Joined.class).map(Fact.Joined::eventId));
    assertEquals(Optional.of(first), chain.result("call"));
    assertEquals(Optional.empty(), chain.result("another"));
    assertEquals(Optional.empty(), chain.last(Fact.Closed.class));
  }

  @Test
  @DisplayName("a plan is read as an earlier version wrote it, which told no changes")
  void earlierPlan() {
    assertEquals(
        new Fact.Planned("key", true, "Says.", new TreeMap<>()),
        Json.read(
            "{\"fact\":\"Planned\",\"planKey\":\"key\",\"summary\":\"Says.\",\"undo\":true}",
            Fact.class));
  }

  @Test
  @DisplayName("a call is read as an earlier version wrote it, which did not tell what it serves")
  void earlierIntent() {
    assertEquals(
        intent(),
        Json.read(
            """
            {"fact":"Intent","callId":"call","fence":3,"obligations":[],"operation":"Operation",
             "says":"Says.","targetId":"web"}
            """,
            Fact.class));
  }

  @Test
  @DisplayName("every fact is read back as it was written, by its name")
  void facts() {
    Instant at = Fixtures.NOW;
    List<Fact> all =
        List.of(
            new Fact.Opened(List.of("web"), "web-5xx", at, at.plusSeconds(900)),
            new Fact.Joined("event", "web-5xx"),
            new Fact.LeaseTaken("web", 3),
            new Fact.Planned(
                "key",
                false,
                "Says.",
                new TreeMap<>(Map.of("web", List.of(new Change("minSize", "2", "0")))),
                new TreeMap<>(Map.of("web", List.of("Restore the settings.")))),
            new Fact.NotPlanned(Outcome.DECLINED, "Because."),
            new Fact.ApprovalAsked(2, at),
            new Fact.Answered("ada", true),
            new Fact.BackedUp("web", "key", Optional.of(9)),
            intent(RESUME, MINIMUM, WATCH),
            new Fact.Result("call", true, Map.of("id", "one")),
            new Fact.ActionEnded("web", 1, false, "Because."),
            new Fact.ForeignChange("web", "Somebody has changed it."),
            new Fact.Verified(List.of("web"), List.of("Seen.")),
            new Fact.NotVerified(List.of("Not seen.")),
            new Fact.Discharged("resume-web", "Done."),
            new Fact.Assigned("resume-web", "sweep", "Later."),
            new Fact.Closed(Outcome.RECOVERED, "Because."),
            new Fact.Told("message", Optional.of(1)),
            new Fact.Told("message", Optional.empty()),
            new Fact.HoldReleased("web", "ada", "Version 9 is mended."),
            new Fact.CancelAsked("ada", Optional.of("We roll forward.")),
            new Fact.CancelAsked("ada", Optional.empty()));
    for (Fact fact : all) {
      String text = Json.write(fact);
      assertTrue(text.contains("\"fact\":\"" + fact.getClass().getSimpleName() + "\""), text);
      assertEquals(fact, Json.read(text, Fact.class));
    }
    assertEquals(
        Fact.class.getPermittedSubclasses().length,
        all.stream().map(Object::getClass).distinct().count(),
        "every kind of fact is tried here");
  }
}
