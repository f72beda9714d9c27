package dev.lastgood.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.rehearsal.Rehearsals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The tool's usage")
class UsageTest {
  private static final String SCENARIO = Rehearsals.scenarios().getFirst().name();

  @TempDir private Path folder;

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("rehearse --campaign 0", "a whole number of at least 1, found 0"),
        Arguments.of("rehearse --campaign -5", "a whole number of at least 1, found -5"),
        Arguments.of("rehearse --campaign many", "'many' is not an int"),
        Arguments.of("rehearse --campaign 99999999999", "'99999999999' is not an int"),
        Arguments.of("rehearse --seed x", "'x' is not a long"),
        Arguments.of(
            "rehearse --seed 1 --seed 2", "option '--seed' (N) should be specified only once"),
        Arguments.of("rehearse --faults wild", "expected none or typical or hostile, found wild"),
        Arguments.of("rehearse --fault crush=1", "did you mean crash?"),
        Arguments.of("rehearse --fault crash=2", "a number from 0 to 1, not 2.0"),
        Arguments.of("rehearse --faults hostile --only crush", "did you mean crash?"),
        Arguments.of("rehearse --strikes -1", "--strikes: expected a whole number"),
        Arguments.of("compare --seeds 0", "--seeds: expected a whole number of at least 1"),
        Arguments.of("compare --seeds few", "'few' is not an int"),
        Arguments.of("compare --watch 181", "a whole number of minutes from 0 to 180, found 181"),
        Arguments.of("compare --watch -1", "a whole number of minutes from 0 to 180, found -1"),
        Arguments.of("compare --faults wild", "expected none or typical"),
        Arguments.of("compare --faults hostile", "expected none or typical, found hostile"),
        Arguments.of("replay", "SEED"),
        Arguments.of("replay 1 --scenario nothing", "--scenario: expected one of those"),
        Arguments.of("rehearse --scenario " + SCENARIO + "x", "did you mean " + SCENARIO + "?"),
        Arguments.of("rehearse --list --scenario " + SCENARIO, "--list takes no other option"),
        Arguments.of("rehearse --list --configuration x", "--list takes no other option"),
        Arguments.of("rehearse --report .", "expected a file, found the folder ."),
        Arguments.of("rehearse --report none/x.html", "expected a file in a folder that there is"),
        Arguments.of("rehearse --sed 1", "Did you mean --seed?"),
        Arguments.of("rehearse --configuration none.yaml", "none.yaml: expected a YAML file"),
        Arguments.of(
            "rehearse --configuration ../lastgood.yaml --environment stagin",
            "expected one of production, staging in ../lastgood.yaml, found stagin; did you mean"
                + " staging?"),
        Arguments.of("reherse", "Did you mean rehearse?"),
        Arguments.of("", "a command is missing"),
        Arguments.of("detect", "Missing required option: '--event=FILE'"),
        Arguments.of("detect --event none.json", "none.json: no such file"),
        Arguments.of("detect --event .", ".: is a folder"),
        Arguments.of("asl", "lastgood asl: a command is missing"),
        Arguments.of("asl walk", "Unmatched argument at index 1: 'walk'"),
        Arguments.of("asl run", "Missing required option: '--definition=FILE'"),
        Arguments.of("asl run --definition none.json", "none.json: no such file"),
        Arguments.of("asl run --definition .", ".: is a folder"),
        Arguments.of("completion bash", "Unmatched argument"));
  }

  @ParameterizedTest(name = "lastgood {0}")
  @MethodSource("refused")
  @DisplayName(
      "is refused with status 2, the cure on standard error, and nothing on standard output")
  void isRefused(String arguments, String told) {
    Run run = Run.of(arguments.isEmpty() ? new String[0] : arguments.split(" "));
    assertAll(
        () -> assertEquals(2, run.status()),
        () -> assertEquals("", run.out()),
        () -> assertTrue(run.err().contains(told), run.err()),
        () -> assertFalse(run.err().contains("\tat "), "no stack trace"));
  }

  @Test
  @DisplayName("tells every fault of a configuration, each with its place")
  void faultsOfConfiguration() throws IOException {
    Path file = folder.resolve("broken.yaml");
    Files.writeString(
        file,
        """
        environments:
          production:
            account: 5
            region: eu-west-1
            target: {}
        """);
    Run run = Run.of("rehearse", "--configuration", file.toString());
    assertEquals(2, run.status());
    assertEquals("", run.out());
    assertTrue(run.err().contains(file + ":3:14: environments.production.account: expected"));
    assertTrue(run.err().contains(file + ":5:5: environments.production.target: expected"));
    assertTrue(run.err().contains("did you mean targets?"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "rehearse --help",
        "compare --help",
        "detect --help",
        "plan --help",
        "drift --help",
        "hold --help",
        "hold release --help",
        "permissions --help",
        "template --help",
        "asl --help",
        "asl run --help",
        "completion --help"
      })
  @DisplayName("is told by --help of every command, with what its exit statuses mean")
  void help(String arguments) {
    Run run = Run.of(arguments.split(" "));
    assertEquals(0, run.status());
    assertTrue(run.out().contains("Usage: lastgood"), run.out());
    assertTrue(run.out().contains("Exit status:"), run.out());
    assertTrue(run.out().contains("  2   bad usage or configuration"), run.out());
    assertEquals("", run.err());
  }

  @Test
  @DisplayName("names its version, which the build filled in")
  void version() {
    Run run = Run.of("--version");
    assertEquals(0, run.status());
    assertTrue(run.out().strip().matches("lastgood [0-9]+\\.[0-9]+\\.[0-9]+.*"), run.out());
  }

  @Test
  @DisplayName("is completed by the shell: commands, options and scenarios")
  void completion() {
    Run run = Run.of("completion");
    assertEquals(0, run.status());
    assertTrue(run.out().startsWith("#!/usr/bin/env bash"), run.out());
    assertTrue(run.out().contains("--campaign"));
    assertTrue(run.out().contains("--responses"));
    assertTrue(run.out().contains("_picocli_lastgood_drift()"), "the command and its options");
    assertTrue(run.out().contains(SCENARIO));
    assertTrue(run.out().contains("typical"));
  }
}
