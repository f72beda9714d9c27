package dev.lastgood.simulator.eventbridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Operation;
import dev.lastgood.simulator.kernel.ServiceEvent;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Timing;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * The SDK's client of {@link SimulatedEventBridge}; see PutEvents in the Amazon EventBridge API
 * Reference and "Calculating PutEvents event entry size" in the User Guide.
 */
final class SimulatedEventBridgeClient implements EventBridgeClient {
  private static final ServiceProfile PROFILE =
      new ServiceProfile(
          EventBridgeErrors.COMMON, new Timing(0.02, 0.1), ServiceProfile.Throttle.NONE);
  private static final Operation PUT_EVENTS = new Operation("events", "PutEvents", true);
  private static final int ENTRIES_MAX = 10;
  private static final int REQUEST_BYTES_MAX = 256 * 1024;
  private static final int TIME_BYTES = 14;
  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  private final SimulatedEventBridge bus;
  private final Calls calls;

  SimulatedEventBridgeClient(SimulatedEventBridge bus, Calls calls) {
    this.bus = bus;
    this.calls = calls;
  }

  @Override
  public PutEventsResponse putEvents(PutEventsRequest request) {
    return calls.perform(PROFILE, PUT_EVENTS, request, () -> put(request));
  }

  private PutEventsResponse put(PutEventsRequest request) {
    List<PutEventsRequestEntry> entries = request.entries();
    if (entries.isEmpty() || entries.size() > ENTRIES_MAX) {
      throw EventBridgeErrors.VALIDATION.saying(
          "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member"
              + " must have length between 1 and "
              + ENTRIES_MAX);
    }
    if (entries.stream().mapToInt(SimulatedEventBridgeClient::sizeBytes).sum()
        > REQUEST_BYTES_MAX) {
      throw EventBridgeErrors.VALIDATION.saying(
          "Total size of the entries in the request is over the limit.");
    }
    List<PutEventsResultEntry> results = entries.stream().map(this::put).toList();
    long failed = results.stream().filter(result -> result.errorCode() != null).count();
    return PutEventsResponse.builder().entries(results).failedEntryCount((int) failed).build();
  }

  private PutEventsResultEntry put(PutEventsRequestEntry entry) {
    if (isMissing(entry.source())) {
      return required("Source");
    }
    if (isMissing(entry.detailType())) {
      return required("DetailType");
    }
    if (isMissing(entry.detail())) {
      return required("Detail");
    }
    if (entry.source().startsWith("aws.")) {
      return refused(
          "NotAuthorizedForSourceException", "Not authorized for the source " + entry.source());
    }
    if (entry.eventBusName() != null && !entry.eventBusName().endsWith("default")) {
      return refused(
          "ResourceNotFoundException", "Event bus " + entry.eventBusName() + " does not exist.");
    }
    LinkedHashMap<String, Object> detail;
    try {
      detail = Json.MAPPER.readValue(entry.detail(), OBJECT);
    } catch (JsonProcessingException malformed) {
      return refused("MalformedDetail", "Detail is malformed.");
    }
    var event =
        new ServiceEvent(
            entry.source(),
            entry.detailType(),
            entry.resources(),
            detail,
            ServiceEvent.Delivery.DURABLE);
    String id = bus.put(event, Optional.ofNullable(entry.time()));
    return PutEventsResultEntry.builder().eventId(id).build();
  }

  private static boolean isMissing(String value) {
    return value == null || value.isEmpty();
  }

  private static PutEventsResultEntry required(String name) {
    return refused(
        "InvalidArgument",
        "Parameter %s is not valid. Reason: %s is a required argument.".formatted(name, name));
  }

  private static PutEventsResultEntry refused(String code, String message) {
    return PutEventsResultEntry.builder().errorCode(code).errorMessage(message).build();
  }

  private static int sizeBytes(PutEventsRequestEntry entry) {
    int size = entry.time() == null ? 0 : TIME_BYTES;
    size += sizeBytes(entry.source()) + sizeBytes(entry.detailType()) + sizeBytes(entry.detail());
    for (String resource : entry.resources()) {
      size += sizeBytes(resource);
    }
    return size;
  }

  private static int sizeBytes(String text) {
    return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
