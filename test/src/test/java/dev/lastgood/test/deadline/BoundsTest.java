package dev.lastgood.test.deadline;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.handler.CallLimits;
import dev.lastgood.functions.sweep.CloseHandler;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.test.Built;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The figures of the template keep the promise on time:")
class BoundsTest {
  static Stream<Installation> installations() {
    return Stream.of(Built.PRODUCTION, Installation.read(Built.ASSEMBLY, "staging"));
  }

  @ParameterizedTest
  @MethodSource("installations")
  @DisplayName("a stop that fails, and one attempt to close that hangs, still end within 30 s")
  void closing(Installation installation) {
    Bounds bounds = new Bounds(new Deployed(installation));
    assertTrue(bounds.closingsInTime() >= 2, "attempts to close: " + bounds.closingsInTime());
  }

  @ParameterizedTest
  @MethodSource("installations")
  @DisplayName("nothing that changes a target outlives the wait before the closing")
  void waiting(Installation installation) {
    Bounds bounds = new Bounds(new Deployed(installation));
    Deployed deployed = bounds.deployed();
    assertAll(
        () -> assertTrue(deployed.waitSeconds() >= bounds.changing()),
        () -> assertTrue(deployed.waitSeconds() >= deployed.timeoutSeconds(CloseHandler.class)));
  }

  @ParameterizedTest
  @MethodSource("installations")
  @DisplayName("what lost its execution is closed by the sweep within 150 s")
  void lost(Installation installation) {
    Bounds bounds = new Bounds(new Deployed(installation));
    assertTrue(bounds.lost() <= Bounds.ORPHAN_GRACE, "after " + bounds.lost() + " s");
  }

  @ParameterizedTest
  @MethodSource("installations")
  @DisplayName("what comes too late is closed within 60 s, an attempt that hangs included")
  void late(Installation installation) {
    Bounds bounds = new Bounds(new Deployed(installation));
    assertTrue(bounds.late() <= 60, "after " + bounds.late() + " s");
  }

  @ParameterizedTest
  @MethodSource("installations")
  @DisplayName("what is begun leaves time to be stopped and closed")
  void begun(Installation installation) {
    Deployed deployed = new Deployed(installation);
    assertTrue(deployed.enoughSeconds() > deployed.keptBackSeconds());
  }

  @ParameterizedTest
  @MethodSource("installations")
  @DisplayName("each task outlives its function, and every task has a bound")
  void tasks(Installation installation) {
    Deployed deployed = new Deployed(installation);
    List<String> tooShort =
        Stream.concat(deployed.incidentSteps().stream(), deployed.recoverySteps().stream())
            .filter(step -> step.timeout().isPresent())
            // What only says how far it is is not waited for.
            .filter(step -> !step.name().startsWith("Say that"))
            .filter(step -> deployed.functionSeconds(step).orElse(0) >= step.timeoutSeconds())
            .map(Step::name)
            .toList();
    assertEquals(List.of(), tooShort);
  }

  @Test
  @DisplayName("the simulated clients give up when the real ones do")
  void clients() {
    assertEquals(CallLimits.ATTEMPT, Calls.ATTEMPT_TIMEOUT);
    assertEquals(CallLimits.CALL, Calls.CALL_TIMEOUT);
  }

  @Test
  @DisplayName("a back-off grows by its rate up to its ceiling")
  void backOff() {
    Retrier retrier = new Retrier(6, 1, 2, 10);
    assertEquals(1 + 2 + 4 + 8 + 10 + 10, retrier.backOffSeconds());
    assertEquals(1 + 2, retrier.backOffSeconds(2));
  }
}
