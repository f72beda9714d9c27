package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.JsonHandler;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A team's own probe of its service, as a function of its account. */
final class Probe extends JsonHandler<Map<String, Object>, Map<String, Object>> {
  private final BooleanSupplier healthy;

  @SuppressWarnings({"unchecked", "rawtypes"})
  Probe(BooleanSupplier healthy) {
    super((Class) Map.class);
    this.healthy = healthy;
  }

  @Override
  public Map<String, Object> handle(Map<String, Object> input, Invocation invocation) {
    return Map.of("healthy", healthy.getAsBoolean());
  }
}
