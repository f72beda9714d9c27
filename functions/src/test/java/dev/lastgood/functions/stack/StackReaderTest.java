package dev.lastgood.functions.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.handler.CanonicalJson;
import dev.lastgood.functions.handler.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.RollbackConfiguration;
import software.amazon.awssdk.services.cloudformation.model.RollbackTrigger;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.Tag;

@DisplayName("Reading a stack")
class StackReaderTest {
  private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant CHANGED = Instant.parse("2026-03-01T00:00:00Z");
  private static final String ALARM = "arn:aws:cloudwatch:eu-west-1:000000000001:alarm:web-5xx";

  private final ScriptedCloudFormation aws = new ScriptedCloudFormation();

  private static Stack.Builder stack(String status) {
    return Stack.builder().stackStatus(status).creationTime(MADE).lastUpdatedTime(CHANGED);
  }

  private static Stack full() {
    return stack("UPDATE_COMPLETE")
        .parameters(
            Parameter.builder().parameterKey("Size").parameterValue("3").build(),
            Parameter.builder().parameterKey("Password").parameterValue("****").build(),
            Parameter.builder()
                .parameterKey("Token")
                .parameterValue("{{resolve:secretsmanager:token}}")
                .build(),
            Parameter.builder()
                .parameterKey("Image")
                .parameterValue("/images/web")
                .resolvedValue("ami-1")
                .build())
        .capabilities(Capability.CAPABILITY_NAMED_IAM, Capability.CAPABILITY_AUTO_EXPAND)
        .tags(
            Tag.builder().key("team").value("web").build(),
            Tag.builder().key("aws:servicecatalog:x").value("y").build())
        .roleARN("arn:aws:iam::000000000001:role/deploy")
        .notificationARNs("topic-b", "topic-a")
        .rollbackConfiguration(
            RollbackConfiguration.builder()
                .monitoringTimeInMinutes(5)
                .rollbackTriggers(
                    RollbackTrigger.builder().arn(ALARM).type("AWS::CloudWatch::Alarm").build())
                .build())
        .enableTerminationProtection(true)
        .outputs(
            Output.builder().outputKey("Vpc").outputValue("vpc-1").exportName("net-vpc").build(),
            Output.builder().outputKey("Zone").outputValue("z").exportName("net-zone").build(),
            Output.builder().outputKey("Url").outputValue("https://web").build())
        .build();
  }

  private static StackResourceSummary resource(String logicalId, String physicalId, String type) {
    return StackResourceSummary.builder()
        .logicalResourceId(logicalId)
        .physicalResourceId(physicalId)
        .resourceType(type)
        .resourceStatus("CREATE_COMPLETE")
        .build();
  }

  private StackCapture captured(String name) {
    return assertInstanceOf(StackReading.Captured.class, new StackReader(aws).readWhole(name))
        .stack();
  }

  private String unreadable(String name) {
    return assertInstanceOf(StackReading.Unreadable.class, new StackReader(aws).readWhole(name))
        .because();
  }

  @Test
  @DisplayName("captures all that can be restored, and names what is not captured")
  void configuration() {
    aws.is("web", full());
    aws.policies.put(ScriptedCloudFormation.arn("web"), "{\"Statement\":[]}");
    aws.processed.put(ScriptedCloudFormation.arn("web"), "{\"Resources\":{}}");
    StackCapture web = captured("web");
    StackConfiguration found = web.configuration();
    assertEquals(
        Map.of(
            "Size", new StackParameter.Plain("3"),
            "Password", new StackParameter.Secret(),
            "Token",
                new StackParameter.Reference("{{resolve:secretsmanager:token}}", Optional.empty()),
            "Image", new StackParameter.Reference("/images/web", Optional.of("ami-1"))),
        found.parameters());
    assertEquals(List.of("Password"), found.secretParameters());
    assertEquals(List.of("CAPABILITY_AUTO_EXPAND", "CAPABILITY_NAMED_IAM"), found.capabilities());
    assertEquals(Map.of("team", "web"), found.tags());
    assertEquals(Optional.of("arn:aws:iam::000000000001:role/deploy"), found.roleArn());
    assertEquals(List.of("topic-a", "topic-b"), found.notificationArns());
    assertEquals(
        new StackRollbackConfiguration(
            5, List.of(new StackRollbackConfiguration.Trigger(ALARM, "AWS::CloudWatch::Alarm"))),
        found.rollbackConfiguration());
    assertEquals(Optional.of("{\"Statement\":[]}"), found.stackPolicy());
    assertTrue(found.terminationProtection());
    assertEquals(CanonicalJson.sha256OfText(web.template().original()), found.templateSha256());
    assertEquals("{\"Resources\":{}}", web.template().processed());
    assertEquals(CanonicalJson.sha256OfText("{\"Resources\":{}}"), found.processedTemplateSha256());
  }

  @Test
  @DisplayName("reads all pages of resources and of importing stacks")
  void pages() {
    aws.is("web", full());
    List<StackResourceSummary> all = new ArrayList<>();
    for (int number = 1; number <= 5; number++) {
      all.add(resource("Queue" + number, "queue-" + number, "AWS::SQS::Queue"));
    }
    aws.resources.put(ScriptedCloudFormation.arn("web"), all);
    aws.imports.put("net-vpc", List.of("c", "b", "a"));
    StackState state = captured("web").state();
    assertEquals(5, state.resources().size());
    assertEquals(
        List.of(
            new StackExport("net-vpc", "vpc-1", List.of("a", "b", "c")),
            new StackExport("net-zone", "z", List.of())),
        state.exports());
  }

