package dev.lastgood.functions.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.handler.MalformedEventException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The event of an alarm's change of state")
class AlarmStateChangeTest {
  private static String event(String name) {
    try (InputStream stream =
        AlarmStateChangeTest.class.getResourceAsStream("/events/" + name + ".json")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static AlarmStateChange read(String text) {
    return Json.read(text, AlarmStateChange.class);
  }

  private static String changed(String pointer, JsonNode value) {
    try {
      ObjectNode event = (ObjectNode) Json.MAPPER.readTree(event("alarm-state-change-alarm"));
      int last = pointer.lastIndexOf('/');
      ObjectNode parent = (ObjectNode) event.at(pointer.substring(0, last));
      String field = pointer.substring(last + 1);
      if (value.isMissingNode()) {
        parent.remove(field);
      } else {
        parent.set(field, value);
      }
      return event.toString();
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static String refusal(String text) {
    return assertThrows(MalformedEventException.class, () -> read(text).reading()).getMessage();
  }

  @Test
  @DisplayName("a metric alarm's is read as documented, its offset without a colon")
  void metricAlarm() {
    AlarmStateChange event = read(event("alarm-state-change-alarm"));
    assertEquals("c4c1c1c9-6542-e61b-6ef0-8c4d36933a01", event.id());
    assertEquals(
        new AlarmReading(
            "web-5xx", AlarmReading.State.ALARM, Instant.parse("2026-03-02T10:41:20.111Z")),
        event.reading());
  }

  @Test
  @DisplayName("a composite alarm's is read although its shape differs")
  void compositeAlarm() {
    assertEquals(
        new AlarmReading(
            "shop-availability",
            AlarmReading.State.ALARM,
            Instant.parse("2026-03-02T10:42:20.138Z")),
        read(event("alarm-state-change-composite")).reading());
  }

  @Test
  @DisplayName("a return to OK is read")
  void backToOk() {
    assertEquals(AlarmReading.State.OK, read(event("alarm-state-change-ok")).reading().state());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "2026-03-02T10:41:20.111+0000, 2026-03-02T10:41:20.111Z",
    "2026-03-02T10:41:20+0000, 2026-03-02T10:41:20Z",
    "2026-03-02T12:41:20.111+02:00, 2026-03-02T10:41:20.111Z",
    "2026-03-02T10:41:20.111+00:00, 2026-03-02T10:41:20.111Z",
    "2026-03-02T10:41:20.111Z, 2026-03-02T10:41:20.111Z"
  })
  @DisplayName("a timestamp may have its offset in any of the forms of ISO 8601")
  void offsets(String written, Instant meant) {
    AlarmStateChange event =
        read(changed("/detail/state/timestamp", Json.MAPPER.getNodeFactory().textNode(written)));
    assertEquals(meant, event.reading().transitionedAt());
  }

  @Test
  @DisplayName("fields that AWS may add are overlooked")
  void unknownFields() {
    String more = changed("/detail/newInvention", Json.MAPPER.createObjectNode().put("a", 1));
    assertEquals("web-5xx", read(more).reading().name());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "/id",
        "/source",
        "/detail-type",
        "/detail",
        "/detail/alarmName",
        "/detail/state",
        "/detail/state/value",
        "/detail/state/timestamp"
      })
  @DisplayName("a field that is missing is named in the refusal")
  void missing(String pointer) {
    String named = pointer.substring(1).replace('/', '.');
    assertEquals(
        "The field " + named + " is missing or empty.",
        refusal(changed(pointer, Json.MAPPER.missingNode())));
    assertEquals(
        "The field " + named + " is missing or empty.",
        refusal(changed(pointer, Json.MAPPER.nullNode())));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "/source, aws.autoscaling, source",
    "/detail-type, EC2 Instance Launch Unsuccessful, detail-type",
    "/detail/state/value, BROKEN, detail.state.value",
    "/detail/alarmName, ' ', detail.alarmName",
    "/detail/state/timestamp, yesterday, /detail/state/timestamp",
    "/detail, a text, /detail"
  })
  @DisplayName("a field that holds something else is named in the refusal")
  void wrong(String pointer, String value, String named) {
    String refusal = refusal(changed(pointer, Json.MAPPER.getNodeFactory().textNode(value)));
    assertTrue(refusal.contains(named), refusal);
  }

  @Test
  @DisplayName("is read from CloudWatch's direct invocation too, under an id that a retry keeps")
  void directAction() {
    String event =
        """
        {"source": "aws.cloudwatch",
         "alarmArn": "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:web-5xx",
         "accountId": "111122223333", "time": "2026-03-01T10:00:01.000+0000",
         "region": "eu-west-1",
         "alarmData": {"alarmName": "web-5xx",
           "state": {"value": "ALARM", "reason": "any", "timestamp": "2026-03-01T10:00:00.123+0000"},
           "previousState": {"value": "OK", "timestamp": "2026-03-01T09:00:00.000+0000"},
           "configuration": {"metrics": []}}}
        """;
    AlarmStateChange change = Json.read(event, AlarmStateChange.class);
    assertEquals(
        new AlarmReading(
            "web-5xx", AlarmReading.State.ALARM, Instant.parse("2026-03-01T10:00:00.123Z")),
        change.reading());
    assertEquals("action-web-5xx-2026-03-01T10:00:00.123Z", change.id());
    assertEquals(change, Json.read(event, AlarmStateChange.class));
  }
}
