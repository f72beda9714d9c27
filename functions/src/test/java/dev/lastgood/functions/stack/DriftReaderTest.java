package dev.lastgood.functions.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackDriftDetectionStatusResponse;
import software.amazon.awssdk.services.cloudformation.model.DifferenceType;
import software.amazon.awssdk.services.cloudformation.model.PropertyDifference;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackDriftDetectionStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDrift;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

@DisplayName("The drift of a stack")
class DriftReaderTest {
  private static final String WEB = ScriptedCloudFormation.arn("web");

  private final ScriptedCloudFormation aws = new ScriptedCloudFormation();
  private final DriftReader reader = new DriftReader(aws);

  @BeforeEach
  void web() {
    is("web", "UPDATE_COMPLETE");
  }

  private void is(String name, String status) {
    aws.is(name, Stack.builder().stackStatus(status).creationTime(Instant.EPOCH).build());
  }

  private static StackResourceSummary nested(String logicalId, String name) {
    return StackResourceSummary.builder()
        .logicalResourceId(logicalId)
        .physicalResourceId(ScriptedCloudFormation.arn(name))
        .resourceType(StackResource.NESTED_STACK)
        .resourceStatus("CREATE_COMPLETE")
        .build();
  }

  private StackOverview overview() {
    return assertInstanceOf(StackTree.Known.class, reader.tree("web")).stacks().getFirst();
  }

  private static List<String> names(StackTree tree) {
    return assertInstanceOf(StackTree.Known.class, tree).stacks().stream()
        .map(StackOverview::stackName)
        .toList();
  }

  private static DescribeStackDriftDetectionStatusResponse status(
      StackDriftDetectionStatus status, String reason) {
    return DescribeStackDriftDetectionStatusResponse.builder()
        .detectionStatus(status)
        .detectionStatusReason(reason)
        .build();
  }

  private static StackResourceDrift drift(
      String logicalId, StackResourceDriftStatus status, PropertyDifference... differences) {
    return StackResourceDrift.builder()
        .logicalResourceId(logicalId)
        .physicalResourceId(logicalId + "-1")
        .resourceType("AWS::SQS::Queue")
        .stackResourceDriftStatus(status)
        .propertyDifferences(differences)
        .build();
  }

  @Test
  @DisplayName("is that of each stack of its tree, for CloudFormation leaves out what is nested")
  void tree() {
    is("web-a", "CREATE_COMPLETE");
    is("web-b", "UPDATE_COMPLETE");
    is("web-c", "CREATE_COMPLETE");
    aws.resources.put(
        WEB,
        List.of(
            StackResourceSummary.builder()
                .logicalResourceId("Queue")
                .resourceType("AWS::SQS::Queue")
                .resourceStatus("CREATE_COMPLETE")
                .build(),
            nested("A", "web-a"),
            nested("C", "web-c")));
    aws.resources.put(ScriptedCloudFormation.arn("web-a"), List.of(nested("B", "web-b")));
    assertEquals(List.of("web", "web-a", "web-b", "web-c"), names(reader.tree("web")));
  }

  @Test
  @DisplayName("cannot be looked for in a nested stack that is gone, and the others are told")
  void goneInside() {
    aws.resources.put(WEB, List.of(nested("A", "web-a")));
    StackTree.Known tree = assertInstanceOf(StackTree.Known.class, reader.tree("web"));
    assertEquals(List.of("web"), names(tree));
    assertEquals(
        List.of("Nested as A: There is no stack " + ScriptedCloudFormation.arn("web-a") + "."),
        tree.unreadable());
  }

  @Test
  @DisplayName("cannot be looked for where there is no stack")
  void gone() {
    assertEquals(new StackTree.Unreadable("There is no stack other."), reader.tree("other"));
  }