  @Test
  @DisplayName("captures nested stacks as a tree, and passes by those that are gone")
  void nested() {
    aws.is("web", full());
    aws.is("web-Data", stack("UPDATE_COMPLETE").parentId("web").rootId("web").build());
    aws.is("web-Data-Cache", stack("CREATE_COMPLETE").build());
    aws.resources.put(
        ScriptedCloudFormation.arn("web"),
        List.of(
            resource("Data", ScriptedCloudFormation.arn("web-Data"), StackResource.NESTED_STACK),
            resource("Old", ScriptedCloudFormation.arn("web-Old"), StackResource.NESTED_STACK)
                .toBuilder()
                .resourceStatus("DELETE_COMPLETE")
                .build()));
    aws.resources.put(
        ScriptedCloudFormation.arn("web-Data"),
        List.of(
            resource(
                "Cache",
                ScriptedCloudFormation.arn("web-Data-Cache"),
                StackResource.NESTED_STACK)));
    StackCapture web = captured("web");
    assertEquals(
        List.of("web", "web-Data", "web-Data-Cache"),
        web.tree().stream().map(StackCapture::stackName).toList());
    assertEquals(
        List.of("Data", "Data/Cache"),
        List.copyOf(web.configuration().nestedTemplateSha256s().keySet()));
    String before = web.configuration().identity();
    aws.originals.put(ScriptedCloudFormation.arn("web-Data-Cache"), "{\"Resources\":{}}");
    assertNotEquals(
        before,
        captured("web").configuration().identity(),
        "a nested template is part of what can be restored");
  }

  @Test
  @DisplayName("survives being written and read again, with the same identity")
  void json() {
    aws.is("web", full());
    aws.is("web-Data", stack("UPDATE_COMPLETE").build());
    aws.resources.put(
        ScriptedCloudFormation.arn("web"),
        List.of(
            resource("Data", ScriptedCloudFormation.arn("web-Data"), StackResource.NESTED_STACK)));
    StackCapture web = captured("web");
    String written = new String(CanonicalJson.bytes(web), StandardCharsets.UTF_8);
    assertEquals(web, Json.read(written, StackCapture.class));
    assertEquals(
        web.configuration().identity(),
        Json.read(written, StackCapture.class).configuration().identity());
  }

  @Test
  @DisplayName(
      "has the same identity whatever order AWS lists things in, and whatever it is called")
  void identity() {
    Stack one = full();
    List<Parameter> reversed = new ArrayList<>(one.parameters());
    Collections.reverse(reversed);
    aws.is("web", one);
    String before = captured("web").configuration().identity();
    aws.is(
        "web",
        one.toBuilder()
            .parameters(reversed)
            .notificationARNs("topic-a", "topic-b")
            .lastUpdatedTime(CHANGED.plusSeconds(60))
            .stackStatus("UPDATE_ROLLBACK_COMPLETE")
            .build());
    assertEquals(before, captured("web").configuration().identity());
    aws.is("web", one.toBuilder().enableTerminationProtection(false).build());
    assertNotEquals(before, captured("web").configuration().identity());
  }

  @Test
  @DisplayName("says that there is no stack, that it is empty, or that its status is not known")
  void unreadable() {
    assertEquals("There is no stack web.", unreadable("web"));
    aws.is("web", stack("REVIEW_IN_PROGRESS").build());
    assertEquals("The stack web is in REVIEW_IN_PROGRESS and holds nothing.", unreadable("web"));
    aws.is("web", stack("MOVED_ELSEWHERE").build());
    assertEquals(
        "The stack web is in MOVED_ELSEWHERE, a status that this version does not know.",
        unreadable("web"));
  }

  @Test
  @DisplayName("refuses what changed while it was read: its parts would not belong together")
  void torn() {
    Stack changed = stack("UPDATE_IN_PROGRESS").build();
    aws.is("web", full(), changed, full(), changed, full(), changed);
    assertEquals(
        "The stack web changed from UPDATE_COMPLETE to UPDATE_IN_PROGRESS while it was read.",
        unreadable("web"));
  }

  @Test
  @DisplayName("reads once more what changed while it was read")
  void readAgain() {
    aws.is("web", stack("UPDATE_IN_PROGRESS").build(), full(), full(), full());
    assertEquals(StackStatus.UPDATE_COMPLETE, captured("web").state().status());
  }

  @Test
  @DisplayName("of the status alone is one call")
  void status() {
    aws.is("web", stack("UPDATE_ROLLBACK_FAILED").stackStatusReason("why").build());
    StackOverview web =
        assertInstanceOf(StackStatusReading.Known.class, new StackReader(aws).readStatus("web"))
            .stack();
    assertEquals(StackStatus.UPDATE_ROLLBACK_FAILED, web.status());
    assertEquals(Optional.of("why"), web.reason());
    assertEquals(List.of("DescribeStacks"), aws.calls);
  }
}
