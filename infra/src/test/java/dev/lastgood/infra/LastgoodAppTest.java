package dev.lastgood.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.infra.Assembly.Resource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What is deployed")
class LastgoodAppTest {
  private static final String STATE = "lastgood-production-state";
  private static final String SERVICE = "lastgood-production-service";

  @TempDir static Path folder;
  private static Assembly example;
  private static Assembly unacknowledged;

  @BeforeAll
  static void synthesise() {
    Path configuration = Path.of("..", "lastgood.yaml");
    example = Assembly.of(configuration, folder.resolve("example"), Map.of());
    unacknowledged =
        Assembly.of(
            configuration, folder.resolve("unacknowledged"), Map.of(Acknowledgements.NONE, true));
  }

  @Test
  @DisplayName("has no finding of AwsSolutions or NIST 800-53 but those that are acknowledged")
  void findings() {
    assertEquals(Optional.empty(), example.refusal());
    assertTrue(unacknowledged.refusal().isPresent(), "the packs do run");
  }

  private record Finding(String rule, String path) {}

  @Test
  @DisplayName("acknowledges no finding that is not there any more")
  void acknowledgements() {
    List<Finding> findings = new ArrayList<>();
    for (JsonNode report : unacknowledged.read("validation-report.json").path("pluginReports")) {
      for (JsonNode violation : report.path("violations")) {
        for (JsonNode construct : violation.path("violatingConstructs")) {
          findings.add(
              new Finding(
                  violation.path("ruleName").asText(), construct.path("constructPath").asText()));
        }
      }
    }
    List<String> idle = new ArrayList<>();
    int acknowledged = 0;
    for (String stack : List.of(STATE, SERVICE)) {
      for (var entry : example.read(stack + ".metadata.json").properties()) {
        for (JsonNode metadata : entry.getValue()) {
          for (var rule : metadata.path("data").properties()) {
            if (!metadata.path("type").asText().contains("acknowledged")) {
              continue;
            }
            acknowledged++;
            String path = entry.getKey().substring(1);
            boolean found =
                findings.stream()
                    .anyMatch(
                        finding ->
                            rule.getKey().endsWith(finding.rule())
                                && finding.path().startsWith(path));
            if (!found) {
              idle.add(rule.getKey() + " at " + path);
            }
          }
        }
      }
    }
    assertTrue(acknowledged > 0, "acknowledgements are read");
    assertEquals(List.of(), idle);
  }

  @Test
  @DisplayName("has as many alarms, functions and queues as it had")
  void counts() {
    // Three alarms a function, five queues, three a machine, two a target, and five of the whole.
    assertEquals(
        13 * 3 + 5 + 2 * 3 + 2 * 6 + 5,
        example.resources(SERVICE, "AWS::CloudWatch::Alarm").size());
    assertEquals(13, example.resources(SERVICE, "AWS::Lambda::Function").size());
    assertEquals(5, example.resources(SERVICE, "AWS::SQS::Queue").size());
    assertEquals(2, example.resources(STATE, "AWS::DynamoDB::Table").size());
    assertEquals(List.of(), example.resources(SERVICE, "AWS::DynamoDB::Table"));
  }

  @Test
  @DisplayName("has handlers that exist, and gives each function what it reads and no more")
  void functions() throws ClassNotFoundException {
    for (Resource function : example.resources(SERVICE, "AWS::Lambda::Function")) {
      String handler = function.properties().path("Handler").asText();
      assertTrue(JsonHandler.class.isAssignableFrom(Class.forName(handler)), handler);
      assertEquals("java25", function.properties().path("Runtime").asText());
      assertEquals("arm64", function.properties().path("Architectures").get(0).asText());
      assertEquals("PublishedVersions", function.properties().at("/SnapStart/ApplyOn").asText());
      assertEquals("Active", function.properties().at("/TracingConfig/Mode").asText());
    }
  }

