package dev.lastgood.functions.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastgood.functions.Fixtures;
import dev.lastgood.functions.detect.AlarmReading;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The alarms of a recovered target")
class AlarmCheckTest {
  private static AlarmCheck judge(AlarmReading... alarms) {
    return AlarmCheck.judge(Fixtures.target("web"), List.of(alarms), Fixtures.NOW);
  }

  private static AlarmReading alarm(AlarmReading.State state, int seconds) {
    return Fixtures.alarm(state, Fixtures.NOW.minusSeconds(seconds));
  }

  @Test
  @DisplayName("are quiet once each has been OK for the whole window")
  void quiet() {
    assertEquals(AlarmCheck.QUIET, judge(alarm(AlarmReading.State.OK, 120)));
  }

  @Test
  @DisplayName("are not quiet in any other state, too little data included, however long")
  void states() {
    for (AlarmReading.State state :
        List.of(
            AlarmReading.State.ALARM,
            AlarmReading.State.INSUFFICIENT_DATA,
            AlarmReading.State.MISSING)) {
      assertEquals(
          new AlarmCheck(List.of("The alarm web-5xx is " + state + "."), 12),
          judge(alarm(state, 9000)));
    }
  }

  @Test
  @DisplayName("are asked again just after the window ends, and never later than in 12 seconds")
  void waits() {
    List<String> missing = List.of("The alarm web-5xx is OK, for less than 120 s.");
    assertEquals(new AlarmCheck(missing, 2), judge(alarm(AlarmReading.State.OK, 119)));
    assertEquals(new AlarmCheck(missing, 12), judge(alarm(AlarmReading.State.OK, 5)));
  }

  @Test
  @DisplayName("are all waited for")
  void several() {
    AlarmCheck check = judge(alarm(AlarmReading.State.ALARM, 1), alarm(AlarmReading.State.OK, 118));
    assertEquals(2, check.missing().size());
    assertEquals(12, check.waitSeconds());
  }
}
