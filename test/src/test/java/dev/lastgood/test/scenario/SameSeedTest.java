package dev.lastgood.test.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.rehearsal.CampaignResult;
import dev.lastgood.simulator.rehearsal.RehearsalResult;
import dev.lastgood.simulator.rehearsal.Rehearsals;
import dev.lastgood.simulator.rehearsal.Scenario;
import dev.lastgood.test.Built;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The same seed")
class SameSeedTest {
  private static final int CAMPAIGN = 40;

  static List<String> scenarios() {
    return Rehearsals.scenarios().stream().map(Scenario::name).toList();
  }

  /** What the tool prints, from a Java of its own with so many cores. */
  private static String tool(int cores, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ActiveProcessorCount=" + cores,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Duser.timezone=" + (cores == 1 ? "UTC" : "Asia/Kolkata"),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.lastgood.cli.Main",
                "rehearse",
                "--json"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(Path.of("..").toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  @DisplayName("gives the same rehearsal, and another seed another")
  void rehearsal(String scenario) {
    Rehearsals rehearsals = new Rehearsals(Built.PRODUCTION);
    RehearsalResult result = rehearsals.rehearse(scenario, 5, FaultSettings.TYPICAL);
    assertEquals(
        Json.write(result), Json.write(rehearsals.rehearse(scenario, 5, FaultSettings.TYPICAL)));
    assertNotEquals(
        Json.write(result.timeline()),
        Json.write(rehearsals.rehearse(scenario, 6, FaultSettings.TYPICAL).timeline()));
  }

  @Test
  @DisplayName("gives the same document byte for byte, in another process and time zone too")
  void document() throws IOException {
    String document = tool(1, "--seed", "3", "--faults", "typical");
    assertEquals(document, tool(2, "--seed", "3", "--faults", "typical"));
    assertEquals("RECOVERED", Json.MAPPER.readTree(document).path("outcome").asText());
  }

  @Test
  @DisplayName("gives the same campaign, in turn or at the same time")
  void campaign() {
    Rehearsals rehearsals = new Rehearsals(Built.PRODUCTION);
    CampaignResult campaign =
        rehearsals.campaign(Optional.empty(), CAMPAIGN, 9, FaultSettings.TYPICAL, _ -> {});
    assertEquals(
        campaign,
        rehearsals.campaign(Optional.empty(), CAMPAIGN, 9, FaultSettings.TYPICAL, _ -> {}));

    TreeMap<String, Integer> outcomes = new TreeMap<>();
    double slowest = 0;
    for (int index = 0; index < CAMPAIGN; index++) {
      RehearsalResult one =
          rehearsals.rehearse(rehearsals.scenarioOf(9 + index), 9 + index, FaultSettings.TYPICAL);
      outcomes.merge(one.outcome(), 1, Integer::sum);
      slowest =
          one.outcome().equals("RECOVERED") ? Math.max(slowest, one.recoverySeconds()) : slowest;
    }
    assertEquals(outcomes, campaign.outcomes());
    assertEquals(slowest, campaign.recoverySeconds().max());
  }

  @Test
  @DisplayName("gives the same document of a campaign, but for the speed, on one core and on three")
  void campaignDocument() throws IOException {
    String[] arguments = {"--campaign", "8", "--seed", "9", "--faults", "typical"};
    ObjectNode alone = (ObjectNode) Json.MAPPER.readTree(tool(1, arguments));
    ObjectNode together = (ObjectNode) Json.MAPPER.readTree(tool(3, arguments));
    // The one figure of real time.
    alone.remove("incidentsPerSecond");
    together.remove("incidentsPerSecond");
    assertEquals(alone, together);
    assertEquals(8, alone.path("incidents").asInt());
  }
}
