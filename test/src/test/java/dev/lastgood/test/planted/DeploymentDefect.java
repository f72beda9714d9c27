package dev.lastgood.test.planted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.test.installation.Mutated;

/** What can be wrong with the template and the state machines. */
enum DeploymentDefect implements PlantedDefect {
  /** The sweep runs once an hour. */
  SWEEP_EVERY_HOUR(
      new Mistake(
          "The sweep runs once an hour.",
          "infra: Schedules has it once a minute",
          Spoil.template(
              resources ->
                  Mutated.properties(
                          resources,
                          "AWS::Scheduler::Schedule",
                          "Name",
                          "lastgood-production-sweep")
                      .put("ScheduleExpression", "rate(1 hour)")),
          Shown.hostile("execution-aborted", 7, "1", "s after its deadline"))),
  /** The rule on the ends of executions leaves ABORTED out. */
  RULE_WITHOUT_ABORTED(
      new Mistake(
          "The rule on the ends of executions leaves ABORTED out.",
          "infra: Rules names FAILED, TIMED_OUT and ABORTED",
          Spoil.template(
              resources ->
                  ((ArrayNode)
                          Mutated.properties(
                                  resources,
                                  "AWS::Events::Rule",
                                  "Name",
                                  "lastgood-production-executions")
                              .at("/EventPattern/detail/status"))
                      .removeAll()
                      .add("FAILED")
                      .add("TIMED_OUT")),
          Shown.at("execution-aborted", "6", "No rule matches the event"))),
  /** Events that the functions cannot handle are given up. */
  NO_QUEUE_FOR_FAILED_EVENTS(
      new Mistake(
          "Events that the functions cannot handle are given up.",
          "infra: Functions gives each a queue",
          Spoil.template(
              resources ->
                  resources
                      .properties()
                      .forEach(
                          resource -> {
                            if (resource
                                .getValue()
                                .path("Type")
                                .asText()
                                .equals("AWS::Lambda::EventInvokeConfig")) {
                              ((ObjectNode) resource.getValue().get("Properties"))
                                  .remove("DestinationConfig");
                            }
                          })),
          Shown.at("malformed-events", "6", "was given up"))),
  /** No alarm watches the queue of what the functions could not handle. */
  NO_ALARM_ON_QUEUE(
      new Mistake(
          "No alarm watches the queue of what the functions could not handle.",
          "infra: Alarms has one for each queue",
          Spoil.template(
              resources ->
                  resources.remove(
                      Mutated.find(
                              resources,
                              resource ->
                                  resource
                                      .at("/Properties/AlarmName")
                                      .asText()
                                      .equals("lastgood-production-functions-failed"))
                          .getKey())),
          Shown.at("malformed-events", "everything converges", "no alarm has gone off"))),
  /** The function that closes may not resume processes. */
  PERMISSION_FORGOTTEN(
      new Mistake(
          "The function that closes may not resume processes.",
          "infra: Permissions",
          Spoil.template(
              resources ->
                  DeploymentDefect.forbid(
                      Mutated.find(
                              resources,
                              resource ->
                                  resource
                                      .at("/Properties/Description")
                                      .asText()
                                      .equals("Of the function lastgood-production-close."))
                          .getValue(),
                      "autoscaling:ResumeProcesses")),
          Shown.at(
              "bad-launch-template",
              "10",
              "not authorized to perform: autoscaling:ResumeProcesses"))),
  /** The function that acts may run for five minutes, which no lease lasts. */
  FUNCTION_TIMEOUT_LONGER_THAN_LEASE(
      new Mistake(
          "The function that acts may run for five minutes, which no lease lasts.",
          "infra: Functions gives it 20 seconds",
          Spoil.template(
              resources ->
                  Mutated.properties(
                          resources,
                          "AWS::Lambda::Function",
                          "FunctionName",
                          "lastgood-production-act")
                      .put("Timeout", 300)),
          Shown.at("bad-launch-template", "the scenario's outcome", "ended as ESCALATED")));

  private final Mistake mistake;

  DeploymentDefect(Mistake mistake) {
    this.mistake = mistake;
  }

  @Override
  public Mistake mistake() {
    return mistake;
  }

  private static void forbid(JsonNode role, String action) {
    for (JsonNode statement : role.findValues("Statement")) {
      for (JsonNode one : statement) {
        if (one.path("Action").isArray()) {
          for (int index = one.get("Action").size() - 1; index >= 0; index--) {
            if (one.get("Action").get(index).asText().equals(action)) {
              ((ArrayNode) one.get("Action")).remove(index);
            }
          }
        } else if (one.path("Action").asText().equals(action)) {
          ((ObjectNode) one).put("Effect", "Deny");
        }
      }
    }
  }
}
