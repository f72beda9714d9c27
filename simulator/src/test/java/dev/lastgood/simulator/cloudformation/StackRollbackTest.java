package dev.lastgood.simulator.cloudformation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.RollbackConfiguration;
import software.amazon.awssdk.services.cloudformation.model.RollbackTrigger;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

@DisplayName("The rollback of a stack")
class StackRollbackTest {
  private static final String TWO_RESOURCES =
      """
      Resources:
        Queue:
          Type: AWS::SQS::Queue
          Properties: {VisibilityTimeout: %s}
        Setting:
          Type: AWS::SSM::Parameter
          DependsOn: Queue
          Properties: {Name: /web/setting, Type: String, Value: %s}
        Extra%s:
          Type: AWS::SNS::Topic
      """;

  private final StackWorld world = new StackWorld(42);

  private static String version(int number) {
    return TWO_RESOURCES.formatted(30 * number, "value-" + number, number);
  }

  private void failedUpdate() {
    world.settled(version(1));
    world.cloudFormation.failUpdates("web", "Setting", FailureCause.INVALID_REQUEST);
    world.update(it -> it.templateBody(version(2)).clientRequestToken("bad"));
  }

  @Test
  @DisplayName("brings back what was changed, then deletes what was made, with the update's token")
  void back() {
    failedUpdate();
    assertTrue(
        world.runUntil(() -> world.stack().status() == StackStatus.UPDATE_ROLLBACK_IN_PROGRESS));
    assertEquals(
        "The following resource(s) failed to update: [Setting]. ", world.stack().statusReason());
    assertEquals(60, world.live("Queue", "VisibilityTimeout"));
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
    assertEquals(30, world.live("Queue", "VisibilityTimeout"));
    assertEquals(
        List.of(
            "web UPDATE_IN_PROGRESS",
            "Extra2 CREATE_IN_PROGRESS",
            "Queue UPDATE_IN_PROGRESS",
            "Extra2 CREATE_COMPLETE",
            "Queue UPDATE_COMPLETE",
            "Setting UPDATE_IN_PROGRESS",
            "Setting UPDATE_FAILED",
            "web UPDATE_ROLLBACK_IN_PROGRESS",
            "Queue UPDATE_IN_PROGRESS",
            "Queue UPDATE_COMPLETE",
            "Setting UPDATE_IN_PROGRESS",
            "Setting UPDATE_COMPLETE",
            "web UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
            "Extra2 DELETE_IN_PROGRESS",
            "Extra2 DELETE_COMPLETE",
            "web UPDATE_ROLLBACK_COMPLETE"),
        told());
    assertTrue(
        world.stack().events().stream()
            .allMatch(event -> "bad".equals(event.clientRequestToken())));
    assertEquals(version(1), world.stack().templateBody());
  }

  /** What is side by side may end in either order. */
  private List<String> told() {
    List<String> told = new ArrayList<>(world.told());
    int created = told.indexOf("Extra2 CREATE_COMPLETE");
    int updated = told.indexOf("Queue UPDATE_COMPLETE");
    if (updated < created) {
      told.set(updated, "Extra2 CREATE_COMPLETE");
      told.set(created, "Queue UPDATE_COMPLETE");
    }
    return told;
  }

  @Test
  @DisplayName("cancels what was under way beside what failed, which is no failure of a rollback")
  void cancelled() {
    world.settled(version(1));
    world.cloudFormation.failUpdates("web", "Queue", FailureCause.LIMIT_EXCEEDED);
    world.update(it -> it.templateBody(version(2)).disableRollback(true));
    assertEquals(StackStatus.UPDATE_FAILED, world.over());
    assertEquals(ResourceStatus.CREATE_FAILED, world.resource("Extra2"));
    assertTrue(
        world.stack().events().stream()
            .anyMatch(event -> "Resource creation cancelled".equals(event.resourceStatusReason())));
    assertTrue(world.stack().statusReason().contains("[Extra2, Queue]"));
    assertFalse(world.told().contains("Setting UPDATE_IN_PROGRESS"), "nothing more is begun");
    world.client.rollbackStack(it -> it.stackName("web"));
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
    assertFalse(world.stack().logicalIds().contains("Extra2"));
  }

