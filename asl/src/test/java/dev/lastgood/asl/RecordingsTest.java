package dev.lastgood.asl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
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
              .map(recording -> dynamicTest(recording.name(), () -> check(recording)))
              .toList();
      assertFalse(tests.isEmpty(), () -> FOLDER + " holds no recordings");
      return tests;
    }
  }

  private static void check(Recording recording) {
    List<String> differences = recording.differences();
    String reason = CANNOT_AGREE.get(recording.name());
    if (reason == null) {
      assertEquals(List.of(), differences);
    } else {
      assertFalse(differences.isEmpty(), "it agrees after all, though it should not: " + reason);
    }
  }
}
