package dev.lastgood.asl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the interpreter against executions that were recorded from Step Functions. They are no part
 * of this project; the property {@code asl.recordings} names their folder, and without them there
 * is nothing to compare.
 */
@DisplayName("Executions recorded from Step Functions")
final class RecordingsTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("asl.recordings", "../../shared/asl-recordings"));

  /** Recordings that cannot be followed, with the reason. One that agrees after all must go. */
  private static final Map<String, String> CANNOT_AGREE = Map.of();

  @TestFactory
  @DisplayName("go the same way here")
  List<DynamicTest> recordings() throws IOException {
    if (!Files.isDirectory(FOLDER)) {
      System.out.println("No recordings of Step Functions in " + FOLDER + ": nothing compared.");
      return List.of(dynamicTest("(there are none here)", () -> assertFalse(Files.exists(FOLDER))));
    }
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<DynamicTest> tests =
          files
              .filter(file -> file.getFileName().toString().endsWith(".json"))
              .sorted()
              .map(Recording::read)
              .map(recording -> dynamicTest(recording.name(), () -> check(recording, CANNOT_AGREE)))
              .toList();
      assertFalse(tests.isEmpty(), () -> FOLDER + " holds no recordings");
      return tests;
    }
  }

  private static void check(Recording recording, Map<String, String> cannotAgree) {
    List<String> differences = recording.differences();
    String reason = cannotAgree.get(recording.name());
    if (reason == null) {
      assertEquals(List.of(), differences);
    } else {
      assertFalse(differences.isEmpty(), "it agrees after all, though it should not: " + reason);
    }
  }

  /** A recording made up for the suite itself: a Pass state with a result. */
  private static Recording madeUp(Object output) throws JsonProcessingException {
    ObjectNode document =
        (ObjectNode)
            new ObjectMapper()
                .readTree(
                    """
                    {"definition": {"QueryLanguage": "JSONata", "StartAt": "P", "States":
                       {"P": {"Type": "Pass", "Output": 1, "End": true}}},
                     "input": {}, "lambdaResponses": [], "volatile": [],
                     "expected": {"status": "SUCCEEDED"},
                     "trace": [
                       {"type": "ExecutionStarted", "id": 1, "prev": 0, "input": {}},
                       {"type": "PassStateEntered", "id": 2, "prev": 0, "input": {}, "name": "P"},
                       {"type": "PassStateExited", "id": 3, "prev": 2, "name": "P", "output": 1},
                       {"type": "ExecutionSucceeded", "id": 4, "prev": 3, "output": 1}]}
                    """);
    document.withObject("/expected").putPOJO("output", output);
    return new Recording("made-up", (ObjectNode) new ObjectMapper().readTree(document.toString()));
  }

  @Test
  @DisplayName("are followed where they agree, and told apart where they do not")
  void agreement() throws JsonProcessingException {
    check(madeUp(1.0), Map.of());
    AssertionError differs = assertThrows(AssertionError.class, () -> check(madeUp(2), Map.of()));
    assertTrue(differs.getMessage().contains("outcome: recorded"), differs.getMessage());
  }

  @Test
  @DisplayName("that cannot be followed are excused only as long as they are not")
  void excuses() throws JsonProcessingException {
    Map<String, String> excuse = Map.of("made-up", "a reason");
    check(madeUp(2), excuse);
    AssertionError agrees = assertThrows(AssertionError.class, () -> check(madeUp(1), excuse));
    assertTrue(agrees.getMessage().contains("it agrees after all"), agrees.getMessage());
  }
}
