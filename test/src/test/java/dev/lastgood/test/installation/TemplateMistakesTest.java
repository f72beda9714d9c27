package dev.lastgood.test.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.rehearsal.RehearsalResult;
import dev.lastgood.simulator.rehearsal.Rehearsals;
import dev.lastgood.simulator.template.UnresolvableTemplateException;
import dev.lastgood.test.Built;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A mistake in the template fails a rehearsal, which names it:")
class TemplateMistakesTest {
  @TempDir private Path folder;

  private RehearsalResult rehearse(String scenario, Consumer<ObjectNode> mistake) {
    return new Rehearsals(Mutated.installation(folder, mistake))
        .rehearse(scenario, 1, FaultSettings.NONE);
  }

  private String refusal(Consumer<ObjectNode> mistake) {
    return assertThrows(
            UnresolvableTemplateException.class, () -> Mutated.installation(folder, mistake))
        .getMessage();
  }

  private static void names(String expected, RehearsalResult result) {
    assertTrue(
        result.violations().stream().anyMatch(found -> found.detail().contains(expected)),
        () -> "expected " + expected + ", found " + result.violations());
  }

  private static ObjectNode function(ObjectNode resources, String name) {
    return Mutated.properties(
        resources, "AWS::Lambda::Function", "FunctionName", "lastgood-production-" + name);
  }

  private static ObjectNode rule(ObjectNode resources, String name) {
    return Mutated.properties(
        resources, "AWS::Events::Rule", "Name", "lastgood-production-" + name);
  }

  @Test
  @DisplayName("none, where there is none")
  void none() {
    RehearsalResult result = rehearse("bad-launch-template", _ -> {});
    assertEquals("RECOVERED", result.outcome());
    assertEquals(List.of(), result.violations());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.lastgood.functions.plan.PlanHandlr",
        "dev.lastgood.functions.plan.Planner",
        "dev.lastgood.functions.plan.PlanHandler::handle"
      })
  @DisplayName("a handler that there is not, or that is none")
  void handler(String handler) {
    String refusal = refusal(resources -> function(resources, "plan").put("Handler", handler));
    assertTrue(refusal.contains("function lastgood-production-plan"), refusal);
    assertTrue(refusal.contains(handler), refusal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"STATE_TABLE", "LEDGER_TABLE", "BUCKET", "SEAL_KEY_ID"})
  @DisplayName("an environment variable that is not set")
  void variable(String variable) {
    names(
        "The function lastgood-production-plan does not start: The environment variable "
            + variable
            + " of function lastgood-production-plan is not set.",
        rehearse(
            "bad-launch-template",
            resources ->
                ((ObjectNode) function(resources, "plan").at("/Environment/Variables"))
                    .remove(variable)));
  }

  @Test
  @DisplayName("a configuration that a function is not given")
  void configuration() {
    String refusal = refusal(resources -> function(resources, "plan").remove("Layers"));
    assertTrue(
        refusal.contains("function lastgood-production-plan: no layer of it holds"), refusal);
  }

  @Test
  @DisplayName("a rule with a typing error")
  void ruleMatchesNothing() {
    names(
        "No rule matches the event",
        rehearse(
            "bad-launch-template",
            resources ->
                ((ArrayNode) rule(resources, "alarms").at("/EventPattern/detail-type"))
                    .removeAll()
                    .add("CloudWatch Alarm State Chnage")));
  }

  @Test
  @DisplayName("a rule whose pattern EventBridge would refuse")
  void ruleRefused() {
    String refusal =
        refusal(
            resources ->
                ((ObjectNode) rule(resources, "alarms").at("/EventPattern/detail/state"))
                    .putArray("value")
                    .addObject()
                    .put("prefixx", "AL"));
    assertTrue(refusal.contains("rule lastgood-production-alarms"), refusal);
    assertTrue(refusal.contains("prefixx"), refusal);
  }

  @Test
  @DisplayName("a rule, a schedule or an alarm that names what the template does not make")
  void danglingNames() {
    assertEquals(
        "rule lastgood-production-alarms: its target"
            + " arn:aws:lambda:eu-west-1:111122223333:function:lastgood-production-detect:lives is"
            + " nothing that the template makes",
        refusal(
            resources ->
                ((ObjectNode) rule(resources, "alarms").at("/Targets/0"))
                    .put(
                        "Arn",
                        "arn:aws:lambda:eu-west-1:111122223333:function:lastgood-production-detect"
                            + ":lives")));
  }

  @Test
  @DisplayName("an alarm on a queue that nobody has")
  void danglingAlarm() {
    String refusal =
        refusal(
            resources ->
                ((ObjectNode)
                        Mutated.properties(
                                resources,
                                "AWS::CloudWatch::Alarm",
                                "AlarmName",
                                "lastgood-production-functions-failed")
                            .at("/Dimensions/0"))
                    .put("Value", "lastgood-production-function-failed"));
    assertTrue(refusal.contains("its queue lastgood-production-function-failed"), refusal);
  }

  @Test
  @DisplayName(
      "a resource or a property that is not simulated is no mistake, and is named all the same")
  void ignored() {
    List<String> usually = Built.PRODUCTION.ignored();
    List<String> ignored =
        Mutated.installation(
                folder,
                resources -> {
                  resources
                      .putObject("Stream")
                      .put("Type", "AWS::Kinesis::Stream")
                      .putObject("Properties")
                      .put("ShardCount", 1);
                  Mutated.properties(
                          resources,
                          "AWS::SQS::Queue",
                          "QueueName",
                          "lastgood-production-functions-failed")
                      .put("DelaySeconds", 900);
                  ((ObjectNode) rule(resources, "alarms").at("/Targets/0"))
                      .put("InputPath", "$.detail");
                })
            .ignored();
    assertEquals(
        List.of(
            "AWS::Events::Rule Targets.InputPath",
            "AWS::Kinesis::Stream",
            "AWS::SQS::Queue DelaySeconds"),
        ignored.stream().filter(what -> !usually.contains(what)).toList());
  }

  @Test
  @DisplayName("a substitution that a state machine lacks")
  void substitution() {
    String refusal =
        refusal(
            resources ->
                ((ObjectNode)
                        Mutated.properties(
                                resources,
                                "AWS::StepFunctions::StateMachine",
                                "StateMachineName",
                                "lastgood-production-recovery")
                            .get("DefinitionSubstitutions"))
                    .remove("ActFunctionArn"));
    assertTrue(
        refusal.contains("lastgood-production-recovery: nothing is substituted for"), refusal);
    assertTrue(refusal.contains("${ActFunctionArn}"), refusal);
  }
}