  @Test
  @DisplayName("goes back to what was replaced, which is still there")
  void replaced() {
    String body =
        "Resources: {Table: {Type: 'AWS::DynamoDB::Table', Properties: {KeySchema: KEY}},"
            + " Setting: {Type: 'AWS::SSM::Parameter', DependsOn: Table, Properties: {Type: String,"
            + " Value: VALUE}}}";
    world.settled(body.replace("KEY", "a").replace("VALUE", "1"));
    String table = world.cloudFormation.physicalId("web", "Table").orElseThrow();
    world.cloudFormation.failUpdates("web", "Setting", FailureCause.DID_NOT_STABILISE);
    world.update(body.replace("KEY", "b").replace("VALUE", "2"));
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
    assertEquals(table, world.cloudFormation.physicalId("web", "Table").orElseThrow());
    assertEquals("a", world.live("Table", "KeySchema"));
    assertEquals(1, world.told().stream().filter("Table DELETE_COMPLETE"::equals).count());
  }

  @Test
  @DisplayName("cannot go back to a database that was replaced and deleted meanwhile")
  void replacedAndDeleted() {
    String body =
        "Resources: {Base: {Type: 'AWS::RDS::DBInstance', Properties: {Engine: ENGINE}}, Setting:"
            + " {Type: 'AWS::SSM::Parameter', DependsOn: Base, Properties: {Type: String, Value:"
            + " ENGINE}}}";
    world.settled(body.replace("ENGINE", "mysql"));
    world.update(body.replace("ENGINE", "postgres"));
    world.cloudFormation.failUpdates("web", "Setting", FailureCause.INVALID_REQUEST);
    world.runUntil(() -> world.resource("Base") == ResourceStatus.UPDATE_IN_PROGRESS);
    world.cloudFormation.resourceDeletedOutside("web", "Base");
    assertEquals(StackStatus.UPDATE_ROLLBACK_FAILED, world.over());
    assertTrue(
        world.stack().events().getLast().resourceStatusReason().contains("[Base]"),
        world.stack().statusReason());
    world.client.continueUpdateRollback(it -> it.stackName("web").resourcesToSkip("Base"));
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
  }

  /** Of each cause: whether continuing alone is enough. */
  @ParameterizedTest
  @EnumSource(FailureCause.class)
  @DisplayName("that fails leaves the stack stuck until its cause is gone and somebody continues")
  void stuck(FailureCause cause) {
    failedUpdate();
    world.cloudFormation.failRollbacks("web", "Setting", cause);
    assertEquals(StackStatus.UPDATE_ROLLBACK_FAILED, world.over());
    assertEquals(ResourceStatus.UPDATE_FAILED, world.resource("Setting"));
    assertEquals(30, world.live("Queue", "VisibilityTimeout"));
    assertValidationError("can not be updated", () -> world.update(version(2)));
    world.client.continueUpdateRollback(it -> it.stackName("web").clientRequestToken("continue-1"));
    boolean goneByItself =
        cause == FailureCause.EXPIRED_TOKEN || cause == FailureCause.DID_NOT_STABILISE;
    assertEquals(
        goneByItself ? StackStatus.UPDATE_ROLLBACK_COMPLETE : StackStatus.UPDATE_ROLLBACK_FAILED,
        world.over());
    if (!goneByItself) {
      if (cause == FailureCause.MISSING_SIGNAL) {
        world.client.signalResource(
            it ->
                it.stackName("web")
                    .logicalResourceId("Setting")
                    .uniqueId("by-hand")
                    .status("SUCCESS"));
      } else {
        world.cloudFormation.remedy("web", "Setting");
      }
      world.client.continueUpdateRollback(it -> it.stackName("web"));
      assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
    }
    assertEquals("value-1", world.live("Setting", "Value"));
    assertTrue(world.told().contains("Extra2 DELETE_COMPLETE"));
  }

