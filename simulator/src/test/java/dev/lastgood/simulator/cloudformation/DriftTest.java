package dev.lastgood.simulator.cloudformation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.ChangeAction;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DeploymentMode;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.StackDriftDetectionStatus;
import software.amazon.awssdk.services.cloudformation.model.StackDriftStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDrift;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

@DisplayName("The drift of a stack")
class DriftTest {
  private final StackWorld world = new StackWorld(42);

  private List<StackResourceDrift> detected() {
    String id = world.client.detectStackDrift(it -> it.stackName("web")).stackDriftDetectionId();
    assertEquals(
        StackDriftDetectionStatus.DETECTION_IN_PROGRESS,
        world
            .client
            .describeStackDriftDetectionStatus(it -> it.stackDriftDetectionId(id))
            .detectionStatus());
    assertThrows(
        CloudFormationException.class,
        () -> world.client.detectStackDrift(it -> it.stackName("web")));
    world.runFor(Duration.ofMinutes(20));
    assertEquals(
        StackDriftDetectionStatus.DETECTION_COMPLETE,
        world
            .client
            .describeStackDriftDetectionStatus(it -> it.stackDriftDetectionId(id))
            .detectionStatus());
    return world
        .client
        .describeStackResourceDrifts(
            it ->
                it.stackName("web")
                    .stackResourceDriftStatusFilters(
                        StackResourceDriftStatus.MODIFIED, StackResourceDriftStatus.DELETED))
        .stackResourceDrifts();
  }

  @Test
  @DisplayName("is found in minutes, in what the template gives and in nothing else")
  void detection() {
    world.settled(StackWorld.template("one"));
    world.cloudFormation.resourceChangedOutside("web", "Queue", "DelaySeconds", 5);
    assertEquals(List.of(), detected());
    assertEquals(StackDriftStatus.IN_SYNC, world.described().driftInformation().stackDriftStatus());
    world.cloudFormation.resourceChangedOutside("web", "Setting", "Value", "other");
    world.cloudFormation.resourceDeletedOutside("web", "Queue");
    List<StackResourceDrift> drifts = detected();
    assertEquals(2, drifts.size());
    assertEquals(StackResourceDriftStatus.DELETED, drifts.getFirst().stackResourceDriftStatus());
    StackResourceDrift setting = drifts.getLast();
    assertEquals("/Value", setting.propertyDifferences().getFirst().propertyPath());
    assertEquals("one", setting.propertyDifferences().getFirst().expectedValue());
    assertEquals("other", setting.propertyDifferences().getFirst().actualValue());
    assertEquals(StackDriftStatus.DRIFTED, world.described().driftInformation().stackDriftStatus());
    assertTrue(
        world.events.stream()
            .anyMatch(
                it -> it.detailType().equals("CloudFormation Drift Detection Status Change")));
  }

  @Test
  @DisplayName("is not repaired by an update, which compares templates")
  void survives() {
    world.settled(StackWorld.template("one"));
    world.cloudFormation.resourceChangedOutside("web", "Queue", "VisibilityTimeout", 99);
    world.cloudFormation.resourceChangedOutside("web", "Setting", "Description", "theirs");
    world.update(StackWorld.template("two"));
    assertEquals(StackStatus.UPDATE_COMPLETE, world.over());
    assertEquals("theirs", world.live("Setting", "Description"), "of a resource that changed too");
    assertEquals(99, world.live("Queue", "VisibilityTimeout"));
    assertThrows(CloudFormationException.class, () -> world.update(StackWorld.template("two")));
  }

  private DescribeChangeSetResponse reverting(String body) {
    String id =
        world
            .client
            .createChangeSet(
                it ->
                    it.stackName("web")
                        .changeSetName("revert")
                        .deploymentMode(DeploymentMode.REVERT_DRIFT)
                        .templateBody(body))
            .id();
    world.runFor(Duration.ofMinutes(5));
    return world.client.describeChangeSet(it -> it.changeSetName(id));
  }

