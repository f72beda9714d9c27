package dev.lastgood.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.asl.ExecutionDescription;
import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.plan.Action;
import dev.lastgood.functions.plan.Difference;
import dev.lastgood.functions.plan.OfflinePlan;
import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.simulator.rehearsal.CampaignResult;
import dev.lastgood.simulator.rehearsal.CoverageReport;
import dev.lastgood.simulator.rehearsal.Percentiles;
import dev.lastgood.simulator.rehearsal.RehearsalResult;
import dev.lastgood.simulator.rehearsal.Reproduction;
import dev.lastgood.simulator.rehearsal.Scenario;
import dev.lastgood.simulator.rehearsal.Violation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/**
 * The documents that scripts read. Their fields and the order of these are a contract: fields may
 * be added at the end, and none may change or go.
 */
final class JsonDocuments {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Seconds are told to the millisecond, as virtual time counts. */
  private static final int DECIMALS = 3;

  private JsonDocuments() {}

  static void print(Terminal terminal, ObjectNode document) {
    try {
      terminal.out().println(MAPPER.writeValueAsString(document));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("A tree is always writable.", impossible);
    }
  }

  static ObjectNode scenarios(List<Scenario> scenarios) {
    ObjectNode document = JSON.objectNode();
    ArrayNode list = document.putArray("scenarios");
    for (Scenario scenario : scenarios) {
      list.addObject()
          .put("name", scenario.name())
          .put("says", scenario.says())
          .put("outcome", scenario.outcome());
    }
    return document;
  }

  static ObjectNode plan(OfflinePlan plan, GroupBody good, GroupBody live) {
    ObjectNode document = JSON.objectNode();
    ArrayNode differences = document.putArray("differences");
    for (Difference difference : plan.differences()) {
      differences
          .addObject()
          .put("field", difference.field())
          .put("good", difference.point())
          .put("live", difference.live())
          .put("kind", difference.kind().name());
    }
    ArrayNode actions = document.putArray("actions");
    for (Action action : plan.actions()) {
      ArrayNode calls =
          actions
              .addObject()
              .put("action", action.getClass().getSimpleName())
              .put("says", action.says())
              .put("forecastSeconds", action.forecastSeconds())
              .putArray("calls");
      plan.calls(action, good, live).forEach(calls::add);
    }
    ArrayNode notRestorable = document.putArray("notRestorable");
    plan.notRestorable().forEach(notRestorable::add);
    document.put("group", live.groupName()).put("owner", plan.owner().orElse(null));
    return document;
  }

  static ObjectNode rehearsal(Scenario scenario, RehearsalResult result, RunSettings settings) {
    ObjectNode document = JSON.objectNode();
    document
        .put("scenario", result.scenario())
        .put("seed", result.seed())
        .put("outcome", result.outcome())
        .put("recoverySeconds", rounded(result.recoverySeconds()))
        .put("deadlineSeconds", rounded(result.deadlineSeconds()));
    violations(document, result.violations());
    ArrayNode timeline = document.putArray("timeline");
    result
        .timeline()
        .forEach(
            entry ->
                timeline
                    .addObject()
                    .put("atSeconds", rounded(entry.atSeconds()))
                    .put("source", entry.source())
                    .put("message", entry.message()));
    document
        .putObject("shares")
        .put("orchestratorSeconds", rounded(result.shares().orchestratorSeconds()))
        .put("providerSeconds", rounded(result.shares().providerSeconds()))
        .put("proofSeconds", rounded(result.shares().proofSeconds()));
    return document
        .put("expectedOutcome", scenario.outcome())
        .put("faults", settings.faults().preset())
        .put("version", settings.version());
  }

  private static void coverage(ObjectNode document, CoverageReport coverage) {
    counts(document.putObject("states"), coverage.states());
    counts(document.putObject("retries"), coverage.retries());
    counts(document.putObject("catches"), coverage.catches());
    counts(document.putObject("strikes"), coverage.strikes());
    counts(document.putObject("decisions"), coverage.decisions());
    ArrayNode never = document.putArray("never");
    coverage.never().forEach(never::add);
  }

  private static void counts(ObjectNode document, Map<String, Integer> counts) {
    counts.forEach(document::put);
  }

  static ObjectNode campaign(
      CampaignResult result, double incidentsPerSecond, RunSettings settings) {
    ObjectNode document = JSON.objectNode();
    document
        .put("incidents", result.incidents())
        .put("seed", result.seed())
        .put("faults", result.faults());
    ObjectNode outcomes = document.putObject("outcomes");
    result.outcomes().forEach(outcomes::put);
    document.put("withinDeadline", result.withinDeadline());
    percentiles(document.putObject("recoverySeconds"), result.recoverySeconds());
    violations(document, result.violations());
    document.put("incidentsPerSecond", rounded(incidentsPerSecond));
    ObjectNode shares = document.putObject("shares");
    percentiles(shares.putObject("orchestratorSeconds"), result.shares().orchestratorSeconds());
    percentiles(shares.putObject("providerSeconds"), result.shares().providerSeconds());
    percentiles(shares.putObject("proofSeconds"), result.shares().proofSeconds());
    document.put("version", settings.version());
    PermissionDocuments.refused(document, result.refused());
    PermissionDocuments.unused(document, result.unused());
    coverage(document.putObject("coverage"), result.coverage());
    ArrayNode reproductions = document.putArray("reproductions");
    for (Reproduction least : result.reproductions()) {
      reproductions
          .addObject()
          .put("seed", least.seed())
          .put("scenario", least.scenario())
          .put("invariant", least.invariant())
          .put("command", CampaignText.command(least));
    }
    return document;
  }

  static ObjectNode decision(JsonNode event, Configuration configuration, DetectDecision decision) {
    ObjectNode document = JSON.objectNode();
    document
        .put("environment", configuration.environment())
        .put("event", event.path("detail-type").asText())
        .put("decision", decision.decision())
        .put("why", decision.why());
    ArrayNode targets = document.putArray("targets");
    decision.targets().forEach(targets::add);
    return document;
  }

  static ObjectNode execution(CannedExecution execution) {
    ExecutionDescription description = execution.description();
    ObjectNode document = JSON.objectNode();
    document
        .put("status", description.status().name())
        .<ObjectNode>set("output", MAPPER.valueToTree(description.output()))
        .put("error", description.error().orElse(null))
        .put("cause", description.cause().orElse(null));
    ArrayNode trace = document.putArray("trace");
    execution
        .history()
        .forEach(
            event ->
                trace
                    .addObject()
                    .put("type", event.type().apiName())
                    .put("name", event.stateName().orElse(null)));
    return document;
  }

  private static void violations(ObjectNode document, List<Violation> violations) {
    ArrayNode list = document.putArray("violations");
    for (Violation violation : violations) {
      list.addObject()
          .put("seed", violation.seed())
          .put("invariant", violation.invariant())
          .put("detail", violation.detail());
    }
  }

  static void percentiles(ObjectNode object, Percentiles percentiles) {
    object
        .put("p50", rounded(percentiles.p50()))
        .put("p95", rounded(percentiles.p95()))
        .put("p99", rounded(percentiles.p99()))
        .put("max", rounded(percentiles.max()));
  }

  private static BigDecimal rounded(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP);
    BigDecimal brief = rounded.stripTrailingZeros();
    return brief.scale() < 0 ? brief.setScale(0) : brief;
  }
}
