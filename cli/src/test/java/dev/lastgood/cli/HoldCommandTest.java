package dev.lastgood.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lastgood.functions.ledger.Fact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The holds, to whoever asks the tool,")
class HoldCommandTest {
  private static final String WHY = "Version 9 is mended.";

  private static SimulatedAws production() {
    return new SimulatedAws("production");
  }

  private static JsonNode json(int status, Run run) throws JsonProcessingException {
    assertEquals(status, run.status(), run.err() + run.out());
    return new ObjectMapper().readTree(run.out());
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private static String[] release(String... more) {
    List<String> all = new ArrayList<>(List.of("hold", "release", "web", "--because", WHY));
    all.addAll(Arrays.asList(more));
    return all.toArray(String[]::new);
  }

  @Test
  @DisplayName("are those of every target of the environment, and a gate over all of them")
  void all() throws JsonProcessingException {
    SimulatedAws aws = production();
    JsonNode none = json(0, Run.of(aws, "hold", "--json"));
    assertEquals("production", none.path("environment").asText());
    assertEquals(
        List.of("web", "checkout", "catalogue", "orders", "network", "data"),
        texts(none.path("targets")));
    assertEquals(0, none.path("holds").size());
    aws.wentBad("one", "checkout");
    JsonNode one = json(1, Run.of(aws, "hold", "--json"));
    assertEquals(
        new ObjectMapper()
            .readTree(
                """
                [{"target": "checkout", "incident": "one", "since": "2026-03-02T10:45:00.123Z",
                  "outcome": "RECOVERED",
                  "because": "Alarm web-5xx went off at 2026-03-02T10:35:00.123Z. It runs version 7 again.",
                  "changes": [{"field": "launchTemplate/ImageId", "good": "ami-0good",
                               "bad": "ami-0bad"}]}]
                """),
        one.path("holds"));
  }

  @Test
  @DisplayName("are a gate for the targets alone that a pipeline deploys to")
  void ofTargets() throws JsonProcessingException {
    SimulatedAws aws = production().wentBad("one", "checkout");
    json(0, Run.of(aws, "hold", "--target", "web", "--json"));
    JsonNode asked =
        json(
            1,
            Run.of(aws, "hold", "--target", "web", "--target=checkout", "--target=web", "--json"));
    assertEquals(List.of("web", "checkout"), texts(asked.path("targets")));
    assertEquals("checkout", asked.path("holds").get(0).path("target").asText());
  }

  @Test
  @DisplayName("for people say where, since when, why, and what went bad")
  void text() {
    Run run = Run.of(production().wentBad("one", "checkout"), "hold");
    assertEquals(1, run.status());
    assertEquals(
        """
        production, account 111122223333 in eu-west-1
        web  no hold
        checkout  on hold
            since 2026-03-02T10:45:00.123Z, by incident one, which ended as RECOVERED
            Alarm web-5xx went off at 2026-03-02T10:35:00.123Z. It runs version 7 again.
            launchTemplate/ImageId
            - ami-0bad, when it went bad
            + ami-0good, when it was good
        catalogue  no hold
        orders  no hold
        network  no hold
        data  no hold
        """,
        run.out());
    assertEquals("", run.err());
  }

  @Test
  @DisplayName("are those of the environment that was named, wherever the option stands")
  void environments() throws JsonProcessingException {
    SimulatedAws staging = new SimulatedAws("staging").wentBad("one", "web");
    json(1, Run.of(staging, "hold", "--environment", "staging", "--json"));
    JsonNode before =
        json(
            0,
            Run.of(
                staging,
                "hold",
                "--environment=staging",
                "--json",
                "release",
                "web",
                "--because=x",
                "--yes"));
    assertEquals("staging", before.path("environment").asText());
    assertEquals("RELEASED", before.path("release").asText());
  }

  @Test
  @DisplayName("are released after a person has read what that does and said yes")
  void releaseAsked() {
    SimulatedAws aws = production().wentBad("one", "web");
    Run run = Run.answered(aws, "y\n", release());
    assertEquals(0, run.status(), run.err());
    assertTrue(run.err().contains("The hold on web in production, account 111122223333"));
    assertTrue(run.err().contains("- ami-0bad"), run.err());
    assertTrue(run.err().contains("released by " + SimulatedAws.CALLER), run.err());
    assertTrue(run.err().contains("because: " + WHY), run.err());
    assertTrue(run.err().endsWith("Release it? [y/N] "), run.err());
    assertEquals("The hold on web is released.\n", run.out());
    assertEquals(
        List.of(new Fact.HoldReleased("web", SimulatedAws.CALLER, WHY)), aws.releases("one"));
    assertEquals(0, Run.of(aws, "hold").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "n\n", "\n", "yess\n", "web\n"})
  @DisplayName("are not released by any other answer")
  void releaseDeclined(String typed) {
    SimulatedAws aws = production().wentBad("one", "web");
    Run run = Run.answered(aws, typed, release());
    assertEquals(1, run.status());
    assertTrue(run.err().endsWith("Nothing was released.\n"), run.err());
    assertEquals("", run.out());
    assertEquals(List.of(), aws.releases("one"));
    assertEquals(1, Run.of(aws, "hold").status());
  }

  @Test
  @DisplayName("are released unasked only where the script says that it is meant")
  void releaseUnasked() {
    SimulatedAws aws = production().wentBad("one", "web");
    Run nobody = Run.of(aws, release());
    assertEquals(2, nobody.status());
    assertTrue(nobody.err().contains("say so with --yes"), nobody.err());
    assertEquals(List.of(), aws.releases("one"));
    assertEquals(0, Run.of(aws, release("--yes", "--by", "ada")).status());
    assertEquals(List.of(new Fact.HoldReleased("web", "ada", WHY)), aws.releases("one"));
  }

  @Test
  @DisplayName("are released once, and a second try says who was first")
  void releaseTwice() throws JsonProcessingException {
    SimulatedAws aws = production().wentBad("one", "web");
    JsonNode first = json(0, Run.of(aws, release("--yes", "--json", "--incident", "one")));
    assertEquals("RELEASED", first.path("release").asText());
    assertEquals("one", first.path("incident").asText());
    JsonNode second = json(0, Run.of(aws, release("--yes", "--json", "--incident", "one")));
    assertEquals("ALREADY_RELEASED", second.path("release").asText());
    assertEquals(SimulatedAws.CALLER, second.path("by").asText());
    assertEquals("2026-03-02T10:45:00.123Z", second.path("at").asText());
    assertEquals("NONE", json(0, Run.of(aws, release("--yes", "--json"))).path("release").asText());
    assertEquals(1, aws.releases("one").size());
  }

  @Test
  @DisplayName("stay where another incident has made a new one since the person looked")
  void releaseOfAnother() throws JsonProcessingException {
    SimulatedAws aws = production().wentBad("one", "web").wentBad("two", "web");
    JsonNode release = json(1, Run.of(aws, release("--incident", "one", "--json")));
    assertEquals("RENEWED", release.path("release").asText());
    assertEquals("two", release.path("holds").get(0).path("incident").asText());
    Run text = Run.of(aws, release("--incident", "one"));
    assertEquals(1, text.status());
    assertTrue(text.out().contains("the hold on web is that of incident two now"), text.out());
    assertEquals(List.of(), aws.releases("one"));
    assertEquals(List.of(), aws.releases("two"));
  }

  @Test
  @DisplayName("say that an incident is under way, which may leave one of its own")
  void underWay() {
    SimulatedAws aws = production().wentBad("one", "web");
    aws.open("two", "web");
    Run run = Run.answered(aws, "n\n", release());
    assertTrue(run.err().contains("Incident two is under way on it"), run.err());
  }

  @Test
  @DisplayName("stay where the ledger that a release would go to does not hold")
  void tampered() {
    SimulatedAws aws = production().wentBad("one", "web").tamperedWith("one");
    Run run = Run.of(aws, release("--yes"));
    assertEquals(1, run.status());
    assertTrue(run.err().contains("The ledger of incident one does not hold from entry 0"));
    assertEquals(1, Run.of(aws, "hold", "--target=web").status());
  }

  @Test
  @DisplayName("are not told where the environment's tables are not there")
  void noTables() {
    Run run = Run.of(new SimulatedAws("staging"), "hold");
    assertEquals(2, run.status());
    assertEquals("", run.out());
    assertEquals(
        "lastgood: expected the tables lastgood-production-state and lastgood-production-ledger in"
            + " account 111122223333, eu-west-1, found none; is the environment production deployed"
            + " there?\n",
        run.err());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "hold --target wep | expected a target of production, one of web, checkout, catalogue, orders, network, data, found wep; did you mean web?",
        "hold release wep --because x | did you mean web?",
        "hold release web | Missing required option: '--because=TEXT'",
        "hold release --because x | Missing required parameter: 'TARGET'",
        "hold release web --because= --yes | --because: expected a reason",
        "hold release web --because=x --by= --yes | --by: expected a name",
        "hold --target web release web --because=x | --target: expected no such option with release",
        "hold --endpoint-url localhost | --endpoint-url: expected a URL such as http://localhost:8000",
        "hold release web --because=x --endpoint-url=http://localhost:1 | --by: expected a name",
        "hold --environment producton | did you mean production?",
      })
  @DisplayName("are refused with the cure where the question is wrong, before AWS is asked")
  void refused(String arguments, String told) {
    Run run = Run.of(new NoAws(), arguments.split(" "));
    assertEquals(2, run.status());
    assertEquals("", run.out());
    assertTrue(run.err().contains(told), run.err());
    assertFalse(run.err().contains("\tat "), run.err());
  }
}
