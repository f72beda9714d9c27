package dev.lastgood.test.template;

import static com.dashjoin.jsonata.Jsonata.jsonata;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What the state machines call")
class RedrivenExecutionsTest {
  private static final Pattern EXPRESSION = Pattern.compile("\\{% ([^%]*RedriveCount[^%]*) %}");

  private static Object evaluated(String expression, Map<String, Object> execution) {
    Jsonata jsonata = jsonata(expression);
    Jsonata.Frame frame = jsonata.createFrame();
    frame.bind("states", Map.of("context", Map.of("Execution", execution)));
    return jsonata.evaluate(null, frame);
  }

  @ParameterizedTest
  @CsvSource({"incident.asl.json, 2", "recovery.asl.json, 8"})
  @DisplayName("is called unless the execution was redriven, and where nothing says that it was")
  void called(String machine, int expressions) throws IOException {
    List<String> found =
        EXPRESSION
            .matcher(Files.readString(Path.of("..", "statemachines", machine)))
            .results()
            .map(result -> result.group(1))
            .toList();
    assertEquals(expressions, found.size(), found::toString);
    for (String expression : found) {
      Matcher arn = Pattern.compile("'(\\$\\{\\w+})'").matcher(expression);
      assertTrue(arn.find(), expression);
      assertEquals(arn.group(1), evaluated(expression, Map.of("RedriveCount", 0)), expression);
      assertEquals(arn.group(1), evaluated(expression, Map.of()), expression);
      assertThrows(
          JException.class, () -> evaluated(expression, Map.of("RedriveCount", 1)), expression);
    }
  }
}
