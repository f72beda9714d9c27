package dev.lastgood.test.planted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.rehearsal.Rehearsals;
import dev.lastgood.simulator.rehearsal.Violation;
import dev.lastgood.test.Built;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A planted defect is caught")
class PlantedDefectsTest {
  private static final Path PAGE = Path.of("..", "docs", "planted-defects.md");

  @TempDir private Path folder;

  static Stream<Arguments> defects() {
    return PlantedDefect.all().stream().map(defect -> Arguments.of(defect.title(), defect));
  }

  private static List<Violation> violations(Rehearsals rehearsals, Shown shown) {
    List<Violation> violations = new ArrayList<>();
    for (int incident = 0; incident < shown.incidents(); incident++) {
      violations.addAll(
          Catching.violations(
              rehearsals, shown.scenario(), shown.seed() + incident, shown.faults()));
    }
    return violations;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("defects")
  @DisplayName("for the right reason, and nothing is found without it")
  void caught(String title, PlantedDefect defect) {
    Shown shown = defect.mistake().shown();
    List<Violation> wrong =
        violations(
            new Rehearsals(
                PlantedDefect.named(title).mistake().planting().in(Built.PRODUCTION, folder)),
            shown);
    assertTrue(
        wrong.stream()
            .anyMatch(
                found ->
                    found.invariant().startsWith(shown.invariant())
                        && found.detail().contains(shown.detail())),
        () -> "expected " + shown + ", found " + wrong);
    assertEquals(List.of(), violations(new Rehearsals(Built.PRODUCTION), shown));
  }

  @Test
  @DisplayName("and stands in the documents, as those do that are not seen yet")
  void documented() throws IOException {
    List<String> rows;
    try (Stream<String> lines = Files.lines(PAGE)) {
      rows = lines.filter(line -> line.startsWith("| `")).toList();
    }
    assertEquals(
        Stream.concat(PlantedDefect.all().stream(), Stream.of(UnseenDefect.values()))
            .map(defect -> "| `" + defect.title() + "` | " + defect.mistake().wrong() + " |")
            .collect(Collectors.joining("\n")),
        rows.stream()
            .map(row -> row.substring(0, row.indexOf(" |", row.indexOf("` |") + 3) + 2))
            .collect(Collectors.joining("\n")));
  }
}