  @Test
  @DisplayName("tries launches with the very permissions that launches are made with")
  void launches() {
    Map<String, JsonNode> acting = statements("act");
    Map<String, JsonNode> checking = statements("check");
    for (String purpose :
        List.of(
            "LaunchAsTemplatesSay", "ResolveImages", "TagWhatIsLaunched", "PassInstanceRoles")) {
      assertTrue(acting.containsKey(purpose), purpose);
      assertEquals(acting.get(purpose), checking.get(purpose), purpose);
    }
  }

  @Test
  @DisplayName("looks for what templates name in the declared places alone, from three functions")
  void assets() {
    String own = ":eu-west-1:111122223333:";
    Map<String, String> resources =
        Map.of(
            "LookForAssets", "arn:aws:s3:::shop-artifacts/*",
            "LookForMissingAssets", "arn:aws:s3:::shop-artifacts",
            "LookForImages", "arn:aws:ecr" + own + "repository/shop/orders",
            "LookForLayers", "arn:aws:lambda" + own + "layer:shop-telemetry:*",
            "LookForMacros", "*");
    for (String function : List.of("plan", "check")) {
      resources.forEach(
          (purpose, resource) ->
              assertEquals(
                  resource,
                  statements(function).get(purpose).path("Resource").asText(),
                  function + " " + purpose));
    }
    assertEquals(Set.of("LookForAssets", "LookForImages"), lookingFor("capture"));
    for (String function : List.of("detect", "back-up", "act", "verify", "close", "sweep")) {
      assertEquals(Set.of(), lookingFor(function), function);
    }
  }

  private static Set<String> lookingFor(String function) {
    return statements(function).keySet().stream()
        .filter(purpose -> purpose.startsWith("LookFor"))
        .collect(Collectors.toSet());
  }

  private static Map<String, JsonNode> statements(String function) {
    Map<String, JsonNode> statements = new TreeMap<>();
    for (Resource role : example.resources(SERVICE, "AWS::IAM::Role")) {
      if (role.properties().path("RoleName").asText().equals("lastgood-production-" + function)) {
        role.properties()
            .at("/Policies/0/PolicyDocument/Statement")
            .forEach(statement -> statements.put(statement.path("Sid").asText(), statement));
      }
    }
    return statements;
  }

  @Test
  @DisplayName("has two environments whose names collide nowhere")
  void sideBySide() {
    List<String> names = new ArrayList<>();
    for (String environment : List.of("production", "staging")) {
      for (String stack : List.of("state", "service")) {
        for (Resource resource : example.resources("lastgood-" + environment + "-" + stack)) {
          for (String field :
              List.of(
                  "FunctionName",
                  "RoleName",
                  "TableName",
                  "QueueName",
                  "TopicName",
                  "BucketName",
                  "AliasName",
                  "LogGroupName",
                  "StateMachineName",
                  "AlarmName",
                  "DashboardName")) {
            JsonNode name = resource.properties().path(field);
            if (name.isTextual() && !name.asText().equals(Names.LIVE)) {
              names.add(resource.type() + " " + name.asText());
            }
          }
        }
      }
    }
    assertTrue(names.size() > 100, "names are read");
    assertEquals(new TreeSet<>(names).size(), names.size());
  }

  @Test
  @DisplayName("keeps its state, whatever becomes of the stack")
  void state() {
    JsonNode resources = example.read(STATE + ".template.json").path("Resources");
    for (JsonNode resource : resources) {
      if (List.of("AWS::S3::Bucket", "AWS::DynamoDB::Table", "AWS::KMS::Key")
          .contains(resource.path("Type").asText())) {
        assertEquals("Retain", resource.path("DeletionPolicy").asText());
        assertEquals("Retain", resource.path("UpdateReplacePolicy").asText());
      }
    }
    for (Resource table : example.resources(STATE, "AWS::DynamoDB::Table")) {
      assertTrue(table.properties().path("DeletionProtectionEnabled").asBoolean());
      assertTrue(
          table
              .properties()
              .at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
              .asBoolean());
    }
  }

