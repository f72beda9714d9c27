package dev.lastgood.test.contract.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * Events that are put on the default bus, where no rule matches them. See PutEvents in the Amazon
 * EventBridge API Reference, and "Handling failures with PutEvents" in its User Guide.
 */
abstract class EventBridgeContract extends ServiceContract {
  private static final PutEventsRequestEntry EVENT =
      PutEventsRequestEntry.builder()
          .source("lastgood.contract")
          .detailType("Nothing happened")
          .detail("{\"matched\":false}")
          .build();

  EventBridgeContract(Services services) {
    super(services);
  }

  private PutEventsResponse put(List<PutEventsRequestEntry> entries) {
    return services().eventBridge().putEvents(it -> it.entries(entries));
  }

  private static PutEventsRequestEntry with(Consumer<PutEventsRequestEntry.Builder> change) {
    return EVENT.toBuilder().applyMutation(change).build();
  }

  @Test
  @DisplayName("an event that is taken has an id")
  void taken() {
    PutEventsResponse answer = put(List.of(EVENT, EVENT));
    assertEquals(0, answer.failedEntryCount());
    assertEquals(
        2, answer.entries().stream().map(PutEventsResultEntry::eventId).distinct().count());
  }

  @Test
  @DisplayName("an event that is not taken says why, in its place among the others")
  void notTaken() {
    PutEventsResponse answer =
        put(
            List.of(
                with(it -> it.source(null)),
                EVENT,
                with(it -> it.source("aws.contract")),
                with(it -> it.detail("{"))));
    assertEquals(3, answer.failedEntryCount());
    assertEquals("InvalidArgument", answer.entries().get(0).errorCode());
    assertFalse(answer.entries().get(1).eventId().isEmpty());
    assertEquals("NotAuthorizedForSourceException", answer.entries().get(2).errorCode());
    assertEquals("MalformedDetail", answer.entries().get(3).errorCode());
  }

  @Test
  @DisplayName("a request has one to ten events")
  void count() {
    assertRefused("ValidationException", () -> put(List.of()));
    assertRefused("ValidationException", () -> put(Collections.nCopies(11, EVENT)));
  }
}
