package dev.lastgood.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.kernel.Fault;
import dev.lastgood.simulator.kernel.FaultSettings;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The least that shows a violation")
class ShrinkingTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 8, 13, 200})
  @DisplayName("has the faults that it takes and no others, and as few strikes of them as suffice")
  void least(int needed) {
    Shrinking shrinking =
        new Shrinking(
            (faults, extent) ->
                faults.rate(Fault.CRASH) > 0
                    && faults.rate(Fault.PAUSE) > 0
                    && faults.strikesMax() >= needed
                    && extent.secondsMax().isEmpty());
    FaultSettings least = shrinking.shrink(FaultSettings.HOSTILE, 1).faults();
    assertEquals(Set.of(Fault.CRASH, Fault.PAUSE), least.rates().keySet());
    assertEquals(needed, least.strikesMax());
    assertTrue(shrinking.rehearsals() < 60, "rehearsals: " + shrinking.rehearsals());
  }

  @Test
  @DisplayName("is what was given where no count of strikes shows it")
  void all() {
    Shrinking shrinking = new Shrinking((faults, _) -> faults.strikesMax() == Integer.MAX_VALUE);
    FaultSettings least = shrinking.shrink(FaultSettings.TYPICAL, 1).faults();
    assertEquals(Integer.MAX_VALUE, least.strikesMax());
    assertEquals(Set.of(), least.rates().keySet());
  }

  @Test
  @DisplayName("has as few targets as suffice, and ends when it has shown")
  void extent() {
    Shrinking shrinking =
        new Shrinking(
            (_, extent) ->
                extent.targetsMax().orElse(6) >= 3 && extent.secondsMax().orElse(9_999) >= 734);
    Extent least = shrinking.shrink(FaultSettings.NONE, 6).extent();
    assertEquals(3, least.targetsMax().orElseThrow());
    int seconds = least.secondsMax().orElseThrow();
    assertTrue(seconds >= 734 && seconds < 744, "seconds: " + seconds);
  }

  @Test
  @DisplayName("is all of the scenario where it shows only at its end, and with all its targets")
  void whole() {
    Shrinking shrinking =
        new Shrinking(
            (_, extent) -> extent.targetsMax().isEmpty() && extent.secondsMax().isEmpty());
    assertEquals(Extent.WHOLE, shrinking.shrink(FaultSettings.NONE, 6).extent());
  }
}
