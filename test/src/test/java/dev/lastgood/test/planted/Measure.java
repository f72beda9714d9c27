package dev.lastgood.test.planted;

import dev.lastgood.asl.StepFunctionsException;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.rehearsal.Rehearsals;
import dev.lastgood.simulator.rehearsal.Violation;
import dev.lastgood.test.Built;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Counts, for each planted defect, after how many incidents of the hostile campaign over all
 * scenarios it is caught: the first whose invariants are violated with it and hold without it. The
 * typical campaign, in which every incident has to end as its scenario says, takes turns with it,
 * one round of all scenarios each. Run in the module's own folder, it writes the figures into
 * {@code docs/planted-defects.md}.
 */
public final class Measure {
  private static final Path PAGE = Path.of("..", "docs", "planted-defects.md");

  private static final int INCIDENTS_MAX = 10_000;

  private Measure() {}

  /** Where a defect was caught. */
  record Caught(int incidents, String faults, String scenario, Violation violation) {}

  /** What was found of a defect. */
  record Measured(PlantedDefect defect, Optional<Caught> caught, int rehearsed) {}

  /**
   * Measures.
   *
   * @param arguments how many incidents at the most; then names of defects; where there are none,
   *     all that campaigns catch
   * @throws IOException where no folder can be made
   * @throws InterruptedException never, unless somebody interrupts it
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int limit = arguments.length > 0 ? Integer.parseInt(arguments[0]) : INCIDENTS_MAX;
    List<PlantedDefect> defects =
        arguments.length > 1
            ? List.of(arguments).subList(1, arguments.length).stream()
                .map(PlantedDefect::named)
                .toList()
            : PlantedDefect.all().stream()
                .filter(defect -> !(defect instanceof RareDefect))
                .toList();
    Path folder = Files.createTempDirectory("planted");
    Measured[] results = new Measured[defects.size()];
    AtomicInteger next = new AtomicInteger();
    List<Thread> workers = new ArrayList<>();
    for (int worker = 0; worker < Runtime.getRuntime().availableProcessors(); worker++) {
      workers.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int index = next.getAndIncrement();
                        index < results.length;
                        index = next.getAndIncrement()) {
                      results[index] = measured(defects.get(index), folder, limit);
                      System.err.println(line(results[index]));
                    }
                  }));
    }
    for (Thread worker : workers) {
      worker.join();
    }
    write(List.of(results));
  }

  /** Puts what was measured into the page, each in its row; the other rows stay. */
  private static void write(List<Measured> results) throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    results.forEach(result -> rows.put("| `" + result.defect().title() + "` |", row(result)));
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      lines.add(
          rows.entrySet().stream()
              .filter(row -> line.startsWith(row.getKey()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(line));
    }
    Files.write(PAGE, lines);
  }

  static Measured measured(PlantedDefect defect, Path folder, int limit) {
    Rehearsals wrong =
        new Rehearsals(
            defect.mistake().planting().in(Built.PRODUCTION, folder.resolve(defect.title())));
    Rehearsals right = new Rehearsals(Built.PRODUCTION);
    int round = wrong.playable().size();
    for (int first = 1; first <= limit; first += round) {
      int last = Math.min(limit, first + round - 1);
      for (FaultSettings faults : List.of(FaultSettings.HOSTILE, FaultSettings.TYPICAL)) {
        for (int incident = first; incident <= last; incident++) {
          String scenario = wrong.scenarioOf(incident);
          List<Violation> violations = found(wrong, scenario, incident, faults);
          if (!violations.isEmpty()
              && Catching.violations(right, scenario, incident, faults).isEmpty()) {
            return new Measured(
                defect,
                Optional.of(new Caught(incident, faults.preset(), scenario, violations.getFirst())),
                limit);
          }
        }
      }
    }
    return new Measured(defect, Optional.empty(), limit);
  }

  /** A mistake may keep a rehearsal from being played to its end, which proves nothing. */
  private static List<Violation> found(
      Rehearsals wrong, String scenario, int incident, FaultSettings faults) {
    try {
      return Catching.violations(wrong, scenario, incident, faults);
    } catch (AwsServiceException | StepFunctionsException brokenOff) {
      return List.of();
    }
  }

  private static String line(Measured result) {
    return result.defect().title()
        + ": "
        + result
            .caught()
            .map(
                caught ->
                    caught.incidents()
                        + " "
                        + caught.faults()
                        + " "
                        + caught.scenario()
                        + " "
                        + caught.violation().invariant()
                        + ": "
                        + caught.violation().detail())
            .orElse("not within " + result.rehearsed());
  }

  private static String row(Measured result) {
    return "| `%s` | %s | %s | %s | %s | %s |"
        .formatted(
            result.defect().title(),
            result.defect().mistake().wrong(),
            result.defect().mistake().right(),
            result.caught().map(caught -> "`" + caught.violation().invariant() + "`").orElse("–"),
            result.caught().map(Caught::faults).orElse("both"),
            result
                .caught()
                .map(caught -> Integer.toString(caught.incidents()))
                .orElse("not within " + result.rehearsed()));
  }
}
