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
            faults ->
                faults.rate(Fault.CRASH) > 0
                    && faults.rate(Fault.PAUSE) > 0
                    && faults.strikesMax() >= needed);
    FaultSettings least = shrinking.shrink(FaultSettings.HOSTILE);
    assertEquals(Set.of(Fault.CRASH, Fault.PAUSE), least.rates().keySet());
    assertEquals(needed, least.strikesMax());
    assertTrue(shrinking.rehearsals() < 50, "rehearsals: " + shrinking.rehearsals());
  }

  @Test
  @DisplayName("is what was given where no count of strikes shows it")
  void all() {
    Shrinking shrinking = new Shrinking(faults -> faults.strikesMax() == Integer.MAX_VALUE);
    FaultSettings least = shrinking.shrink(FaultSettings.TYPICAL);
    assertEquals(Integer.MAX_VALUE, least.strikesMax());
    assertEquals(Set.of(), least.rates().keySet());
  }
}
