package dev.lastgood.simulator.cloudformation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;

@DisplayName("CloudFormation")
class StackQueriesTest {
  private static final String TOPIC = "Resources: {T: {Type: 'AWS::SNS::Topic'}}";

  private final StackWorld world = new StackWorld(42);

  @Test
  @DisplayName("describes stacks in pages, the deleted ones by their ids alone, for 90 days")
  void stacks() {
    for (int i = 0; i < 230; i++) {
      world.settled("stack-" + i, TOPIC);
    }
    assertEquals(
        230, world.client.describeStacksPaginator(it -> it.build()).stacks().stream().count());
    assertEquals(100, world.client.describeStacks().stacks().size());
    String id = world.cloudFormation.stack("stack-7").orElseThrow().id();
    world.client.deleteStack(it -> it.stackName("stack-7"));
    assertEquals(StackStatus.DELETE_COMPLETE, world.over(id));
    assertMissing("Stack with id stack-7 does not exist", () -> describe("stack-7"));
    assertEquals(StackStatus.DELETE_COMPLETE, describe(id).stackStatus());
    List<StackSummary> deleted =
        world
            .client
            .listStacks(it -> it.stackStatusFilters(StackStatus.DELETE_COMPLETE))
            .stackSummaries();
    assertEquals(List.of(id), deleted.stream().map(StackSummary::stackId).toList());
    world.runFor(Duration.ofDays(91));
    assertMissing("does not exist", () -> describe(id));
    world.settled("stack-7", TOPIC);
    assertEquals("stack-7", describe("stack-7").stackName());
  }

  private Stack describe(String name) {
    DescribeStacksResponse response = world.client.describeStacks(it -> it.stackName(name));
    return response.stacks().getFirst();
  }

  @Test
  @DisplayName("tells events newest first, in pages, none twice")
  void events() {
    StringBuilder many = new StringBuilder("Resources:\n");
    for (int i = 0; i < 60; i++) {
      many.append("  T").append(i).append(": {Type: 'AWS::SNS::Topic'}\n");
    }
    world.client.createStack(it -> it.stackName("web").templateBody(many.toString()));
    world.over();
    var first = world.client.describeStackEvents(it -> it.stackName("web"));
    assertEquals(100, first.stackEvents().size());
    assertEquals("CREATE_COMPLETE", first.stackEvents().getFirst().resourceStatusAsString());
    assertEquals("web", first.stackEvents().getFirst().logicalResourceId());
    List<String> ids = new ArrayList<>();
    world
        .client
        .describeStackEventsPaginator(it -> it.stackName("web"))
        .stackEvents()
        .forEach(event -> ids.add(event.eventId()));
    assertEquals(2 + 2 * 60, ids.stream().distinct().count());
    assertEquals(ids.size(), ids.stream().distinct().count());
    assertMissing(
        "NextToken",
        () -> world.client.describeStackEvents(it -> it.stackName("web").nextToken("x")));
    assertMissing(
        "Stack [none] does not exist",
        () -> world.client.describeStackEvents(it -> it.stackName("none")));
  }

  @Test
  @DisplayName("finds resources by their stack or by what they really are")
  void resources() {
    world.settled(StackWorld.template("one"));
    assertEquals(
        List.of("Queue", "Setting"),
        world.client.listStackResources(it -> it.stackName("web")).stackResourceSummaries().stream()
            .map(it -> it.logicalResourceId())
            .toList());
    assertEquals(
        "web",
        world
            .client
            .describeStackResources(it -> it.physicalResourceId("/web/setting"))
            .stackResources()
            .getFirst()
            .stackName());
    assertMissing(
        "Resource None does not exist for stack web",
        () ->
            world.client.describeStackResource(
                it -> it.stackName("web").logicalResourceId("None")));
  }

  @Test
  @DisplayName("gives a template back as it was submitted, and says what it asks for")
  void templates() {
    String body = StackWorld.template("one");
    world.settled(body);
    assertEquals(
        body,
        world
            .client
            .getTemplate(it -> it.stackName("web").templateStage("Processed"))
            .templateBody());
    var summary = world.client.getTemplateSummary(it -> it.templateBody(body));
    assertEquals("Stage", summary.parameters().getFirst().parameterKey());
    assertEquals(List.of("AWS::SQS::Queue", "AWS::SSM::Parameter"), summary.resourceTypes());
  }

