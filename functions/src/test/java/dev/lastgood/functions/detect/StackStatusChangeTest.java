package dev.lastgood.functions.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
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
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The event of a stack's change of status")
class StackStatusChangeTest {
  private static final String STACK_ID =
      "arn:aws:cloudformation:eu-west-1:111122223333:stack/web-production"
          + "/3f2a9f10-1a7e-11f1-8d3b-0a1b2c3d4e5f";

  private static String event() {
    try (InputStream stream =
        StackStatusChangeTest.class.getResourceAsStream("/events/stack-status-change.json")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  /** Read as the function reads whatever event it gets. */
  private static StackStatusChange read(String text) {
    return assertInstanceOf(StackStatusChange.class, Json.read(text, DetectEvent.class));
  }

  private static String changed(String pointer, JsonNode value) {
    ObjectNode event = (ObjectNode) Json.read(event(), JsonNode.class);
    int last = pointer.lastIndexOf('/');
    ObjectNode parent = (ObjectNode) event.at(pointer.substring(0, last));
    if (value.isMissingNode()) {
      parent.remove(pointer.substring(last + 1));
    } else {
      parent.set(pointer.substring(last + 1), value);
    }
    return event.toString();
  }

  private static JsonNode text(String value) {
    return Json.MAPPER.getNodeFactory().textNode(value);
  }

  private static String refusal(String event) {
    return assertThrows(MalformedEventException.class, () -> Json.read(event, DetectEvent.class))
        .getMessage();
  }

  @Test
  @DisplayName("is read as documented, and told from an alarm's by its detail type")
  void documented() {
    StackStatusChange event = read(event());
    assertEquals("6a7e8feb-b491-4cf7-a9f1-bf3703467718", event.id());
    assertEquals(Instant.parse("2026-03-02T10:48:43Z"), event.time());
    assertEquals(STACK_ID, event.detail().stackId());
    assertEquals("UPDATE_ROLLBACK_FAILED", event.detail().statusDetails().status());
    assertEquals(
        Optional.of("Console-UpdateStack-7f59c3cf-00d2-40c7-b2ff-e75db0987002"),
        event.detail().clientRequestToken());
  }

  @Test
  @DisplayName("may have no token and no reason, and its token may be null")
  void withoutToken() {
    for (JsonNode none :
        new JsonNode[] {Json.MAPPER.missingNode(), Json.MAPPER.getNodeFactory().nullNode()}) {
      assertEquals(
          Optional.empty(),
          read(changed("/detail/client-request-token", none)).detail().clientRequestToken());
    }
    String bare =
        changed(
            "/detail/status-details",
            Json.MAPPER.createObjectNode().put("status", "UPDATE_FAILED"));
    assertEquals("UPDATE_FAILED", read(bare).detail().statusDetails().status());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"/newInvention", "/detail/newInvention", "/detail/status-details/detailed-status"})
  @DisplayName("fields that AWS has added elsewhere, or may add, are overlooked")
  void unknownFields(String pointer) {
    assertEquals(
        STACK_ID, read(changed(pointer, text("CONFIGURATION_COMPLETE"))).detail().stackId());
  }

  @Test
  @DisplayName("may tell of a status that is not known here: CloudFormation is asked anyway")
  void unknownStatus() {
    assertEquals(
        "UPDATE_DREAMT",
        read(changed("/detail/status-details/status", text("UPDATE_DREAMT")))
            .detail()
            .statusDetails()
            .status());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "/id",
        "/source",
        "/time",
        "/detail",
        "/detail/stack-id",
        "/detail/status-details",
        "/detail/status-details/status"
      })
  @DisplayName("a field that is missing is named in the refusal")
  void missing(String pointer) {
    String says = "The field " + pointer.substring(1).replace('/', '.') + " is missing or empty.";
    assertEquals(says, refusal(changed(pointer, Json.MAPPER.missingNode())));
    assertEquals(says, refusal(changed(pointer, Json.MAPPER.getNodeFactory().nullNode())));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "/source, aws.cloudwatch, The field source is 'aws.cloudwatch'",
    "/time, yesterday, time",
    "/detail, a text, /detail",
    "/detail/stack-id, ' ', detail.stack-id",
    "/detail/status-details, UPDATE_FAILED, status-details"
  })
  @DisplayName("a field that holds something else is named in the refusal")
  void wrong(String pointer, String value, String named) {
    String refusal = refusal(changed(pointer, text(value)));
    assertTrue(refusal.contains(named), refusal);
  }
}
