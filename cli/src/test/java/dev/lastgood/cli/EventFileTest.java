package dev.lastgood.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

@DisplayName("An event in a file")
class EventFileTest {
  private static final String EVENT =
      """
      {"source": "aws.cloudwatch", "detail-type": "CloudWatch Alarm State Change",
       "account": "111122223333", "region": "eu-west-1", "time": "2026-01-01T00:00:00Z",
       "detail": {"alarmName": "web-5xx"}}
      """;

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("event.json"), text);
  }

  @Test
  @DisplayName("is read as EventBridge delivers it")
  void read() throws IOException {
    assertEquals("web-5xx", EventFile.read(file(EVENT), spec()).at("/detail/alarmName").asText());
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"source\"|\"sauce\"|event.json: source: expected a text",
        "\"111122223333\"|111122223333|event.json: account: expected a text",
        "2026-01-01T00:00:00Z|yesterday|event.json: time: expected a time such as",
        "{\"alarmName\": \"web-5xx\"}|\"web-5xx\"|event.json: detail: expected an object",
        "\"detail\":|detail:|event.json:3:2: expected one JSON document: Unexpected character",
        "\"web-5xx\"}}|\"web-5xx\"}} {}|event.json:3:38: expected one JSON document: something stands after it",
        "\"source\":|\"account\": \"1\", \"source\":|event.json:2:11: expected one JSON document: Duplicate field"
      })
  @DisplayName("is refused with its place where it is none")
  void refused(String right, String wrong, String told) throws IOException {
    assertTrue(EVENT.contains(right));
    Path file = file(EVENT.replace(right, wrong));
    String message =
        assertThrows(ParameterException.class, () -> EventFile.read(file, spec())).getMessage();
    assertTrue(message.contains(told), message);
  }

  private static CommandSpec spec() {
    return Main.commandLine(Terminal.ofProcess(new Properties(), Map.of()), new NoAws())
        .getCommandSpec();
  }
}