  @Test
  @DisplayName("keeps a name to one stack, and a protected one from being deleted")
  void names() {
    world.settled(TOPIC);
    assertThrows(
        AlreadyExistsException.class,
        () -> world.client.createStack(it -> it.stackName("web").templateBody(TOPIC)));
    world.client.updateTerminationProtection(
        it -> it.stackName("web").enableTerminationProtection(true));
    assertMissing(
        "Stack [web] cannot be deleted while TerminationProtection is enabled",
        () -> world.client.deleteStack(it -> it.stackName("web")));
    world.client.updateTerminationProtection(
        it -> it.stackName("web").enableTerminationProtection(false));
    assertMissing(
        "DELETE_FAILED",
        () -> world.client.deleteStack(it -> it.stackName("web").retainResources("T")));
    world.client.deleteStack(it -> it.stackName("nobody"));
  }

  @Test
  @DisplayName("stops a deletion at what cannot be deleted, until that is retained")
  void deletionFails() {
    world.settled(TOPIC);
    String id = world.stack().id();
    world.cloudFormation.failDeletions("web", "T", FailureCause.MISSING_PERMISSION);
    world.client.deleteStack(it -> it.stackName("web"));
    assertEquals(StackStatus.DELETE_FAILED, world.over());
    world.client.deleteStack(it -> it.stackName("web").retainResources("T"));
    assertEquals(StackStatus.DELETE_COMPLETE, world.over(id));
  }

  @Test
  @DisplayName("is deployed by a pipeline with a token of its own, and tells what resources become")
  void pipeline() {
    world.settled(StackWorld.template("one"));
    List<Optional<Object>> values = new ArrayList<>();
    world.cloudFormation.listen(
        (stack, logicalId, properties) -> {
          if (stack.name().equals("web") && logicalId.equals("Setting")) {
            values.add(properties.map(now -> now.get("Value")));
          }
        });
    String token =
        world.cloudFormation.deploy(
            UpdateStackRequest.builder()
                .stackName("web")
                .templateBody(StackWorld.template("two"))
                .build());
    assertTrue(world.stack().isAtWork());
    world.over();
    assertTrue(
        world.stack().events().stream()
            .allMatch(event -> token.equals(event.clientRequestToken())));
    world.cloudFormation.resourceDeletedOutside("web", "Setting");
    assertEquals(List.of(Optional.of("two"), Optional.empty()), values);
  }

  @Test
  @DisplayName("knows every status, those of imports too, and what can be done from it")
  void everyStatus() {
    world.settled(TOPIC);
    for (StackStatus status : StackStatus.knownValues()) {
      world.cloudFormation.putInto(world.stackId(), status, "because");
      assertEquals(
          status,
          world
              .client
              .describeStacks(it -> it.stackName(world.stackId()))
              .stacks()
              .getFirst()
              .stackStatus());
      boolean updatable =
          List.of(
                  StackStatus.CREATE_COMPLETE,
                  StackStatus.UPDATE_COMPLETE,
                  StackStatus.UPDATE_ROLLBACK_COMPLETE,
                  StackStatus.IMPORT_COMPLETE,
                  StackStatus.IMPORT_ROLLBACK_COMPLETE)
              .contains(status);
      if (!updatable) {
        assertThrows(
            CloudFormationException.class,
            () ->
                world.client.updateStack(
                    it -> it.stackName(world.stackId()).templateBody(TOPIC + " ")),
            status.toString());
      }
    }
  }

  @Test
  @DisplayName("lets a wait condition fail an update where its signals do not come")
  void waitConditions() {
    String waiting =
        """
        Handle: {Type: 'AWS::CloudFormation::WaitConditionHandle'}
        Wait:
          Type: AWS::CloudFormation::WaitCondition
          Properties: {Handle: !Ref Handle, Timeout: 600, Count: 1}
        """;
    world.settled(StackWorld.template("one"));
    world.cloudFormation.withholdSignals("web", "Wait");
    world.update(StackWorld.template("two", waiting));
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
    assertTrue(
        world.stack().events().stream()
            .anyMatch(
                event ->
                    "WaitCondition timed out. Received 0 conditions when expecting 1"
                        .equals(event.resourceStatusReason())));
    world.cloudFormation.remedy("web", "Wait");
    world.update(StackWorld.template("two", waiting));
    assertEquals(StackStatus.UPDATE_COMPLETE, world.over());
  }

  private static void assertMissing(String message, Runnable call) {
    CloudFormationException refusal = assertThrows(CloudFormationException.class, call::run);
    assertEquals("ValidationError", refusal.awsErrorDetails().errorCode());
    assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
  }
}
