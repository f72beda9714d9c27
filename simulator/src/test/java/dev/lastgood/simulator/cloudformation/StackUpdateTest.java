package dev.lastgood.simulator.cloudformation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.kernel.ServiceEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.InsufficientCapabilitiesException;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.TokenAlreadyExistsException;

@DisplayName("The update of a stack")
class StackUpdateTest {
  private final StackWorld world = new StackWorld(42);

  @Test
  @DisplayName("changes what the template changes, in order, and says so with its token")
  void changes() {
    world.settled(StackWorld.template("one"));
    Object address = world.described().outputs().getFirst().outputValue();
    world.update(it -> it.templateBody(StackWorld.template("two")).clientRequestToken("t-1"));
    assertEquals(StackStatus.UPDATE_IN_PROGRESS, world.described().stackStatus());
    assertEquals("one", world.live("Setting", "Value"));
    assertEquals(StackStatus.UPDATE_COMPLETE, world.over());
    assertEquals("two", world.live("Setting", "Value"));
    assertEquals(
        List.of(
            "web UPDATE_IN_PROGRESS",
            "Setting UPDATE_IN_PROGRESS",
            "Setting UPDATE_COMPLETE",
            "web UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
            "web UPDATE_COMPLETE"),
        world.told());
    assertTrue(
        world.stack().events().stream()
            .allMatch(event -> "t-1".equals(event.clientRequestToken())));
    assertEquals(address, world.described().outputs().getFirst().outputValue());
    assertEquals("web-Queue", ((String) address).replaceFirst(".*:(web-Queue)-.*", "$1"));
  }

  @Test
  @DisplayName("tells each status on the bus, durably, as it tells it in its own events")
  void events() {
    world.settled(StackWorld.template("one"));
    world.update(it -> it.templateBody(StackWorld.template("two")).clientRequestToken("t-1"));
    world.over();
    ServiceEvent first = world.events.getFirst();
    assertEquals("CloudFormation Stack Status Change", first.detailType());
    assertEquals(ServiceEvent.Delivery.DURABLE, first.delivery());
    assertEquals(List.of(world.stack().id()), first.resources());
    assertEquals(
        Map.of(
            "stack-id", world.stack().id(),
            "status-details",
                Map.of("status", "UPDATE_IN_PROGRESS", "status-reason", "User Initiated"),
            "client-request-token", "t-1"),
        first.detail());
    ServiceEvent resource =
        world.events.stream()
            .filter(it -> it.detailType().equals("CloudFormation Resource Status Change"))
            .findFirst()
            .orElseThrow();
    assertEquals("Setting", resource.detail().get("logical-resource-id"));
    assertEquals("/web/setting", resource.detail().get("physical-resource-id"));
    assertEquals("AWS::SSM::Parameter", resource.detail().get("resource-type"));
    assertEquals(world.stack().events().size(), world.events.size());
  }

  @Test
  @DisplayName("that changes nothing is refused, and one that changes an output alone is not")
  void nothing() {
    world.settled(StackWorld.template("one"));
    assertValidationError(
        "No updates are to be performed.", () -> world.update(StackWorld.template("one")));
    world.update(StackWorld.template("one").replace("Address:", "Place:"));
    assertEquals(StackStatus.UPDATE_COMPLETE, world.over());
    assertEquals(
        Map.of("Place", world.stack().outputValues().get("Place")), world.stack().outputValues());
  }

  @Test
  @DisplayName("that is asked for twice with one token is told so, while it runs and long after")
  void tokens() {
    world.settled(StackWorld.template("one"));
    world.update(it -> it.templateBody(StackWorld.template("two")).clientRequestToken("t-1"));
    assertThrows(
        TokenAlreadyExistsException.class,
        () ->
            world.update(
                it -> it.templateBody(StackWorld.template("two")).clientRequestToken("t-1")));
    assertValidationError(
        "is in UPDATE_IN_PROGRESS state and can not be updated",
        () -> world.update(StackWorld.template("three")));
    world.over();
    assertThrows(
        TokenAlreadyExistsException.class,
        () ->
            world.update(
                it -> it.templateBody(StackWorld.template("three")).clientRequestToken("t-1")));
    assertValidationError(
        "clientRequestToken",
        () ->
            world.update(
                it -> it.templateBody(StackWorld.template("three")).clientRequestToken("no_good")));
  }