  @Test
  @DisplayName("is looked for without waiting, and told from all pages once that has ended")
  void ends() {
    PropertyDifference value =
        PropertyDifference.builder()
            .propertyPath("/DelaySeconds")
            .expectedValue("5")
            .actualValue("9")
            .differenceType(DifferenceType.NOT_EQUAL)
            .build();
    aws.drifts.put(
        WEB,
        List.of(
            drift("One", StackResourceDriftStatus.MODIFIED, value),
            drift("Fine", StackResourceDriftStatus.IN_SYNC),
            drift("Two", StackResourceDriftStatus.DELETED),
            drift("Three", StackResourceDriftStatus.DELETED),
            drift("Unchecked", StackResourceDriftStatus.NOT_CHECKED)));
    aws.detections.add(status(StackDriftDetectionStatus.DETECTION_IN_PROGRESS, null));
    aws.detections.add(status(StackDriftDetectionStatus.DETECTION_COMPLETE, null));
    DriftDetection.Running running =
        assertInstanceOf(DriftDetection.Running.class, reader.start(overview()));
    assertEquals(running, reader.look(running));
    DriftDetection.Ended ended = assertInstanceOf(DriftDetection.Ended.class, reader.look(running));
    assertEquals(Optional.empty(), ended.incomplete());
    assertEquals(
        new ResourceDrift(
            "One",
            "One-1",
            "AWS::SQS::Queue",
            "MODIFIED",
            List.of(new PropertyDrift("/DelaySeconds", "5", "9", "NOT_EQUAL"))),
        ended.drifted().getFirst());
    assertEquals(
        List.of("One", "Two", "Three"),
        ended.drifted().stream().map(ResourceDrift::logicalId).toList());
    assertEquals(
        List.of(
            "DescribeStackDriftDetectionStatus of " + WEB,
            "DescribeStackDriftDetectionStatus of " + WEB),
        aws.calls.stream().filter(call -> call.contains("DetectionStatus")).toList());
  }

  @Test
  @DisplayName("is told as far as it is known where some resource could not be looked at")
  void incomplete() {
    aws.drifts.put(WEB, List.of(drift("One", StackResourceDriftStatus.DELETED)));
    aws.detections.add(status(StackDriftDetectionStatus.DETECTION_FAILED, "No access to [Two]."));
    DriftDetection.Ended ended =
        assertInstanceOf(
            DriftDetection.Ended.class,
            reader.look(new DriftDetection.Running(WEB, Optional.of("of " + WEB))));
    assertEquals(Optional.of("No access to [Two]."), ended.incomplete());
    assertEquals(1, ended.drifted().size());
  }

  @Test
  @DisplayName("is looked for once somebody else's look has ended, which may be of a part alone")
  void adopted() {
    RuntimeException busy =
        ScriptedCloudFormation.refused(
            "ValidationError", "Drift detection is already in progress for stack [" + WEB + "].");
    aws.driftRefusals.addAll(List.of(busy, busy));
    DriftDetection.Running theirs = new DriftDetection.Running(WEB, Optional.empty());
    assertEquals(theirs, reader.start(overview()));
    assertEquals(theirs, reader.look(theirs));
    assertEquals(new DriftDetection.Running(WEB, Optional.of("of " + WEB)), reader.look(theirs));
  }

  @Test
  @DisplayName("cannot be looked for while the stack is at work, and nothing is started")
  void atWork() {
    is("web", "UPDATE_IN_PROGRESS");
    assertEquals(
        new DriftDetection.Impossible(
            WEB,
            "The stack web is at work (UPDATE_IN_PROGRESS): CloudFormation looks for drift once it"
                + " is at rest."),
        reader.start(overview()));
    assertEquals(List.of(), aws.calls.stream().filter("DetectStackDrift"::equals).toList());
  }

  @Test
  @DisplayName("cannot be looked for where CloudFormation refuses the stack, in its words")
  void refused() {
    String words = "Drift detection cannot be performed on stack [web] while it is in x state.";
    aws.driftRefusals.add(ScriptedCloudFormation.refused("ValidationError", words));
    assertEquals(new DriftDetection.Impossible(WEB, words), reader.start(overview()));
  }

  @Test
  @DisplayName("is not taken for impossible where the caller may not look")
  void denied() {
    StackOverview web = overview();
    aws.driftRefusals.add(ScriptedCloudFormation.refused("AccessDenied", "Not allowed."));
    assertThrows(AwsServiceException.class, () -> reader.start(web));
  }
}