  @Test
  @DisplayName("fails on what somebody deleted meanwhile, until it is there again by its name")
  void deletedMeanwhile() {
    failedUpdate();
    world.runUntil(() -> world.resource("Setting") == ResourceStatus.UPDATE_FAILED);
    world.cloudFormation.resourceDeletedOutside("web", "Queue");
    assertEquals(StackStatus.UPDATE_ROLLBACK_FAILED, world.over());
    assertTrue(world.stack().statusReason().contains("[Queue]"));
    world.client.continueUpdateRollback(it -> it.stackName("web"));
    assertEquals(StackStatus.UPDATE_ROLLBACK_FAILED, world.over());
    world.cloudFormation.resourceMadeAgain("web", "Queue");
    world.client.continueUpdateRollback(it -> it.stackName("web"));
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
    assertEquals(30, world.live("Queue", "VisibilityTimeout"));
  }

  @Test
  @DisplayName("skips only what a rollback failed on, and leaves it as it is")
  void skips() {
    failedUpdate();
    world.runUntil(() -> world.resource("Setting") == ResourceStatus.UPDATE_FAILED);
    world.cloudFormation.failRollbacks("web", "Queue", FailureCause.MISSING_PERMISSION);
    assertEquals(StackStatus.UPDATE_ROLLBACK_FAILED, world.over());
    assertEquals(ResourceStatus.UPDATE_FAILED, world.resource("Setting"));
    assertValidationError(
        "[Setting]",
        () ->
            world.client.continueUpdateRollback(
                it -> it.stackName("web").resourcesToSkip("Queue", "Setting")));
    world.client.continueUpdateRollback(it -> it.stackName("web").resourcesToSkip("Queue"));
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
    assertEquals(ResourceStatus.UPDATE_COMPLETE, world.resource("Queue"));
    assertEquals(60, world.live("Queue", "VisibilityTimeout"), "left as the update made it");
    assertEquals("value-1", world.live("Setting", "Value"));
  }

  @Test
  @DisplayName("is what cancelling leads to, while the update is under way and no later")
  void cancel() {
    world.settled(version(1));
    assertValidationError(
        "CancelUpdateStack cannot be called from current stack status",
        () -> world.client.cancelUpdateStack(it -> it.stackName("web")));
    world.update(version(2));
    world.runUntil(() -> world.resource("Queue") == ResourceStatus.UPDATE_IN_PROGRESS);
    world.client.cancelUpdateStack(it -> it.stackName("web").clientRequestToken("stop-1"));
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
    assertEquals(30, world.live("Queue", "VisibilityTimeout"));
    world.update(version(3));
    world.runUntil(() -> world.stack().status() == StackStatus.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS);
    assertValidationError(
        "CancelUpdateStack cannot be called",
        () -> world.client.cancelUpdateStack(it -> it.stackName("web")));
  }

  @Test
  @DisplayName("is left out where it is disabled, and made up for by RollbackStack")
  void disabled() {
    failedUpdateKept();
    assertEquals(60, world.live("Queue", "VisibilityTimeout"));
    assertValidationError("use the disable-rollback", () -> world.update(version(3)));
    assertValidationError(
        "can not continue update rollback",
        () -> world.client.continueUpdateRollback(it -> it.stackName("web")));
    world.client.rollbackStack(it -> it.stackName("web").clientRequestToken("back-1"));
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
    assertEquals(30, world.live("Queue", "VisibilityTimeout"));
    assertFalse(world.stack().logicalIds().contains("Extra2"));
    assertValidationError(
        "can not be rolled back", () -> world.client.rollbackStack(it -> it.stackName("web")));
  }

