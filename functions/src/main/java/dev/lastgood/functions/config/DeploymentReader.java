package dev.lastgood.functions.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.functions.config.Deployment.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads how an environment is deployed, of a document that the schema found no fault with. */
final class DeploymentReader {
  private DeploymentReader() {}

  static Deployment read(JsonNode environment) {
    List<String> emails = new ArrayList<>();
    environment.at("/notifications/emails").forEach(email -> emails.add(email.asText()));
    JsonNode retention = environment.path("retention");
    JsonNode functions = environment.path("functions");
    Map<String, Integer> reserved = new TreeMap<>();
    functions
        .path("reservedConcurrency")
        .properties()
        .forEach(entry -> reserved.put(entry.getKey(), entry.getValue().intValue()));
    Deployment usual = Deployment.DEFAULT;
    return new Deployment(
        emails,
        retention.path("logDays").asInt(usual.logDays()),
        retention.path("noncurrentDays").asInt(usual.noncurrentDays()),
        retention.has("objectLockDays")
            ? Optional.of(retention.get("objectLockDays").intValue())
            : Optional.empty(),
        functions.has("architecture")
            ? Architecture.valueOf(functions.get("architecture").asText().toUpperCase(Locale.ROOT))
            : usual.architecture(),
        reserved);
  }
}