  @Test
  @DisplayName("gives a parameter that is left out the template's default, not the value it had")
  void parameters() {
    String body = StackWorld.template("one");
    world.settled(body);
    world.update(
        it -> it.usePreviousTemplate(true).parameters(StackWorld.parameter("Stage", "live")));
    world.over();
    assertTrue(world.live("Setting", "Description").toString().endsWith(" in live"));
    world.update(
        it ->
            it.templateBody(StackWorld.template("two"))
                .parameters(
                    Parameter.builder().parameterKey("Stage").usePreviousValue(true).build()));
    world.over();
    assertTrue(world.live("Setting", "Description").toString().endsWith(" in live"));
    world.update(StackWorld.template("three"));
    world.over();
    assertTrue(world.live("Setting", "Description").toString().endsWith(" in test"));
    assertValidationError(
        "Parameters: [Nothing] do not exist in the template",
        () ->
            world.update(
                it ->
                    it.usePreviousTemplate(true).parameters(StackWorld.parameter("Nothing", "x"))));
  }

  @Test
  @DisplayName("reads JSON as it reads YAML, with conditions that parameters decide")
  void conditions() {
    String json =
        """
        {"Parameters": {"Big": {"Type": "String", "Default": "no", "AllowedValues": ["no", "yes"]}},
         "Conditions": {"IsBig": {"Fn::Equals": [{"Ref": "Big"}, "yes"]}},
         "Resources": {
           "Queue": {"Type": "AWS::SQS::Queue",
                     "Properties": {"DelaySeconds": {"Fn::If": ["IsBig", 9, {"Ref": "AWS::NoValue"}]}}},
           "Extra": {"Type": "AWS::SNS::Topic", "Condition": "IsBig"}}}
        """;
    world.settled(json);
    assertEquals(Set.of("Queue"), world.stack().logicalIds());
    assertNull(world.live("Queue", "DelaySeconds"));
    world.update(it -> it.usePreviousTemplate(true).parameters(StackWorld.parameter("Big", "yes")));
    assertEquals(StackStatus.UPDATE_COMPLETE, world.over());
    assertEquals(Set.of("Extra", "Queue"), world.stack().logicalIds());
    assertEquals(9, world.live("Queue", "DelaySeconds"));
    assertValidationError(
        "must be one of AllowedValues",
        () ->
            world.update(
                it ->
                    it.usePreviousTemplate(true)
                        .parameters(StackWorld.parameter("Big", "perhaps"))));
  }

  @Test
  @DisplayName("takes a parameter's value from the parameter that it names in Systems Manager")
  void systemsManager() {
    String body =
        """
        Parameters:
          Delay: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /delay}
        Resources:
          Queue: {Type: 'AWS::SQS::Queue', Properties: {DelaySeconds: !Ref Delay, Secret: '{{resolve:secretsmanager:s}}'}}
        """;
    world.settled(
        "settings",
        "Resources: {P: {Type: 'AWS::SSM::Parameter', Properties: {Name: /delay, Type: String, Value: '7'}}}");
    world.settled(body);
    assertEquals("7", world.live("Queue", "DelaySeconds"));
    assertEquals("{{resolve:secretsmanager:s}}", world.live("Queue", "Secret"));
    world.cloudFormation.resourceChangedOutside("settings", "P", "Value", "8");
    world.update(it -> it.usePreviousTemplate(true));
    assertEquals(StackStatus.UPDATE_COMPLETE, world.over());
    assertEquals("8", world.live("Queue", "DelaySeconds"));
  }

  @Test
  @DisplayName("masks what is not to be echoed, which nobody can read back")
  void secrets() {
    String body =
        """
        Parameters:
          Password: {Type: String, NoEcho: true, Default: secret}
        Resources:
          Database:
            Type: AWS::RDS::DBInstance
            Properties: {Engine: mysql, MasterUserPassword: !Ref Password}
        """;
    world.settled(body);
    assertEquals("****", world.described().parameters().getFirst().parameterValue());
    assertEquals("secret", world.stack().parameters().get("Password"));
  }