  private void failedUpdateKept() {
    world.settled(version(1));
    world.cloudFormation.failUpdates("web", "Setting", FailureCause.INVALID_REQUEST);
    world.update(it -> it.templateBody(version(2)).disableRollback(true));
    assertEquals(StackStatus.UPDATE_FAILED, world.over());
  }

  @Test
  @DisplayName("can be spared by another update that keeps what failed")
  void again() {
    failedUpdateKept();
    world.cloudFormation.remedy("web", "Setting");
    world.update(it -> it.templateBody(version(2)).disableRollback(true));
    assertEquals(StackStatus.UPDATE_COMPLETE, world.over());
    assertEquals("value-2", world.live("Setting", "Value"));
    assertTrue(world.told().contains("Extra1 DELETE_COMPLETE"));
  }

  @Test
  @DisplayName("of a stack that never was stable deletes it")
  void neverStable() {
    world.cloudFormation.failUpdates("web", "Setting", FailureCause.INVALID_REQUEST);
    world.client.createStack(
        it -> it.stackName("web").templateBody(version(1)).disableRollback(true));
    assertEquals(StackStatus.CREATE_FAILED, world.over());
    String id = world.stack().id();
    world.client.rollbackStack(it -> it.stackName("web"));
    assertEquals(StackStatus.DELETE_COMPLETE, world.over(id));
    assertTrue(world.cloudFormation.stack("web").isEmpty());
  }

  @Test
  @DisplayName("of a creation leaves a shell that can only be deleted")
  void creation() {
    world.cloudFormation.failUpdates("web", "Setting", FailureCause.INVALID_REQUEST);
    world.client.createStack(it -> it.stackName("web").templateBody(version(1)));
    assertEquals(StackStatus.ROLLBACK_COMPLETE, world.over());
    assertValidationError(
        "is in ROLLBACK_COMPLETE state and can not be updated", () -> world.update(version(2)));
    world.client.deleteStack(it -> it.stackName("web"));
    String id = world.stack().id();
    assertEquals(StackStatus.DELETE_COMPLETE, world.over(id));
  }

  @Test
  @DisplayName("deletes what was made to be retained only where that was asked for")
  void retained() {
    String kept =
        version(2).replace("AWS::SNS::Topic", "AWS::SNS::Topic\n    DeletionPolicy: Retain");
    world.settled(version(1));
    world.cloudFormation.failUpdates("web", "Setting", FailureCause.INVALID_REQUEST);
    world.update(kept);
    world.over();
    assertTrue(world.told().contains("Extra2 DELETE_SKIPPED"));
    world.update(it -> it.templateBody(kept).retainExceptOnCreate(true));
    world.over();
    assertTrue(world.told().contains("Extra2 DELETE_COMPLETE"));
  }

  @Test
  @DisplayName("of a creation deletes the stack too, where that was asked for")
  void deletes() {
    world.cloudFormation.failUpdates("web", "Setting", FailureCause.INVALID_REQUEST);
    world.client.createStack(
        it -> it.stackName("web").templateBody(version(1)).onFailure("DELETE"));
    assertEquals(StackStatus.DELETE_COMPLETE, world.over(world.stackId()));
  }

  @Test
  @DisplayName("takes about as long as the way forward was to take")
  void durations() {
    for (int seed = 0; seed < 20; seed++) {
      StackWorld one = new StackWorld(seed);
      one.settled(version(1));
      one.cloudFormation.failUpdates("web", "Setting", FailureCause.INVALID_REQUEST);
      one.update(version(2));
      one.runUntil(() -> one.stack().status() == StackStatus.UPDATE_ROLLBACK_IN_PROGRESS);
      Duration forward = Duration.between(StackWorld.START, one.time.now());
      one.runUntil(
          () -> one.stack().status() == StackStatus.UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS);
      Duration back = Duration.between(StackWorld.START, one.time.now()).minus(forward);
      double factor = (double) back.toMillis() / forward.toMillis();
      assertTrue(factor > 0.6 && factor < 1.4, seed + ": " + factor);
    }
  }

