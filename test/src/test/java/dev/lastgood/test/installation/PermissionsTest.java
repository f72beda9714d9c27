package dev.lastgood.test.installation;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.simulator.access.Permission;
import dev.lastgood.simulator.access.PermissionReport;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.rehearsal.RehearsalResult;
import dev.lastgood.simulator.rehearsal.Rehearsals;
import dev.lastgood.simulator.rehearsal.Scenario;
import dev.lastgood.test.Built;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The permissions of the template")
class PermissionsTest {
  @TempDir private Path folder;

  @Test
  @DisplayName("are all that rehearsals need, and no more")
  void exact() {
    Rehearsals rehearsals = new Rehearsals(Built.PRODUCTION);
    for (Scenario scenario : Rehearsals.scenarios()) {
      for (FaultSettings faults : List.of(FaultSettings.NONE, FaultSettings.TYPICAL)) {
        for (long seed = 1; seed <= 2; seed++) {
          rehearsals.rehearse(scenario.name(), seed, faults);
        }
      }
    }
    PermissionReport report = rehearsals.permissions();
    assertAll(
        () -> assertEquals(List.of(), report.refused(), "refused"),
        () -> assertEquals(List.of(), report.unused(), "held for nothing"),
        () -> assertEquals(16, report.roles().size(), "13 functions, 2 machines, the schedules"));
  }

  @Test
  @DisplayName("are named where a scenario does not use them")
  void unused() {
    Rehearsals rehearsals = new Rehearsals(Built.PRODUCTION);
    rehearsals.rehearse("nothing-changed", 1, FaultSettings.NONE);
    assertTrue(
        rehearsals
            .permissions()
            .unused()
            .contains(
                new Permission(
                    "lastgood-production-act",
                    "ChangeGroups",
                    "autoscaling:StartInstanceRefresh")));
  }

  @ParameterizedTest(name = "{0} without {1}: {2}")
  @CsvSource({
    "detect, dynamodb:PutItem, bad-launch-template",
    "acquire, dynamodb:UpdateItem, bad-launch-template",
    "plan, kms:VerifyMac, bad-launch-template",
    "plan, s3:GetObject, bad-launch-template",
    "plan, ec2:DescribeLaunchTemplateVersions, bad-launch-template",
    "plan, ec2:DescribeImages, bad-launch-template",
    "plan, elasticloadbalancing:DescribeTargetGroups, bad-launch-template",
    "check, ec2:DescribeSubnets, bad-launch-template",
    "check, ec2:RunInstances, bad-launch-template",
    "check, ec2:CreateTags, bad-launch-template",
    "check, iam:PassRole, bad-launch-template",
    "check, ssm:GetParameters, image-parameter",
    "check, servicequotas:GetServiceQuota, bad-launch-template",
    "check, cloudwatch:GetMetricStatistics, bad-launch-template",
    "check, dynamodb:PutItem, bad-launch-template",
    "capture, ecr:DescribeImages, assets-there",
    "check, ecr:DescribeImages, assets-there",
    "plan, ecr:DescribeImages, assets-there",
    "check, lambda:GetLayerVersion, assets-there",
    "plan, lambda:GetLayerVersion, assets-there",
    "check, cloudformation:DescribeStackResources, assets-there",
    "plan, cloudformation:DescribeStackResources, assets-there",
    "back-up, s3:PutObject, bad-launch-template",
    "act, autoscaling:StartInstanceRefresh, bad-launch-template",
    "detect, cloudformation:DescribeStacks, already-rolled-back",
    "capture, cloudformation:GetTemplate, stack-update-breaks-service",
    "plan, cloudformation:DescribeStackEvents, update-rollback-failed-signal",
    "act, cloudformation:ExecuteChangeSet, stack-update-breaks-service",
    "act, cloudformation:RollbackStack, update-failed-rollback-disabled",
    "act, cloudformation:SignalResource, update-rollback-failed-signal",
    "act, sns:CreateTopic, update-rollback-failed-out-of-band",
    "act, ec2:CreateSnapshot, data-protected",
    "act, ec2:DescribeSnapshots, data-protected",
    "act, rds:CreateDBSnapshot, data-protected",
    "act, rds:CreateDBClusterSnapshot, data-protected",
    "act, rds:DescribeDBInstances, data-protected",
    "act, ec2:RunInstances, bad-launch-template",
    "act, ec2:CreateTags, bad-launch-template",
    "act, iam:PassRole, bad-launch-template",
    "verify, elasticloadbalancing:DescribeTargetHealth, bad-launch-template",
    "verify, lambda:InvokeFunction, bad-launch-template",
    "close, sns:Publish, bad-launch-template",
    "close, kms:GenerateDataKey, bad-launch-template",
    "capture, kms:GenerateMac, bad-launch-template",
    "capture, logs:PutLogEvents, bad-launch-template",
    "capture, xray:PutTraceSegments, bad-launch-template",
    "sweep, sqs:SendMessage, malformed-events",
    "recovery, lambda:InvokeFunction, bad-launch-template",
    "recovery, logs:CreateLogDelivery, bad-launch-template",
    "incident, states:StartExecution, bad-launch-template",
    "incident, events:PutRule, bad-launch-template",
    "schedules, lambda:InvokeFunction, bad-launch-template",
    "schedules, sqs:SendMessage, alarm-undelivered"
  })
  @DisplayName("are missed, by name, where one is taken away")
  void takenAway(String role, String action, String scenario) {
    RehearsalResult result =
        rehearse(scenario, resources -> without(resources, "lastgood-production-" + role, action));
    assertTrue(
        result.violations().stream()
            .anyMatch(
                found ->
                    found.invariant().startsWith("10 ")
                        && found.detail().contains("lastgood-production-" + role)
                        && found.detail().contains("is not authorized to perform: " + action)),
        () -> "expected " + action + ", found " + result.violations());
  }

