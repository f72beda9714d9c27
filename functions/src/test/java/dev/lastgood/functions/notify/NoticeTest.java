package dev.lastgood.functions.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.Fixtures;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Change;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.functions.restorable.Recoverability;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A notice")
class NoticeTest {
  private static final Incident INCIDENT = Fixtures.incident("web");
  private static final Chain CHAIN =
      Fixtures.chain(
          new Fact.Opened(List.of("web"), "web-5xx", INCIDENT.since(), INCIDENT.deadline()),
          new Fact.Planned(
              "key",
              false,
              "Summary.",
              new TreeMap<>(
                  Map.of("web", List.of(new Change("launchTemplate/ImageId", "ami-1", "ami-2"))))),
          new Fact.Intent(
              "one",
              "web",
              "StartInstanceRefresh",
              "Replace them.",
              1,
              List.of(
                  new Obligation.WatchRefresh(
                      "refresh-web-1", "web", "web-production", "version 1 of lt-1"))),
          new Fact.Result("one", true, Map.of()),
          new Fact.Intent("two", "web", "UpdateAutoScalingGroup", "Refused change.", 1, List.of()),
          new Fact.Result("two", false, Map.of("because", "no")),
          new Fact.Intent("three", "web", "SuspendProcesses", "Unanswered.", 1, List.of()),
          new Fact.Assigned("minimum-web", "sweep", "An instance refresh is under way."),
          new Fact.Closed(Outcome.ESCALATED, "Why."));

  private static Notice of(Outcome outcome) {
    return Notice.ofOutcome(
        INCIDENT,
        CHAIN,
        outcome,
        "Why it ended so.",
        Optional.of("s3://bucket/plan.json"),
        List.of(
            new Recoverability(
                "web",
                false,
                "The image ami-1 does not exist any more.",
                Optional.empty(),
                Fixtures.NOW)));
  }

  @Test
  @DisplayName(
      "says why, since when, what was done and not what was refused, what is owed and for whom")
  void content() {
    Notice notice = of(Outcome.ESCALATED);
    assertEquals("ESCALATED: web", notice.subject());
    assertEquals(
        """
        Why it ended so.
        Alarm web-5xx went off at 2026-03-02T10:44:00Z; the deadline was 2026-03-02T10:59:00Z.
        Changed: web: launchTemplate/ImageId ami-1 to ami-2.
        Done: Replace them.
        Pinned: web to version 1 of lt-1.
        It took 68 s from the alarm to this outcome.
        Still owed by the sweep: An instance refresh is under way.
        web is not recoverable, because: The image ami-1 does not exist any more. (Looked at 2026-03-02T10:45:00Z.)
        Next: a person must act now: see what was done, above, and the plan. The hold stands until you release it: lastgood hold release.
        Plan: s3://bucket/plan.json
        Incident 20260302-104120-0123456789""",
        notice.text());
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Outcome.class)
  @DisplayName("names the next step, and fits a phone")
  void next(Outcome outcome) {
    List<String> lines = of(outcome).text().lines().toList();
    assertEquals(1, lines.stream().filter(line -> line.startsWith("Next: ")).count());
    assertTrue(lines.size() <= 12, lines.toString());
    assertTrue(of(outcome).text().length() < 1000, of(outcome).text());
  }

  @Test
  @DisplayName("has another next step for each outcome")
  void distinct() {
    Set<String> steps = new HashSet<>();
    for (Outcome outcome : Outcome.values()) {
      of(outcome).text().lines().filter(line -> line.startsWith("Next: ")).forEach(steps::add);
    }
    assertEquals(Outcome.values().length, steps.size());
  }

  @Test
  @DisplayName("of many changes and calls tells the first, and how many more there are")
  void many() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact.Opened(List.of("web"), "web-5xx", INCIDENT.since(), INCIDENT.deadline()));
    List<Change> changes = new ArrayList<>();
    for (int index = 0; index < 7; index++) {
      changes.add(new Change("field" + index, "good", "bad"));
      facts.add(
          new Fact.Intent(
              "call" + index, "web", "Terminate", "Terminate " + index + ".", 1, List.of()));
      facts.add(new Fact.Result("call" + index, true, Map.of()));
    }
    facts.add(new Fact.Planned("key", false, "Summary.", new TreeMap<>(Map.of("web", changes))));
    String text =
        Notice.ofOutcome(
                INCIDENT,
                Fixtures.chain(facts.toArray(Fact[]::new)),
                Outcome.RECOVERED,
                "Why.",
                Optional.empty(),
                List.of())
            .text();
    assertTrue(text.contains("field3 good to bad and 3 more, see the plan."), text);
    assertTrue(text.contains("Done: Terminate 4.\nDone: 2 calls more, see the ledger."), text);
  }

  @Test
  @DisplayName("says nothing of a plan where there is none")
  void noPlan() {
    assertFalse(
        Notice.ofOutcome(INCIDENT, CHAIN, Outcome.ESCALATED, "Why.", Optional.empty(), List.of())
            .text()
            .contains("Plan:"));
  }

  @Test
  @DisplayName("has a subject that SNS takes: ASCII, one line, at most 100 characters")
  void subject() {
    Incident many =
        Fixtures.incident("größe\nzwei", "a".repeat(60), "b".repeat(60), "c".repeat(60));
    for (String subject :
        List.of(
            Notice.ofOutcome(many, CHAIN, Outcome.RECOVERED, "Why.", Optional.empty(), List.of())
                .subject(),
            Notice.ofApproval(many, "Summary.", 2, 60, "s3://bucket/plan.json").subject())) {
      assertTrue(subject.length() <= 100, subject);
      assertTrue(subject.matches("[\\x20-\\x7E]+"), subject);
      assertTrue(subject.endsWith("..."), subject);
    }
    assertEquals(
        "RECOVERED: gr??e?zwei",
        Notice.ofOutcome(
                Fixtures.incident("größe\nzwei"),
                CHAIN,
                Outcome.RECOVERED,
                "Why.",
                Optional.empty(),
                List.of())
            .subject());
  }

  @Test
  @DisplayName("that asks says what would be done, how many must approve, and for how long")
  void approval() {
    Notice notice = Notice.ofApproval(INCIDENT, "Replace them.", 2, 300, "s3://bucket/plan.json");
    assertEquals("APPROVE? web", notice.subject());
    assertEquals(
        """
        Replace them.
        2 must approve within 300 s, or a person has to act.
        Plan: s3://bucket/plan.json
        Incident 20260302-104120-0123456789""",
        notice.text());
  }
}
