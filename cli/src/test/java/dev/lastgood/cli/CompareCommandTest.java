package dev.lastgood.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mockConstruction;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.rehearsal.Comparison;
import dev.lastgood.simulator.rehearsal.ComparisonResult;
import dev.lastgood.simulator.rehearsal.ComparisonResult.OfStrategy;
import dev.lastgood.simulator.rehearsal.Measured;
import dev.lastgood.simulator.rehearsal.Percentiles;
import dev.lastgood.simulator.rehearsal.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mockito.MockedConstruction;

@DisplayName("lastgood compare")
class CompareCommandTest {
  private static final Percentiles NONE = new Percentiles(0, 0, 0, 0);

  private int untold;
  private int runs = 27;
  private MockedConstruction<Comparison> constructed;

  @BeforeEach
  void simulate() {
    constructed =
        mockConstruction(
            Comparison.class,
            (comparison, context) -> {
              when(comparison.runs(anyInt())).thenReturn(runs);
              when(comparison.compare(anyInt(), anyLong(), any(), any(), any()))
                  .thenReturn(result());
            });
  }

  @AfterEach
  void stop() {
    constructed.close();
  }

  private ComparisonResult result() {
    return new ComparisonResult(
        20,
        7,
        "typical",
        1800,
        900,
        3600,
        List.of(
            new ComparisonResult.OfSituation(
                "fails-late",
                "A bad version begins to fail long after its rollout.",
                List.of(
                    new OfStrategy.Tried(
                        Strategy.CAPACITY_RESET,
                        new Measured(
                            20,
                            0,
                            0,
                            NONE,
                            new Percentiles(30, 30, 30, 30),
                            new Percentiles(0, 0, 0, 0),
                            20,
                            0,
                            20)),
                    new OfStrategy.Unavailable(Strategy.INSTANCE_REFRESH, "there is no refresh"),
                    new OfStrategy.Unavailable(Strategy.ROLLBACK_TRIGGERS, "there is no stack"),
                    new OfStrategy.Tried(
                        Strategy.LASTGOOD,
                        new Measured(
                            20,
                            18,
                            1,
                            new Percentiles(318.0004, 974, 974, 974),
                            new Percentiles(1.56, 2, 2, 2),
                            new Percentiles(0.4, 1, 1, 1),
                            0,
                            20,
                            untold))))));
  }

  private static Run compare(String... options) {
    List<String> arguments = new ArrayList<>(List.of("compare"));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--configuration", "../lastgood.yaml"));
    return Run.of(arguments.toArray(String[]::new));
  }

  @Test
  @DisplayName("alone compares on twenty seeds from 1, without faults, watched for half an hour")
  void alone() {
    assertEquals(0, compare().status());
    verify(constructed.constructed().getFirst())
        .compare(eq(20), eq(1L), eq(FaultSettings.NONE), eq(Duration.ofMinutes(30)), any());
  }

  @Test
  @DisplayName("takes how many seeds, the first, the faults and how long is watched")
  void options() {
    compare("--seeds", "3", "--seed", "9", "--faults", "typical", "--watch", "60");
    verify(constructed.constructed().getFirst())
        .compare(eq(3), eq(9L), eq(FaultSettings.TYPICAL), eq(Duration.ofMinutes(60)), any());
  }

  @Test
  @DisplayName("shows a table a situation, what a column means, and that all is simulated")
  void humanOutput() {
    String out = compare("--seed", "7", "--faults", "typical").out().replace("\r", "");
    assertTrue(
        out.startsWith(
            """
            Comparison of 4 strategies in 1 situations, on 20 seeds each
            seed 7, faults typical, version %s, rollouts watched for 30 minutes
            """
                .formatted(Version.current())),
        out);
    assertTrue(out.contains("All figures are simulated."), out);
    assertTrue(
        out.endsWith(
            """

            fails-late
              A bad version begins to fail long after its rollout.
                                    in time     p50     p95     lost    short    unset   untold
              capacity-reset        0 of 20       -       -     30.0      0.0       20       20
              instance-refresh   not here: there is no refresh
              rollback-triggers  not here: there is no stack
              lastgood             18 of 20   05:18   16:14      1.6      0.4        0        0
            """),
        out);
  }

  @Test
  @DisplayName("prints one document with --json, and nothing else on standard output")
  void document() throws JsonProcessingException {
    JsonNode document =
        new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .readTree(compare("--json", "--seed", "7", "--faults", "typical").out());
    assertEquals(
        List.of(
            "seeds",
            "seed",
            "faults",
            "watchSeconds",
            "limitSeconds",
            "observedSeconds",
            "situations",
            "version"),
        fields(document));
    JsonNode situation = document.path("situations").path(0);
    assertEquals(List.of("name", "says", "strategies"), fields(situation));
    assertEquals(4, situation.path("strategies").size());
    JsonNode unavailable = situation.path("strategies").path(1);
    assertEquals(List.of("name", "available", "because"), fields(unavailable));
    JsonNode lastgood = situation.path("strategies").path(3);
    assertEquals(
        List.of(
            "name",
            "available",
            "runs",
            "wellInTime",
            "wellLater",
            "secondsToWell",
            "lostMinutes",
            "shortMinutes",
            "notSetAsBefore",
            "told",
            "notWellUntold"),
        fields(lastgood));
    assertEquals(318, lastgood.path("secondsToWell").path("p50").asDouble());
    assertEquals(List.of("p50", "p95", "p99", "max"), fields(lastgood.path("lostMinutes")));
  }

  private static List<String> fields(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  @DisplayName("fell short where Lastgood left a service neither well nor told anybody")
  void fellShort() {
    untold = 1;
    assertEquals(1, compare().status());
  }

  @Test
  @DisplayName("refuses an environment that has nothing to compare on")
  void nothing() {
    runs = 0;
    Run run = compare();
    assertEquals(2, run.status());
    assertEquals("", run.out());
    assertTrue(run.err().contains("choose another with --environment"), run.err());
  }
}
