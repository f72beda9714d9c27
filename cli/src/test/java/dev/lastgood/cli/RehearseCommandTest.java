package dev.lastgood.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mockConstruction;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.rehearsal.Rehearsals;
import dev.lastgood.simulator.rehearsal.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.MockedConstruction;
import org.mockito.MockedStatic;

@DisplayName("lastgood rehearse")
class RehearseCommandTest {
  private static final String CONFIGURATION = "../lastgood.yaml";

  @TempDir private Path folder;

  private String outcome = "RECOVERED";
  private List<Violation> violations = List.of();
  private MockedConstruction<Rehearsals> constructed;
  private MockedStatic<Rehearsals> statics;

  @BeforeEach
  void simulate() {
    statics = mockStatic(Rehearsals.class);
    statics.when(Rehearsals::scenarios).thenReturn(List.of(Results.SCENARIO));
    constructed =
        mockConstruction(
            Rehearsals.class,
            (rehearsals, context) -> {
              when(rehearsals.rehearse(anyString(), anyLong(), any()))
                  .thenReturn(Results.rehearsal(outcome, violations));
              when(rehearsals.campaign(any(), anyInt(), anyLong(), any(), any()))
                  .thenReturn(Results.campaign(violations));
            });
  }

  @AfterEach
  void stop() {
    constructed.close();
    statics.close();
  }

  private static Run rehearse(String... options) {
    List<String> arguments = new ArrayList<>(List.of("rehearse"));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--configuration", CONFIGURATION));
    return Run.of(arguments.toArray(String[]::new));
  }

  @Test
  @DisplayName("alone rehearses the first scenario with seed 1 and without faults")
  void alone() {
    assertEquals(0, rehearse().status());
    verify(constructed.constructed().getFirst()).rehearse("bad-deployment", 1, FaultSettings.NONE);
  }

  @Test
  @DisplayName("shows the timeline, the verdict, the shares and that all is simulated")
  void humanOutput() {
    assertEquals(
        """
        Rehearsal of bad-deployment
        A deployment answers with errors.
        seed 7, faults typical, version %s

        -01:00  deployment  Version 8 goes out.
         00:00  alarm       web-5xx is in ALARM & tells everybody about it.
         05:12  close       RECOVERED

        RECOVERED in 05:12, of 15:00 that the deadline allows (simulated)
          00:12  the orchestrator's own
          03:00  AWS's work
          02:00  proof: alarms clearing, and the stability window
        """
            .formatted(Version.current()),
        rehearse("--seed", "7", "--faults", "typical").out().replace("\r", ""));
  }

  @Test
  @DisplayName("wraps the timeline to the terminal's width")
  void wraps() {
    Run run = Run.of(50, false, "rehearse", "--configuration", CONFIGURATION);
    assertTrue(
        run.out()
            .contains(
                """
                 00:00  alarm       web-5xx is in ALARM & tells
                                    everybody about it.
                """),
        run.out());
  }

  @Test
  @DisplayName("colours only where it may")
  void colours() {
    assertFalse(rehearse().out().contains("\u001b"));
    assertTrue(
        Run.of(100, true, "rehearse", "--configuration", CONFIGURATION)
            .out()
            .contains("\u001b[1;32mRECOVERED\u001b[0m"));
  }

  @Test
  @DisplayName("falls short with another outcome than the scenario's, and names both")
  void otherOutcome() {
    outcome = "ESCALATED";
    Run run = rehearse();
    assertEquals(1, run.status());
    assertTrue(run.out().contains("ESCALATED in 05:12"), run.out());
    assertTrue(run.out().contains("expected of this scenario: RECOVERED"), run.out());
  }

  @Test
  @DisplayName("falls short with a violation, and names the seed that shows it")
  void violation() {
    violations = List.of(Results.VIOLATION);
    Run run = rehearse();
    assertEquals(1, run.status());
    assertTrue(run.out().contains("seed 42: do no harm: 1 of 3 <healthy>"), run.out());
  }

  @Test
  @DisplayName("--json prints the promised fields in their order, and nothing else")
  void rehearsalJson() throws JsonProcessingException {
    violations = List.of(Results.VIOLATION);
    Run run = rehearse("--json", "--seed", "7");
    assertEquals(1, run.status());
    JsonNode document = json(run);
    assertEquals(
        List.of(
            "scenario",
            "seed",
            "outcome",
            "recoverySeconds",
            "deadlineSeconds",
            "violations",
            "timeline"),
        names(document).subList(0, 7));
    assertEquals("312.4", document.get("recoverySeconds").asText());
    assertEquals("900", document.get("deadlineSeconds").asText());
    assertEquals(List.of("atSeconds", "source", "message"), names(document.get("timeline").get(0)));
    assertEquals(List.of("seed", "invariant", "detail"), names(document.get("violations").get(0)));
    assertEquals(180, document.at("/shares/providerSeconds").asInt());
    assertEquals("", run.err());
  }

