package dev.lastgood.test.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.ConfigurationFile;
import dev.lastgood.functions.detect.DetectHandler;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.handler.MalformedEventException;
import dev.lastgood.functions.ledger.AcquireHandler;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.plan.PlanHandler;
import dev.lastgood.functions.recover.ActHandler;
import dev.lastgood.simulator.cloudwatch.MetricId;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.rehearsal.RehearsalResult;
import dev.lastgood.simulator.rehearsal.Rehearsals;
import dev.lastgood.simulator.rehearsal.Twist;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.simulator.world.WorldSettings;
import dev.lastgood.test.Built;
import dev.lastgood.test.TestPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

@DisplayName("A handler, called with bytes as Lambda calls it,")
class HandlersInBytesTest {
  private static final Configuration PRODUCTION =
      ConfigurationFile.read(Path.of("..", "lastgood.yaml"))
          .environment("production")
          .orElseThrow();

  private SimulatedWorld world;
  private TestPlatform platform;

  @BeforeEach
  void deploy() {
    world = new SimulatedWorld(new WorldSettings(PRODUCTION, 1, FaultSettings.NONE, 1));
    Built.PRODUCTION.deploy(world, WorldSettings.START);
    platform = Bytes.platform(world, PRODUCTION);
  }

  private static String event(String state) {
    return """
        {"id":"event-1","source":"aws.cloudwatch","detail-type":"CloudWatch Alarm State Change",
         "detail":{"alarmName":"web-5xx",
          "state":{"value":"%s","timestamp":"2026-03-01T00:00:00.000+0000"}}}"""
        .formatted(state);
  }

  /** The alarm as it is while so many requests in a hundred fail. */
  private void alarm(double errorPercentage) {
    MetricId metric = new MetricId("Web", "FailedRequests", Map.of());
    world.cloudWatch().feed(metric, () -> OptionalDouble.of(errorPercentage)).sample();
    world
        .cloudWatch()
        .client()
        .putMetricAlarm(
            alarm ->
                alarm
                    .alarmName("web-5xx")
                    .namespace(metric.namespace())
                    .metricName(metric.name())
                    .statistic(Statistic.AVERAGE)
                    .period(60)
                    .evaluationPeriods(1)
                    .threshold(5.0)
                    .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD));
    world.cloudWatch().settle(WorldSettings.START);
  }

  private static JsonNode read(String text) {
    return Json.read(text, JsonNode.class);
  }

  @Test
  @DisplayName("detects: opens one incident and starts its execution, however often it is called")
  void detects() {
    alarm(50);
    JsonNode answer = read(Bytes.call(new DetectHandler(platform), event("ALARM")));
    assertEquals("Open", answer.path("decision").asText());
    String incidentId = answer.path("incidentId").asText();
    JsonNode again = read(Bytes.call(new DetectHandler(platform), event("ALARM")));
    assertEquals("Join", again.path("decision").asText());
    assertEquals(incidentId, again.path("incidentId").asText());
    assertEquals(
        List.of(incidentId),
        world
            .stepFunctions()
            .client()
            .listExecutions(
                list -> list.stateMachineArn(platform.variable("INCIDENT_STATE_MACHINE_ARN")))
            .executions()
            .stream()
            .map(execution -> execution.name())
            .toList());
  }

  @Test
  @DisplayName("detects nothing where CloudWatch says otherwise by now, and writes that down")
  void otherwise() {
    alarm(0);
    JsonNode answer = read(Bytes.call(new DetectHandler(platform), event("ALARM")));
    assertEquals("Nothing", answer.path("decision").asText());
    assertEquals("", answer.path("incidentId").asText());
    assertTrue(answer.path("because").asText().contains("is OK now"));
    assertTrue(
        world.dynamoDb().table(Built.PRODUCTION.ledgerTable()).items().stream()
            .anyMatch(item -> item.get("pk").s().equals("event#event-1")));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "detect  | ''                                | Expected DetectEvent",
        "detect  | null                              | Expected DetectEvent, found null",
        "detect  | {\"id\":                          | Expected DetectEvent",
        "detect  | {\"id\":\"x\"}                    | The field detail-type is missing or empty.",
        "detect  | {\"id\":\"x\",\"detail\":7}       | refused at /detail",
        "act     | {}                                | The field incidentId is missing or empty.",
        "act     | {\"incidentId\":\"x\",\"planKey\":\"incidents/x/plan/k\",\"targetId\":\"web\"} | The field what is missing",
        "act     | {\"what\":\"DANCE\"}              | refused at /what",
        "act     | {\"actionIndex\":\"many\"}        | refused at /actionIndex",
        "act     | {\"incidentId\":\"x\",\"planKey\":\"incidents/x/plan/k\",\"targetId\":\"web\",\"what\":\"START\"} | There is no document incidents/x/plan/k.",
        "plan    | {\"incidentId\":\"x\"}            | names no incident: x",
        "acquire | {\"incidentId\":\"\"}             | The field incidentId is missing or empty."
      })
  @DisplayName("refuses what it cannot work with, and says which field")
  void refuses(String handler, String input, String refusal) {
    MalformedEventException refused =
        assertThrows(
            MalformedEventException.class,
            () ->
                Bytes.call(
                    switch (handler) {
                      case "detect" -> new DetectHandler(platform);
                      case "act" -> new ActHandler(platform);
                      case "plan" -> new PlanHandler(platform);
                      default -> new AcquireHandler(platform);
                    },
                    input));
    assertTrue(refused.getMessage().contains(refusal), refused.getMessage());
  }

  @Test
  @DisplayName("acts: an answer that was lost is given again, and the action does not begin anew")
  void actsAgain() {
    AtomicReference<String> incidentId = new AtomicReference<>();
    AtomicReference<String> planKey = new AtomicReference<>();
    AtomicReference<JsonNode> again = new AtomicReference<>();
    Twist twist =
        (in, _) ->
            in.dynamoDb()
                .listen(
                    change -> {
                      if (!change.table().equals(Built.PRODUCTION.ledgerTable())
                          || change.after().filter(item -> item.containsKey("fact")).isEmpty()) {
                        return;
                      }
                      Fact fact = Json.read(change.after().get().get("fact").s(), Fact.class);
                      if (fact instanceof Fact.Planned planned) {
                        incidentId.set(change.key().get("pk").s().substring("incident#".length()));
                        planKey.set(planned.planKey());
                      } else if (fact instanceof Fact.ActionEnded && again.get() == null) {
                        in.time()
                            .after(
                                Duration.ZERO,
                                () ->
                                    again.set(
                                        read(
                                            Bytes.call(
                                                new ActHandler(Bytes.platform(in, PRODUCTION)),
                                                Json.write(
                                                    new ActHandler.Input(
                                                        incidentId.get(),
                                                        planKey.get(),
                                                        "web",
                                                        0,
                                                        ActHandler.What.OBSERVE))))));
                      }
                    });
    RehearsalResult result =
        new Rehearsals(Built.PRODUCTION)
            .rehearse("bad-launch-template", 1, FaultSettings.NONE, target -> target, twist);
    assertEquals("DONE", again.get().path("status").asText(), again.get().toString());
    assertEquals("web", again.get().path("targetId").asText());
    assertEquals(1, again.get().path("actionIndex").asInt());
    assertEquals("RECOVERED", result.outcome());
    assertEquals(List.of(), result.violations());
  }
}
