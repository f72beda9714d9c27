package dev.lastgood.simulator.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A world's faults")
class FaultsTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final int OFTEN = 2_000;

  private static Faults faults(FaultSettings settings) {
    return new Faults(settings, new Chance(7), new VirtualTime(START));
  }

  /** At which of many times a fault strikes. */
  private static List<Integer> strikes(Faults faults, Fault fault) {
    List<Integer> struck = new ArrayList<>();
    for (int time = 0; time < OFTEN; time++) {
      if (faults.strikes(fault, () -> "here")) {
        struck.add(time);
      }
    }
    return struck;
  }

  @Test
  @DisplayName("strike as often as their rates say, and never without one")
  void rates() {
    Faults faults = faults(FaultSettings.NONE.with(Fault.CRASH, 0.1).with(Fault.PAUSE, 1));
    int crashes = strikes(faults, Fault.CRASH).size();
    assertTrue(crashes > OFTEN / 20 && crashes < OFTEN / 5, "crashes: " + crashes);
    assertEquals(OFTEN, strikes(faults, Fault.PAUSE).size());
    assertEquals(List.of(), strikes(faults, Fault.CONFLICT));
  }

  @Test
  @DisplayName("draw from a stream each: one that is switched off does not move another")
  void streams() {
    FaultSettings both = FaultSettings.NONE.with(Fault.CRASH, 0.1).with(Fault.PAUSE, 0.1);
    Faults together = faults(both);
    List<Integer> pauses = strikes(together, Fault.PAUSE);
    List<Integer> crashes = strikes(together, Fault.CRASH);
    assertNotEquals(pauses, crashes);
    assertEquals(crashes, strikes(faults(both.with(Fault.PAUSE, 0)), Fault.CRASH));
  }

  @Test
  @DisplayName("strike no more than so many times, the first of those that would be")
  void strikesMax() {
    FaultSettings settings = FaultSettings.NONE.with(Fault.CRASH, 0.1);
    List<Integer> all = strikes(faults(settings), Fault.CRASH);
    assertEquals(all.subList(0, 3), strikes(faults(settings.withStrikesMax(3)), Fault.CRASH));
    assertEquals(List.of(), strikes(faults(settings.withStrikesMax(0)), Fault.CRASH));
  }

  @Test
  @DisplayName("are told when they strike, and where")
  void told() {
    Faults faults = faults(FaultSettings.NONE.with(Fault.CRASH, 1));
    List<String> told = new ArrayList<>();
    faults.listen((fault, where) -> told.add(fault.faultName() + ": " + where));
    faults.strikes(Fault.CRASH, () -> "act");
    faults.strikes(Fault.PAUSE, () -> "act");
    assertEquals(List.of("crash: act"), told);
  }

  @Test
  @DisplayName("keep a service from answering for as long as its outage lasts")
  void outage() {
    VirtualTime time = new VirtualTime(START);
    Faults faults = new Faults(FaultSettings.NONE, new Chance(7), time);
    faults.breakDown(Set.of("s3", "kms"), START.plusSeconds(10), START.plusSeconds(20));
    List<Boolean> down = new ArrayList<>();
    for (int second : List.of(9, 10, 19, 20)) {
      time.at(START.plusSeconds(second), () -> down.add(faults.isDown("kms")));
    }
    time.at(START.plusSeconds(15), () -> assertFalse(faults.isDown("sns")));
    time.run(START.plusSeconds(30), () -> false);
    assertEquals(List.of(false, true, true, false), down);
    assertEquals(START.plusSeconds(20), faults.backAt("s3"));
  }

  @Test
  @DisplayName("are over once and for all")
  void over() {
    Faults faults = faults(FaultSettings.NONE.with(Fault.CRASH, 1).with(Fault.LOW_THROTTLE, 1));
    faults.lowerThrottles();
    faults.breakDown(Set.of("s3"), START, START.plusSeconds(20));
    assertTrue(faults.isDown("s3"));
    int weight = faults.callWeight();
    assertTrue(2 <= weight && weight <= 4, "a call weighs " + weight);
    faults.end();
    assertEquals(List.of(), strikes(faults, Fault.CRASH));
    assertFalse(faults.isDown("s3"));
    assertEquals(1, faults.callWeight());
  }

  @Test
  @DisplayName("have names of their own, by which they are found")
  void names() {
    Set<String> names = new HashSet<>();
    for (Fault fault : Fault.values()) {
      assertTrue(names.add(fault.faultName()), fault.faultName());
      assertEquals(Optional.of(fault), Fault.named(fault.faultName()));
      assertTrue(FaultSettings.HOSTILE.rate(fault) > 0, "hostile has " + fault);
    }
    assertEquals(Optional.empty(), Fault.named("weather"));
  }

  @Test
  @DisplayName("have rates from 0 to 1")
  void refused() {
    for (double rate : List.of(-0.1, 1.1, Double.NaN)) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class, () -> FaultSettings.NONE.with(Fault.CRASH, rate));
      assertTrue(refused.getMessage().contains("crash"), refused.getMessage());
    }
  }

  @Test
  @DisplayName("of an ordinary day do not change how an incident ends")
  void outcomes() {
    assertFalse(FaultSettings.TYPICAL.changesOutcomes());
    assertTrue(FaultSettings.HOSTILE.changesOutcomes());
  }
}
