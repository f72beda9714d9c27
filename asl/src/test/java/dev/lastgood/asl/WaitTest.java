package dev.lastgood.asl;

import static dev.lastgood.asl.World.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A Wait state waits exactly as long as it says")
final class WaitTest {

  private final World world = new World();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'Seconds':30|30000",
        "'Seconds':0|0",
        "'Seconds':'{% $states.input.s * 2 %}'|14000",
        "'Timestamp':'2026-03-01T12:00:05.250Z'|5250",
        "'Timestamp':'2026-03-01T14:00:01+02:00'|1000",
        "'Timestamp':'2016-03-01T12:00:00Z'|0",
        "'Timestamp':'{% $states.input.t %}'|60000"
      },
      quoteCharacter = '\0')
  void theDelayIsExact(String field, long milliseconds) {
    ExecutionDescription end =
        world.runState(
            "{'Type':'Wait'," + field + ",'End':true}", map("s", 7, "t", "2026-03-01T12:01:00Z"));
    assertEquals(ExecutionStatus.SUCCEEDED, end.status(), end::toString);
    assertEquals(Duration.ofMillis(milliseconds), world.scheduler.elapsed());
  }

  @Test
  void outputIsEvaluatedAfterTheWait() {
    ExecutionDescription end =
        world.runState("{'Type':'Wait','Seconds':5,'Output':'{% $now() %}','End':true}", map());
    assertEquals("2026-03-01T12:00:05.000Z", end.output());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-03-01 12:00:00Z", "2026-03-01T12:00:00", "01-03-2026T12:00:00Z"})
  void aTimestampInAnotherFormIsAnEvaluationError(String timestamp) {
    ExecutionDescription end =
        world.runState(
            "{'Type':'Wait','Timestamp':'{% $states.input.t %}','End':true}", map("t", timestamp));
    assertEquals(Optional.of("States.QueryEvaluationError"), end.error());
    assertTrue(end.cause().orElseThrow().endsWith("format string: " + timestamp));
    HistoryEvent failed = world.event(HistoryEventType.EVALUATION_FAILED);
    assertEquals(2, failed.previousEventId());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'x'|Expected 'integer', but was 'string'",
        "-1|not allowed",
        "1.5|Expected 'integer'"
      },
      quoteCharacter = '\0')
  void secondsMustBeAWholeNumber(String expression, String message) {
    ExecutionDescription end =
        world.run(
            World.machineOf(
                "'Only': {'Type':'Wait','Seconds':'{% "
                    + expression.replace("'", "\\\"")
                    + " %}','End':true}"),
            map());
    assertEquals(Optional.of("States.QueryEvaluationError"), end.error());
    assertTrue(end.cause().orElseThrow().contains(message), end::toString);
  }
}
