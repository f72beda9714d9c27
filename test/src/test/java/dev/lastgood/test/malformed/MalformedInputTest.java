package dev.lastgood.test.malformed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.rehearsal.RehearsalResult;
import dev.lastgood.simulator.rehearsal.Rehearsals;
import dev.lastgood.simulator.template.Properties;
import dev.lastgood.test.Built;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Every function of the template, as it runs, with thousands of inputs that are almost valid: each
 * a recorded one, mutated by its seed, while an incident is under way and after it.
 */
@DisplayName("Whatever a function is invoked with")
class MalformedInputTest {
  private static final int SEEDS = 30;

  private static final List<String> SCENARIOS =
      List.of(
          "bad-launch-template",
          "approval-given",
          "settings-made-worse",
          "stack-update-breaks-service");

  private static final Recording RECORDING = Recording.ofAll();

  private static Set<String> asynchronous() {
    return Built.PRODUCTION.assembly().resources("AWS::Lambda::EventInvokeConfig").stream()
        .map(resource -> Properties.of(resource).text("FunctionName"))
        .collect(Collectors.toSet());
  }

  private record Run(Injector injector, RehearsalResult result) {
    static Run of(long seed) {
      Injector injector = new Injector(RECORDING, seed, asynchronous());
      RehearsalResult result =
          new Rehearsals(Built.PRODUCTION)
              .rehearse(
                  SCENARIOS.get((int) (seed % SCENARIOS.size())),
                  seed,
                  FaultSettings.NONE,
                  target -> target,
                  injector);
      return new Run(injector, result);
    }

    /** What did not hold, besides that what is asked for may well change how an incident ends. */
    List<String> wrong() {
      List<String> wrong = new ArrayList<>(injector.wrong());
      injector.unanswered().forEach(name -> wrong.add(name + ": it was never answered"));
      result.violations().stream()
          .filter(violation -> !violation.invariant().equals("the scenario's outcome"))
          .forEach(violation -> wrong.add(violation.toString()));
      return wrong.stream().map(what -> "seed " + result.seed() + ", " + what).toList();
    }
  }

  @Test
  @DisplayName("it answers in time or says what is wrong, and nothing half done remains")
  void anything() {
    List<String> wrong = new ArrayList<>();
    int cases = 0;
    int refused = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Run run = Run.of(seed);
      wrong.addAll(run.wrong());
      cases += run.injector().cases();
      refused += run.injector().refused();
    }
    assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    assertTrue(cases > 3_000, "cases: " + cases);
    assertTrue(refused > cases / 3, "refused: " + refused + " of " + cases);
  }

  @Test
  @DisplayName("every function is among them")
  void everyFunction() {
    assertEquals(
        List.of(),
        Built.PRODUCTION.functionNames().stream()
            .filter(function -> RECORDING.of(function).isEmpty())
            .toList());
  }
}