  @Test
  @DisplayName("are missed where a function's policy lets the rule's events in no more")
  void ruleKeptOut() {
    RehearsalResult result =
        rehearse(
            "bad-launch-template",
            resources ->
                resources.remove(
                    Mutated.find(
                            resources,
                            resource ->
                                resource.path("Type").asText().equals("AWS::Lambda::Permission")
                                    && resource
                                        .at("/Properties/FunctionName")
                                        .toString()
                                        .contains("detect")
                                    && resource
                                        .at("/Properties/SourceArn")
                                        .toString()
                                        .contains("Rulesalarms")
                                    && resource
                                        .at("/Properties/Principal")
                                        .asText()
                                        .equals("events.amazonaws.com"))
                        .getKey()));
    assertEquals("RECOVERED", result.outcome(), "the alarm's own action still reaches it");
    names(result, "Service: events.amazonaws.com is not authorized to perform: lambda:Invoke");
  }

  @Test
  @DisplayName("are missed where a queue's policy lets dead letters in no more")
  void queueWithoutPolicy() {
    RehearsalResult result =
        rehearse(
            "alarm-undelivered",
            resources -> {
              JsonNode queue =
                  Mutated.find(
                          resources,
                          resource ->
                              resource.path("Type").asText().equals("AWS::SQS::QueuePolicy")
                                  && resource
                                      .at("/Properties/Queues")
                                      .toString()
                                      .contains("alarmsundelivered"))
                      .getValue();
              keep(
                  (ArrayNode) queue.at("/Properties/PolicyDocument/Statement"),
                  statement -> !statement.path("Sid").asText().equals("EventsMayQueue"));
            });
    names(result, "Service: events.amazonaws.com is not authorized to perform: sqs:SendMessage");
  }

  private RehearsalResult rehearse(String scenario, Consumer<ObjectNode> mistake) {
    return new Rehearsals(Mutated.installation(folder, mistake))
        .rehearse(scenario, 1, FaultSettings.NONE);
  }

  private static void names(RehearsalResult result, String expected) {
    assertTrue(
        result.violations().stream().anyMatch(found -> found.detail().contains(expected)),
        () -> "expected " + expected + ", found " + result.violations());
  }

  /** Takes an action from every statement of a role; a statement without any goes. */
  private static void without(ObjectNode resources, String role, String action) {
    ArrayNode statements =
        (ArrayNode)
            Mutated.properties(resources, "AWS::IAM::Role", "RoleName", role)
                .at("/Policies/0/PolicyDocument/Statement");
    keep(
        statements,
        statement -> {
          ObjectNode one = (ObjectNode) statement;
          List<String> actions = new ArrayList<>();
          if (one.get("Action").isTextual()) {
            actions.add(one.get("Action").asText());
          } else {
            one.get("Action").forEach(each -> actions.add(each.asText()));
          }
          actions.remove(action);
          ArrayNode left = one.putArray("Action");
          actions.forEach(left::add);
          return !actions.isEmpty();
        });
  }

  private static void keep(ArrayNode list, java.util.function.Predicate<JsonNode> which) {
    List<JsonNode> kept = new ArrayList<>();
    list.forEach(
        element -> {
          if (which.test(element)) {
            kept.add(element);
          }
        });
    list.removeAll();
    list.addAll(kept);
  }
}
