package dev.lastgood.asl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Error names match by the reserved names' special rules")
final class FailureTest {

  @ParameterizedTest(name = "{0} names {1}: {2}")
  @CsvSource({
    "E, E, true",
    "E, F, false",
    "States.ALL, E, true",
    "States.ALL, States.Timeout, true",
    "States.ALL, States.TaskFailed, true",
    "States.ALL, States.QueryEvaluationError, true",
    "States.ALL, States.DataLimitExceeded, false",
    "States.DataLimitExceeded, States.DataLimitExceeded, true",
    "States.ALL, States.Runtime, false",
    "States.Runtime, States.Runtime, false",
    "States.TaskFailed, States.Runtime, false",
    "States.TaskFailed, E, true",
    "States.TaskFailed, States.Permissions, true",
    "States.TaskFailed, States.Timeout, false",
    "States.Timeout, States.Timeout, true",
    "States.HeartbeatTimeout, States.Timeout, false",
    "States.HeartbeatTimeout, States.HeartbeatTimeout, true",
    "States.BranchFailed, States.BranchFailed, true"
  })
  void aNameMatches(String pattern, String error, boolean matches) {
    assertEquals(matches, Failure.of(error, "why").isNamedBy(List.of("Other", pattern)));
  }

  @ParameterizedTest
  @CsvSource({
    "States.Timeout, true",
    "States.HeartbeatTimeout, true",
    "States.ALL, true",
    "States.TaskFailed, false"
  })
  void aMissedHeartbeatIsATimeoutToo(String pattern, boolean matches) {
    assertEquals(matches, Failure.timeout(true).isNamedBy(List.of(pattern)));
  }

  @ParameterizedTest
  @CsvSource({"States.ALL, true", "States.TaskFailed, true", "E, false"})
  void anErrorWithoutANameIsAnErrorToo(String pattern, boolean matches) {
    Failure nameless = Failure.of(Optional.empty(), Optional.empty());
    assertEquals(matches, nameless.isNamedBy(List.of(pattern)));
  }
}