  @Test
  @DisplayName("replaces what cannot be changed in place, after its successor is there")
  void replacement() {
    world.settled(table("id"));
    String before = world.cloudFormation.physicalId("web", "Table").orElseThrow();
    world.update(table("key"));
    assertTrue(
        world.runUntil(
            () -> world.stack().status() == StackStatus.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS));
    String after = world.cloudFormation.physicalId("web", "Table").orElseThrow();
    assertNotEquals(before, after);
    assertEquals(after, world.live("Name", "Value"));
    assertEquals(StackStatus.UPDATE_COMPLETE, world.over());
    List<String> told = world.told();
    assertTrue(
        told.indexOf("Table DELETE_COMPLETE") > told.indexOf("Name UPDATE_COMPLETE"),
        told.toString());
  }

  private static String table(String key) {
    return """
        Resources:
          Table:
            Type: AWS::DynamoDB::Table
            Properties: {KeySchema: [{AttributeName: %s, KeyType: HASH}]}
          Name: {Type: 'AWS::SSM::Parameter', Properties: {Type: String, Value: !Ref Table}}
        """
        .formatted(key);
  }

  @Test
  @DisplayName("refuses to replace what has a name of its own and keeps it")
  void customNames() {
    world.settled(table("id").replace("{KeySchema", "{TableName: mine, KeySchema"));
    world.update(table("key").replace("{KeySchema", "{TableName: mine, KeySchema"));
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
    assertTrue(
        world.stack().events().stream()
            .anyMatch(
                event ->
                    String.valueOf(event.resourceStatusReason())
                        .contains("custom-named resource requires replacing. Rename mine")));
    assertEquals("mine", world.cloudFormation.physicalId("web", "Table").orElseThrow());
  }

  @Test
  @DisplayName("removes what the template no longer has only at its end, or keeps it by its policy")
  void removal() {
    String bucket = "Bucket: {Type: 'AWS::S3::Bucket'}";
    String kept = "Kept: {Type: 'AWS::S3::Bucket', DeletionPolicy: Retain}";
    world.settled(StackWorld.template("one", bucket + "\n" + kept));
    List<Optional<Map<String, Object>>> changes = new ArrayList<>();
    world.cloudFormation.listen(
        (_, logicalId, properties) -> {
          if (logicalId.equals("Bucket") || logicalId.equals("Kept")) {
            changes.add(properties);
          }
        });
    world.update(StackWorld.template("one"));
    assertEquals(StackStatus.UPDATE_COMPLETE, world.over());
    assertEquals(List.of(Optional.empty()), changes);
    assertTrue(world.told().contains("Bucket DELETE_COMPLETE"));
    assertTrue(world.told().contains("Kept DELETE_SKIPPED"));
    assertFalse(world.stack().logicalIds().contains("Kept"));
  }

  @Test
  @DisplayName("of many stacks takes as long as the simulation says, twice the same from one seed")
  void durations() {
    List<Double> quick = new ArrayList<>();
    List<Double> databases = new ArrayList<>();
    for (int seed = 0; seed < 60; seed++) {
      quick.add(seconds(seed, StackWorld.template("one"), StackWorld.template("two")));
      databases.add(seconds(seed, database("a"), database("b")));
    }
    Collections.sort(quick);
    Collections.sort(databases);
    assertTrue(quick.get(30) > 35 && quick.get(30) < 80, "median " + quick.get(30));
    assertTrue(databases.get(30) > 450 && databases.get(30) < 900, "median " + databases.get(30));
    assertEquals(
        seconds(7, database("a"), database("b")), seconds(7, database("a"), database("b")));
    assertTrue(new HashSet<>(quick).size() > 50);
  }

  private static String database(String type) {
    return "Resources: {Database: {Type: 'AWS::RDS::DBInstance', Properties: {Engine: mysql,"
        + " DBInstanceClass: "
        + type
        + "}}}";
  }

  private static double seconds(long seed, String before, String after) {
    StackWorld world = new StackWorld(seed);
    world.settled(before);
    world.update(after);
    world.over();
    return Duration.between(StackWorld.START, world.time.now()).toMillis() / 1000.0;
  }