  @Test
  @DisplayName("names no account and no Region but the configuration's")
  void accounts() {
    String text = example.read(SERVICE + ".template.json").toString();
    assertFalse(text.contains("444455556666"), "another environment's account");
    assertFalse(text.contains("us-east-1"));
    assertTrue(text.contains("111122223333"));
  }

  @Test
  @DisplayName(
      "has Object Lock, other processors and reserved concurrency where that is chosen, and rights on"
          + " stacks where a target is one")
  void choices() throws Exception {
    Path file = folder.resolve("choices.yaml");
    Files.writeString(
        file,
        """
        environments:
          test:
            account: "000000000001"
            region: us-gov-west-1
            retention: {logDays: 30, objectLockDays: 7}
            functions: {architecture: x86_64, reservedConcurrency: {act: 5}}
            targets:
              web: {autoScalingGroup: web, alarms: [{name: a}]}
        """);
    Assembly assembly = Assembly.of(file, folder.resolve("choices"), Map.of());
    assertEquals(Optional.empty(), assembly.refusal());
    assertTrue(
        assembly.resources("lastgood-test-state", "AWS::S3::Bucket").stream()
            .anyMatch(bucket -> bucket.properties().path("ObjectLockEnabled").asBoolean()));
    for (Resource function : assembly.resources("lastgood-test-service", "AWS::Lambda::Function")) {
      String name = function.properties().path("FunctionName").asText();
      assertEquals("x86_64", function.properties().path("Architectures").get(0).asText());
      assertEquals(
          name.endsWith("-act") ? 5 : name.endsWith("-sweep") ? 1 : 0,
          function.properties().path("ReservedConcurrentExecutions").asInt(0));
    }
    String service = assembly.read("lastgood-test-service.template.json").toString();
    assertTrue(service.contains("arn:aws-us-gov:autoscaling:us-gov-west-1:000000000001"));
    assertFalse(service.contains("\"cloudformation:"), "no target is a stack");
    assertTrue(example.read(SERVICE + ".template.json").toString().contains("\"cloudformation:"));
  }

  private static List<String> rolesWith(Assembly assembly, String stack, String action) {
    return assembly.resources(stack, "AWS::IAM::Role").stream()
        .filter(role -> role.properties().toString().contains("\"" + action + "\""))
        .map(role -> role.properties().path("RoleName").asText())
        .toList();
  }

  @Test
  @DisplayName("lets one function alone take snapshots, of what the stack owns, and delete none")
  void protectedData() throws Exception {
    for (String action :
        List.of(
            "ec2:CreateSnapshot",
            "rds:CreateDBSnapshot",
            "rds:CreateDBClusterSnapshot",
            "rds:DescribeDBInstances")) {
      assertEquals(List.of("lastgood-production-act"), rolesWith(example, SERVICE, action), action);
    }
    String service = example.read(SERVICE + ".template.json").toString();
    assertTrue(
        service.contains(
            "\"aws:ResourceTag/aws:cloudformation:stack-name\":[\"orders-production\","
                + "\"orders-production-*\"]"),
        "of the one stack that says so");
    for (String never : List.of("DeleteSnapshot", "DeleteDB", "ModifySnapshot", "ModifyDB")) {
      assertFalse(service.contains(never), never);
    }
    Path file = folder.resolve("unprotected.yaml");
    Files.writeString(
        file,
        """
        environments:
          test:
            account: "000000000001"
            region: eu-west-1
            targets:
              web: {stack: web, protectData: false, alarms: [{name: a}]}
        """);
    Assembly unprotected = Assembly.of(file, folder.resolve("unprotected"), Map.of());
    assertEquals(Optional.empty(), unprotected.refusal());
    String without = unprotected.read("lastgood-test-service.template.json").toString();
    assertTrue(without.contains("\"cloudformation:"));
    assertFalse(without.contains("\"rds:"));
    assertFalse(without.contains("Snapshot"));
  }
}
