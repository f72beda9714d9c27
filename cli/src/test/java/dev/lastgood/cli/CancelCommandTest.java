package dev.lastgood.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.functions.ledger.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An incident that a person cancels with the tool")
class CancelCommandTest {
  private static final String WHY = "we roll forward";

  private static SimulatedAws underWay() {
    SimulatedAws aws = new SimulatedAws("production");
    aws.open("one", "web");
    aws.write(
        "one",
        new Fact.Planned(
            "key",
            false,
            "Two actions.",
            new TreeMap<>(),
            new TreeMap<>(Map.of("web", List.of("Restore settings.", "Replace instances.")))),
        new Fact.Intent(
            "call",
            "web",
            "SuspendProcesses",
            "Suspend.",
            1,
            List.of(
                new Obligation.ResumeProcesses(
                    "resume-web", "web", "web-production", List.of("ScheduledActions")))),
        new Fact.Result("call", true, Map.of()));
    aws.beat("one", "web: 3 of 10 are in service.");
    return aws;
  }

  private static void stops(SimulatedAws aws) {
    aws.meanwhile(
        () -> {
          aws.write("one", new Fact.ActionEnded("web", 0, true, "They are restored."));
          aws.write("one", new Fact.Discharged("resume-web", "They run again."));
          aws.beat("one", "Closes the incident.");
        });
    aws.meanwhile(() -> aws.close("one", Outcome.CANCELLED, "Cancelled by ada."));
  }

  private static JsonNode json(int status, Run run) throws JsonProcessingException {
    assertEquals(status, run.status(), run.err() + run.out());
    return new ObjectMapper().readTree(run.out());
  }

  @Test
  @DisplayName("ends as CANCELLED, and the tool says what was and was not done")
  void cancelled() throws JsonProcessingException {
    SimulatedAws aws = underWay();
    stops(aws);
    Run run = Run.of(aws, "cancel", "one", "--because", WHY, "--yes", "--json");
    JsonNode document = json(0, run);
    assertEquals("CANCELLED", document.path("outcome").asText());
    assertEquals(SimulatedAws.CALLER, document.path("cancelled").path("by").asText());
    assertEquals(WHY, document.path("cancelled").path("because").asText());
    assertEquals("DONE", document.path("actions").get(0).path("state").asText());
    assertEquals("NOT_BEGUN", document.path("actions").get(1).path("state").asText());
    assertEquals("MET", document.path("obligations").get(0).path("state").asText());
    assertFalse(document.path("verified").asBoolean());
    assertTrue(run.err().contains("3 of 10 are in service"), run.err());
    assertEquals(
        List.of(new Fact.CancelAsked(SimulatedAws.CALLER, Optional.of(WHY))), aws.wishes("one"));
  }

  @Test
  @DisplayName("is told to people action by action")
  void told() {
    SimulatedAws aws = underWay();
    stops(aws);
    Run run = Run.answered(aws, "y\n", "cancel", "one", "--by", "ada");
    assertEquals(0, run.status(), run.err());
    assertTrue(run.err().contains("Cancel it? [y/N]"), run.err());
    assertTrue(run.out().contains("done: web: Restore settings."), run.out());
    assertTrue(run.out().contains("not done: web: Replace instances."), run.out());
    assertTrue(run.out().contains("not done: the proof that it holds"), run.out());
    assertTrue(run.out().contains("met: resume-web"), run.out());
  }

  @Test
  @DisplayName("goes on where the person does not confirm it, or nobody can be asked")
  void notConfirmed() {
    SimulatedAws aws = underWay();
    assertEquals(1, Run.answered(aws, "n\n", "cancel", "one").status());
    assertEquals(2, Run.of(aws, "cancel", "one").status());
    assertEquals(List.of(), aws.wishes("one"));
  }

