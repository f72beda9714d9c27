package dev.lastgood.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("lastgood detect")
class DetectCommandTest {
  private static final Path EVENTS = Path.of("../functions/src/test/resources/events");

  @TempDir private Path folder;

  private static Run detect(Path event, String... more) {
    String[] arguments = new String[5 + more.length];
    System.arraycopy(
        new String[] {"detect", "--configuration", "../lastgood.yaml", "--event", event.toString()},
        0,
        arguments,
        0,
        5);
    System.arraycopy(more, 0, arguments, 5, more.length);
    return Run.of(arguments);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "alarm-state-change-alarm|Open|The alarm web-5xx has been in ALARM since",
        "alarm-state-change-ok|Nothing|The alarm web-5xx is OK now.",
        "alarm-state-change-composite|Open|speaks for catalogue, checkout.",
        "stack-status-change|Nothing|No rule hands 'CloudFormation Stack Status Change'",
        "instance-launch-unsuccessful|Nothing|No rule hands 'EC2 Instance Launch Unsuccessful'",
        "instance-refresh-started|Nothing|No rule hands 'EC2 Auto Scaling Instance Refresh",
        "instance-refresh-succeeded|Nothing|No rule hands 'EC2 Auto Scaling Instance Refresh",
        "instance-refresh-failed|Nothing|No rule hands 'EC2 Auto Scaling Instance Refresh",
        "instance-refresh-cancelled|Nothing|No rule hands 'EC2 Auto Scaling Instance Refresh"
      })
  @DisplayName("tells what every documented event leads to, and why")
  void decides(String event, String decision, String why) {
    Run run = detect(EVENTS.resolve(event + ".json"));
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().startsWith(decision), run.out());
    assertTrue(run.out().replaceAll("\\s+", " ").contains(why), run.out());
  }

  @Test
  @DisplayName("--json prints one document")
  void json() throws JsonProcessingException {
    Run run = detect(EVENTS.resolve("alarm-state-change-composite.json"), "--json");
    assertEquals(
        "{\"environment\":\"production\",\"event\":\"CloudWatch Alarm State Change\","
            + "\"decision\":\"Open\",\"why\":\"The alarm shop-availability has been in ALARM since"
            + " 2026-03-02T10:42:20.138Z and speaks for catalogue, checkout.\","
            + "\"targets\":[\"checkout\",\"catalogue\"]}",
        new ObjectMapper().readTree(run.out()).toString());
  }

  @Test
  @DisplayName("decides for the environment that is asked for, and says when it is another's event")
  void otherEnvironment() {
    Run run = detect(EVENTS.resolve("alarm-state-change-alarm.json"), "--environment", "staging");
    assertEquals(0, run.status());
    assertTrue(run.out().contains("the environment staging is account 444455556666"), run.out());
  }

  @Test
  @DisplayName("refuses an event that lacks what the function needs, naming the field")
  void malformed() throws IOException {
    Path event = folder.resolve("event.json");
    Files.writeString(
        event,
        Files.readString(EVENTS.resolve("alarm-state-change-alarm.json"))
            .replace("\"alarmName\"", "\"name\""));
    Run run = detect(event);
    assertEquals(2, run.status());
    assertEquals("", run.out());
    assertTrue(run.err().contains("detail.alarmName"), run.err());
  }
}