  @Test
  @DisplayName("--campaign --json prints the promised fields in their order, and nothing else")
  void campaignJson() throws JsonProcessingException {
    Run run = rehearse("--json", "--campaign", "200", "--seed", "7", "--faults", "typical");
    assertEquals(0, run.status());
    verify(constructed.constructed().getFirst())
        .campaign(eq(Optional.empty()), eq(200), eq(7L), eq(FaultSettings.TYPICAL), any());
    JsonNode document = json(run);
    assertEquals(
        List.of(
            "incidents",
            "seed",
            "faults",
            "outcomes",
            "withinDeadline",
            "recoverySeconds",
            "violations",
            "incidentsPerSecond"),
        names(document).subList(0, 8));
    assertEquals(List.of("ESCALATED", "RECOVERED"), names(document.get("outcomes")));
    assertEquals(List.of("p50", "p95", "p99", "max"), names(document.get("recoverySeconds")));
    assertEquals("500.5", document.at("/recoverySeconds/p99").asText());
    assertTrue(document.get("incidentsPerSecond").asDouble() > 0);
  }

  @Test
  @DisplayName("--campaign tells people outcomes, percentiles, shares and violations")
  void campaignText() {
    violations = List.of(Results.VIOLATION);
    Run run = rehearse("--campaign", "200", "--scenario", "bad-deployment");
    assertEquals(1, run.status());
    assertAll(
        () -> assertTrue(run.out().contains("Campaign of 200 incidents, bad-deployment")),
        () -> assertTrue(run.out().contains("ESCALATED                                 2  1.0 %")),
        () -> assertTrue(run.out().contains("outcome within the deadline             199  99.5 %")),
        () -> assertTrue(run.out().contains("simulated, in mm:ss")),
        () -> assertTrue(run.out().contains("05:00    06:40    08:21    10:00"), run.out()),
        () -> assertTrue(run.out().contains("seed 42: do no harm")));
  }

  @Test
  @DisplayName("shows people some of very many violations, and programs all")
  void manyViolations() throws JsonProcessingException {
    violations = Collections.nCopies(50, Results.VIOLATION);
    String text = rehearse("--campaign", "200").out();
    assertEquals(20, text.split("do no harm", -1).length - 1);
    assertTrue(text.contains("50 violations of what must always hold:"), text);
    assertTrue(text.contains("  and 30 more; --json and --report name all"), text);
    assertEquals(50, json(rehearse("--campaign", "200", "--json")).get("violations").size());
  }

  @Test
  @DisplayName("--list --json names the scenarios and what comes of them")
  void listJson() throws JsonProcessingException {
    Run run = Run.of("rehearse", "--list", "--json");
    assertEquals(0, run.status());
    assertEquals(
        "{\"scenarios\":[{\"name\":\"bad-deployment\","
            + "\"says\":\"A deployment answers with errors.\",\"outcome\":\"RECOVERED\"}]}",
        json(run).toString());
  }

  @Test
  @DisplayName("--list needs no configuration")
  void listText() {
    Run run = Run.of("rehearse", "--list");
    assertEquals(0, run.status());
    assertEquals(
        "bad-deployment  -> RECOVERED\n    A deployment answers with errors.\n",
        run.out().replace("\r", ""));
  }

  @Test
  @DisplayName("--report writes a page with what happened, and leaves standard output alone")
  void rehearsalReport() throws IOException {
    violations = List.of(Results.VIOLATION);
    Path file = folder.resolve("report.html");
    Run run = rehearse("--json", "--report", file.toString());
    String html = Files.readString(file);
    assertEquals("RECOVERED", json(run).get("outcome").asText());
    assertEquals("Report: " + file, run.err().strip());
    assertAll(
        () -> assertTrue(html.startsWith("<!doctype html>")),
        () -> assertTrue(html.contains("web-5xx is in ALARM &amp; tells everybody about it.")),
        () -> assertTrue(html.contains("1 of 3 &lt;healthy&gt; at 00:05")),
        () -> assertTrue(html.contains("in 05:12, of 15:00 that the deadline allows")),
        () -> assertTrue(html.contains("All figures are simulated")),
        () -> assertFalse(html.contains("{{"), "every field of the template is filled"),
        () -> assertFalse(html.contains("http"), "the page needs nothing but itself"));
  }

  @Test
  @DisplayName("--campaign --report writes a page with outcomes and recovery times")
  void campaignReport() throws IOException {
    Path file = folder.resolve("report.html");
    assertEquals(0, rehearse("--campaign", "200", "--report", file.toString()).status());
    String html = Files.readString(file);
    assertAll(
        () -> assertTrue(html.contains("<td>ESCALATED</td>")),
        () -> assertTrue(html.contains("<td class=\"figure\">08:21</td>")),
        () -> assertTrue(html.contains("199 of 200 incidents")),
        () -> assertTrue(html.contains("Nothing that must always hold was broken")));
  }

  @Test
  @DisplayName("rehearses in the environment that is asked for")
  void environment() {
    List<Installation> installations = new ArrayList<>();
    constructed.close();
    constructed =
        mockConstruction(
            Rehearsals.class,
            (rehearsals, context) -> {
              installations.add((Installation) context.arguments().getFirst());
              when(rehearsals.rehearse(anyString(), anyLong(), any()))
                  .thenReturn(Results.rehearsal(outcome, violations));
            });
    assertEquals(0, rehearse("--environment", "staging").status());
    assertEquals("444455556666", installations.getFirst().configuration().account());
  }

  private static JsonNode json(Run run) throws JsonProcessingException {
    return new ObjectMapper()
        .reader()
        .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .readTree(run.out());
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