  @Test
  @DisplayName("in express mode ends when the configuration is there")
  void express() {
    String waiting =
        "Handle: {Type: 'AWS::CloudFormation::WaitConditionHandle'}\n"
            + "Wait: {Type: 'AWS::CloudFormation::WaitCondition', Properties: {Handle: !Ref Handle}}";
    world.settled(StackWorld.template("one"));
    world.cloudFormation.withholdSignals("web", "Wait");
    world.cloudFormation.express("web", true);
    world.update(StackWorld.template("two", waiting));
    assertEquals(StackStatus.UPDATE_COMPLETE, world.over());
    assertTrue(
        world.stack().events().stream()
            .anyMatch(event -> "CONFIGURATION_COMPLETE".equals(event.detailedStatusAsString())));
  }

  @Test
  @DisplayName("with things of IAM needs its capability, with a template that is wrong is refused")
  void refusals() {
    world.settled(StackWorld.template("one"));
    String role = "Role: {Type: 'AWS::IAM::Role', Properties: {RoleName: mine}}";
    InsufficientCapabilitiesException refusal =
        assertThrows(
            InsufficientCapabilitiesException.class,
            () -> world.update(StackWorld.template("two", role)));
    assertEquals(
        "Requires capabilities : [CAPABILITY_NAMED_IAM]", refusal.awsErrorDetails().errorMessage());
    assertValidationError(
        "Unresolved resource dependencies [Nobody] in the Resources block",
        () ->
            world.update(
                StackWorld.template("two", "X: {Type: 'AWS::SNS::Topic', DependsOn: Nobody}")));
    assertValidationError(
        "Circular dependency between resources: [A, B]",
        () ->
            world.update(
                """
                Resources:
                  A: {Type: 'AWS::SNS::Topic', DependsOn: B}
                  B: {Type: 'AWS::SNS::Topic', DependsOn: A}
                """));
    assertValidationError("Template format error", () -> world.update("nothing"));
    assertValidationError("templateBody", () -> world.update("# " + "x".repeat(51_200)));
    assertThrows(
        UnsupportedOperationException.class,
        () -> world.update(StackWorld.template("two", "X: {Type: 'AWS::EKS::Cluster'}")));
  }

  @Test
  @DisplayName("by URL takes a template of up to a megabyte from S3")
  void byUrl() {
    world.settled(StackWorld.template("one"));
    String big = "# " + "x".repeat(100_000) + "\n" + StackWorld.template("two");
    world.update(it -> it.templateURL(world.put("big.yaml", big)));
    assertEquals(StackStatus.UPDATE_COMPLETE, world.over());
    assertValidationError(
        "S3 error",
        () -> world.update(it -> it.templateURL("https://s3.amazonaws.com/templates/none.yaml")));
    assertEquals(big, world.client.getTemplate(it -> it.stackName("web")).templateBody());
  }

  @Test
  @DisplayName("is held to the stack's policy, but for what one request allows")
  void policy() {
    world.settled(StackWorld.template("one"));
    world.client.setStackPolicy(
        it ->
            it.stackName("web")
                .stackPolicyBody(
                    """
                    {"Statement": [
                      {"Effect": "Allow", "Action": "Update:*", "Principal": "*", "Resource": "*"},
                      {"Effect": "Deny", "Action": "Update:Modify", "Principal": "*",
                       "Resource": "LogicalResourceId/Setting"}]}
                    """));
    world.update(StackWorld.template("two"));
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
    assertEquals("one", world.live("Setting", "Value"));
    world.update(
        it ->
            it.templateBody(StackWorld.template("two"))
                .stackPolicyDuringUpdateBody(
                    """
                    {"Statement": {"Effect": "Allow", "Action": "Update:*", "Principal": "*",
                                   "Resource": "*"}}
                    """
                        .replace("{\"Effect", "[{\"Effect")
                        .replace("\"*\"}}", "\"*\"}]}")));
    assertEquals(StackStatus.UPDATE_COMPLETE, world.over());
  }

  private void assertValidationError(String message, Runnable call) {
    CloudFormationException refusal = assertThrows(CloudFormationException.class, call::run);
    assertEquals("ValidationError", refusal.awsErrorDetails().errorCode());
    assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
  }
}