  @Test
  @DisplayName("is reverted by a drift-aware change set, which makes again what was deleted")
  void reverts() {
    world.settled(StackWorld.template("one", "Topic: {Type: 'AWS::SNS::Topic'}"));
    world.cloudFormation.resourceChangedOutside("web", "Queue", "VisibilityTimeout", 99);
    world.cloudFormation.resourceChangedOutside("web", "Queue", "Tags", "foreign");
    world.cloudFormation.resourceDeletedOutside("web", "Topic");
    DescribeChangeSetResponse found =
        reverting(StackWorld.template("one", "Topic: {Type: 'AWS::SNS::Topic'}"));
    assertEquals(ChangeSetStatus.CREATE_COMPLETE, found.status(), found.statusReason());
    assertEquals(2, found.changes().size());
    ResourceChange queue = found.changes().getFirst().resourceChange();
    assertEquals(StackResourceDriftStatus.MODIFIED, queue.resourceDriftStatus());
    assertEquals("99", queue.details().getFirst().target().beforeValue());
    assertEquals("30", queue.details().getFirst().target().drift().previousValue());
    assertEquals(ChangeAction.ADD, found.changes().getLast().resourceChange().action());
    world.client.executeChangeSet(it -> it.changeSetName(found.changeSetId()));
    assertEquals(StackStatus.UPDATE_COMPLETE, world.over());
    assertEquals(30, world.live("Queue", "VisibilityTimeout"));
    assertEquals("foreign", world.live("Queue", "Tags"), "not the template's");
    assertTrue(world.cloudFormation.liveProperties("web", "Topic").isPresent());
  }

  @Test
  @DisplayName("comes back where reverting it fails: a rollback restores what was really there")
  void failsToRevert() {
    world.settled(StackWorld.template("one"));
    world.cloudFormation.resourceChangedOutside("web", "Queue", "VisibilityTimeout", 99);
    world.cloudFormation.failUpdates("web", "Setting", FailureCause.INVALID_REQUEST);
    DescribeChangeSetResponse found = reverting(StackWorld.template("two"));
    world.client.executeChangeSet(it -> it.changeSetName(found.changeSetId()));
    world.runUntil(() -> Integer.valueOf(30).equals(world.live("Queue", "VisibilityTimeout")));
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
    assertEquals(99, world.live("Queue", "VisibilityTimeout"));
    assertEquals("one", world.live("Setting", "Value"));
  }

  @Test
  @DisplayName("comes back too where what was deleted had been made again in vain")
  void failsToMakeAgain() {
    String topic = "Topic: {Type: 'AWS::SNS::Topic'}";
    world.settled(StackWorld.template("one", topic));
    world.cloudFormation.resourceDeletedOutside("web", "Topic");
    world.cloudFormation.failUpdates("web", "Setting", FailureCause.INVALID_REQUEST);
    DescribeChangeSetResponse found = reverting(StackWorld.template("two", topic));
    world.client.executeChangeSet(it -> it.changeSetName(found.changeSetId()));
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
    assertTrue(world.cloudFormation.liveProperties("web", "Topic").isEmpty());
  }

  @Test
  @DisplayName("is only taken note of where the template has come to say the same")
  void synchronised() {
    world.settled(StackWorld.template("one"));
    world.cloudFormation.resourceChangedOutside("web", "Setting", "Value", "two");
    DescribeChangeSetResponse found = reverting(StackWorld.template("two"));
    ResourceChange setting = found.changes().getFirst().resourceChange();
    assertEquals(ChangeAction.SYNC_WITH_ACTUAL, setting.action());
    world.client.executeChangeSet(it -> it.changeSetName(found.changeSetId()));
    assertEquals(StackStatus.UPDATE_COMPLETE, world.over());
    assertEquals("two", world.live("Setting", "Value"));
    assertEquals(List.of(), detected());
  }

  @Test
  @DisplayName("of what cannot be read back is neither found nor reverted")
  void writeOnly() {
    String body =
        "Resources: {F: {Type: 'AWS::Lambda::Function', Properties: {Code: {S3Key: one},"
            + " MemorySize: 128}}}";
    world.settled(body);
    world.cloudFormation.resourceChangedOutside("web", "F", "Code", Map.of("S3Key", "x"));
    assertEquals(List.of(), detected());
    world.cloudFormation.resourceChangedOutside("web", "F", "MemorySize", 256);
    assertEquals(1, detected().getFirst().propertyDifferences().size());
    DescribeChangeSetResponse found = reverting(body);
    assertEquals(
        "WRITE_ONLY_PROPERTY",
        found
            .changes()
            .getFirst()
            .resourceChange()
            .resourceDriftIgnoredAttributes()
            .getFirst()
            .reasonAsString());
    world.client.executeChangeSet(it -> it.changeSetName(found.changeSetId()));
    world.over();
    assertEquals(128, world.live("F", "MemorySize"));
    assertEquals(Map.of("S3Key", "x"), world.live("F", "Code"));
  }

  @Test
  @DisplayName("of a property that cannot be changed in place stays")
  void immutable() {
    String body = "Resources: {B: {Type: 'AWS::RDS::DBInstance', Properties: {Engine: mysql}}}";
    world.settled(body);
    world.cloudFormation.resourceChangedOutside("web", "B", "Engine", "postgres");
    DescribeChangeSetResponse found = reverting(body);
    assertEquals(ChangeSetStatus.FAILED, found.status());
    assertNull(found.nextToken());
  }
}