  @Test
  @DisplayName("is not waited for where a stack is deleted while it is being made")
  void deletedWhileMade() {
    world.client.createStack(
        it -> it.stackName("web").templateBody(version(1)).clientRequestToken("make"));
    world.runUntil(() -> world.stack().logicalIds().contains("Queue"));
    String id = world.stack().id();
    world.client.deleteStack(it -> it.stackName("web").clientRequestToken("unmake"));
    assertEquals(StackStatus.DELETE_COMPLETE, world.over(id));
    assertFalse(
        world.cloudFormation.stack(id).orElseThrow().events().stream()
            .anyMatch(
                event ->
                    "CREATE_COMPLETE".equals(event.resourceStatusAsString())
                        && event.logicalResourceId().equals("web")));
  }

  @Test
  @DisplayName("is what an alarm leads to, one that is missing as one that goes off")
  void triggers() {
    world.settled(version(1));
    world.update(
        it ->
            it.templateBody(version(2))
                .rollbackConfiguration(
                    RollbackConfiguration.builder()
                        .monitoringTimeInMinutes(10)
                        .rollbackTriggers(
                            RollbackTrigger.builder()
                                .arn("arn:aws:cloudwatch:eu-west-1:123456789012:alarm:none")
                                .type("AWS::CloudWatch::Alarm")
                                .build())
                        .build()));
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
    assertTrue(
        world.stack().events().stream()
            .anyMatch(
                event -> String.valueOf(event.resourceStatusReason()).contains("alarm:none")));
  }

  @Test
  @DisplayName("is what an alarm leads to that goes off while it is only watched")
  void alarm() {
    world.settled(version(1));
    putAlarm("notBreaching");
    world.time.after(Duration.ofMinutes(20), () -> putAlarm("breaching"));
    world.update(
        it ->
            it.templateBody(version(2))
                .rollbackConfiguration(
                    RollbackConfiguration.builder()
                        .monitoringTimeInMinutes(60)
                        .rollbackTriggers(
                            RollbackTrigger.builder()
                                .arn("arn:aws:cloudwatch:eu-west-1:123456789012:alarm:errors")
                                .type("AWS::CloudWatch::Alarm")
                                .build())
                        .build()));
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
    assertTrue(world.told().contains("Setting UPDATE_COMPLETE"));
    assertEquals("value-1", world.live("Setting", "Value"));
  }

  @Test
  @DisplayName("can be asked for by hand in a monitoring time, which passes without triggers too")
  void monitoringWithoutTriggers() {
    world.settled(version(1));
    world.update(
        it ->
            it.templateBody(version(2))
                .rollbackConfiguration(
                    RollbackConfiguration.builder()
                        .monitoringTimeInMinutes(60)
                        .rollbackTriggers(List.of())
                        .build()));
    world.time.after(
        Duration.ofMinutes(50), () -> world.client.cancelUpdateStack(it -> it.stackName("web")));
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
    assertTrue(world.told().contains("Setting UPDATE_COMPLETE"));
    assertEquals("value-1", world.live("Setting", "Value"));
  }

  private void putAlarm(String missingData) {
    world
        .cloudWatch
        .client()
        .putMetricAlarm(
            it ->
                it.alarmName("errors")
                    .namespace("Shop")
                    .metricName("Errors")
                    .statistic("Sum")
                    .period(60)
                    .evaluationPeriods(1)
                    .threshold(1.0)
                    .comparisonOperator("GreaterThanThreshold")
                    .treatMissingData(missingData));
  }

  private void assertValidationError(String message, Runnable call) {
    CloudFormationException refusal = assertThrows(CloudFormationException.class, call::run);
    assertEquals("ValidationError", refusal.awsErrorDetails().errorCode());
    assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
  }
}