  @Test
  @DisplayName("is cancelled once: the second person is told who was first, and waits too")
  void twice() {
    SimulatedAws aws = underWay();
    aws.write("one", new Fact.CancelAsked("ada", Optional.of(WHY)));
    stops(aws);
    Run run = Run.of(aws, "cancel", "one", "--by", "grace");
    assertEquals(0, run.status(), run.err());
    assertTrue(run.err().contains("Cancelled by ada, because: " + WHY), run.err());
    assertEquals(1, aws.wishes("one").size());
  }

  @Test
  @DisplayName("is not cancelled any more once it is closed")
  void closed() throws JsonProcessingException {
    SimulatedAws aws = new SimulatedAws("production").wentBad("one", "web");
    JsonNode document = json(1, Run.of(aws, "cancel", "one", "--yes", "--json"));
    assertEquals("RECOVERED", document.path("outcome").asText());
    assertEquals(List.of(), aws.wishes("one"));
  }

  @Test
  @DisplayName("may have recovered before it could stop, which the exit status tells")
  void recoveredFirst() {
    SimulatedAws aws = underWay();
    aws.meanwhile(() -> aws.close("one", Outcome.RECOVERED, "It holds."));
    assertEquals(1, Run.of(aws, "cancel", "one", "--yes").status());
  }

  @Test
  @DisplayName("is waited for until it should long have ended, and not for ever")
  void notInTime() {
    SimulatedAws aws = underWay();
    Run run = Run.of(aws, "cancel", "one", "--yes");
    assertEquals(1, run.status());
    assertTrue(run.err().contains("It has not ended yet. The wish stands"), run.err());
  }

  @Test
  @DisplayName("must be known, and what is open is named where it is not")
  void unknown() {
    Run run = Run.of(underWay(), "cancel", "two", "--yes");
    assertEquals(2, run.status());
    assertTrue(
        run.err().contains("expected an incident of production, found two; open is one"),
        run.err());
    Run none = Run.of(new SimulatedAws("production"), "cancel", "two", "--yes");
    assertTrue(none.err().contains("none is open"), none.err());
  }

  @Test
  @DisplayName("needs a name where AWS is not asked for one, and a reason that says something")
  void refused() {
    SimulatedAws aws = underWay();
    Run unnamed = Run.of(aws, "cancel", "one", "--yes", "--endpoint-url", "http://localhost:8000");
    assertEquals(2, unnamed.status());
    assertTrue(unnamed.err().contains("--by: expected a name"), unnamed.err());
    assertEquals(2, Run.of(aws, "cancel", "one", "--yes", "--because", " ").status());
    assertEquals(2, Run.of(aws, "cancel", "one", "--yes", "--by", " ").status());
    assertEquals(2, Run.of(aws, "cancel").status());
  }

  @Test
  @DisplayName("is not cancelled by a ledger that does not hold")
  void tampered() {
    Run run = Run.of(underWay().tamperedWith("one"), "cancel", "one", "--yes");
    assertEquals(1, run.status());
    assertTrue(run.err().contains("global stop"), run.err());
  }

  @Test
  @DisplayName("shows before that what it is doing, since when, and what comes next")
  void shown() throws JsonProcessingException {
    SimulatedAws aws = underWay();
    JsonNode all = json(0, Run.of(aws, "incident", "--json"));
    JsonNode progress = all.path("incidents").get(0).path("progress");
    assertEquals("act", progress.path("step").asText());
    assertEquals("web: 3 of 10 are in service.", progress.path("doing").asText());
    assertEquals("It looks again.", progress.path("next").asText());
    assertEquals(
        "BEGUN", all.path("incidents").get(0).path("actions").get(0).path("state").asText());
    Run text = Run.of(aws, "incident", "one");
    assertTrue(text.out().contains("act, 0 s ago: web: 3 of 10 are in service."), text.out());
    assertTrue(
        Run.of(new SimulatedAws("production"), "incident").out().contains("No incident is open"));
    assertEquals(2, Run.of(aws, "incident", "two").status());
  }
}
