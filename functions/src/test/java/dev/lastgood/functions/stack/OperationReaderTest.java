package dev.lastgood.functions.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

@DisplayName("The last operation on a stack")
class OperationReaderTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final String STABILISE = "Resource did not stabilize";

  private final ScriptedCloudFormation aws = new ScriptedCloudFormation();
  private final List<StackEvent> told = new ArrayList<>();
  private String stack = "web";

  /** An event of the stack itself, ten seconds after the one before. */
  private OperationReaderTest own(String status, String token, String reason) {
    return event(stack, ScriptedCloudFormation.arn(stack), StackResource.NESTED_STACK, status)
        .with(token, reason);
  }

  private OperationReaderTest own(String status, String token) {
    return own(status, token, null);
  }

  private OperationReaderTest resource(String logicalId, String status, String reason) {
    return event(logicalId, logicalId + "-physical", "AWS::SQS::Queue", status).with(null, reason);
  }

  private OperationReaderTest nested(String logicalId, String status) {
    return event(
            logicalId,
            ScriptedCloudFormation.arn("web-" + logicalId),
            StackResource.NESTED_STACK,
            status)
        .with(null, "Embedded stack was not successfully updated.");
  }

  private OperationReaderTest event(
      String logicalId, String physicalId, String type, String status) {
    told.add(
        StackEvent.builder()
            .stackName(stack)
            .stackId(ScriptedCloudFormation.arn(stack))
            .logicalResourceId(logicalId)
            .physicalResourceId(physicalId)
            .resourceType(type)
            .resourceStatus(status)
            .timestamp(START.plusSeconds(10L * told.size()))
            .build());
    return this;
  }

  private OperationReaderTest with(String token, String reason) {
    StackEvent last = told.removeLast();
    told.add(last.toBuilder().clientRequestToken(token).resourceStatusReason(reason).build());
    return this;
  }

  private StackOperation read() {
    keep();
    return new OperationReader(aws).read(ScriptedCloudFormation.arn("web")).orElseThrow();
  }

  private void keep() {
    List<StackEvent> newestFirst = new ArrayList<>(told);
    Collections.reverse(newestFirst);
    aws.events.put(ScriptedCloudFormation.arn(stack), newestFirst);
  }

  private static List<String> named(List<FailedResource> failures) {
    return failures.stream().map(FailedResource::skipName).toList();
  }

  @Test
  @DisplayName("that runs tells who began it, when, and what failed first")
  void running() {
    own("CREATE_IN_PROGRESS", "a").own("CREATE_COMPLETE", "a");
    own("UPDATE_IN_PROGRESS", "pipeline-7", "User Initiated");
    resource("Queue", "UPDATE_FAILED", "Rate exceeded");
    resource("Topic", "UPDATE_FAILED", "Resource update cancelled");
    own("UPDATE_ROLLBACK_IN_PROGRESS", "pipeline-7");
    StackOperation operation = read();
    assertEquals(Optional.of("pipeline-7"), operation.clientRequestToken());
    assertEquals(START.plusSeconds(20), operation.startedAt());
    assertEquals(Optional.empty(), operation.endedAt());
    assertEquals(List.of("Queue"), named(operation.failures()), "what was cancelled did not fail");
    assertEquals(List.of(), operation.rollbackFailures());
    assertEquals(StackCircumstances.AtWork.OTHERS, operation.atWork());
  }

  @Test
  @DisplayName("is ours where its token is, and nobody's once it has come to rest")
  void ours() {
    own("UPDATE_COMPLETE", "a").own("UPDATE_IN_PROGRESS", "lastgood-1");
    assertTrue(read().isOurs());
    assertEquals(StackCircumstances.AtWork.LASTGOOD, read().atWork());
    own("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "lastgood-1").own("UPDATE_COMPLETE", "lastgood-1");
    assertEquals(StackCircumstances.AtWork.NOBODY, read().atWork());
    assertEquals(Optional.of(START.plusSeconds(30)), read().endedAt());
    assertEquals(START.plusSeconds(10), read().startedAt());
  }

  @Test
  @DisplayName("whose rollback failed tells what the rollback failed at, and not the update")
  void rollbackFailed() {
    own("UPDATE_COMPLETE", "a").own("UPDATE_IN_PROGRESS", "b");
    resource("Function", "UPDATE_FAILED", "no");
    own("UPDATE_ROLLBACK_IN_PROGRESS", "b").resource("Queue", "UPDATE_FAILED", STABILISE);
    own("UPDATE_ROLLBACK_FAILED", "b");
    StackOperation operation = read();
    assertEquals(List.of("Function", "Queue"), named(operation.failures()));
    assertEquals(List.of("Queue"), named(operation.rollbackFailures()));
    assertEquals(Optional.of(StackStatus.UPDATE_COMPLETE), operation.lastStable());
  }

  @Test
  @DisplayName("is the continued rollback, where one was continued and failed again")
  void continued() {
    own("UPDATE_COMPLETE", "a").own("UPDATE_IN_PROGRESS", "b");
    own("UPDATE_ROLLBACK_IN_PROGRESS", "b").resource("Queue", "UPDATE_FAILED", STABILISE);
    own("UPDATE_ROLLBACK_FAILED", "b").own("UPDATE_ROLLBACK_IN_PROGRESS", "lastgood-2");
    resource("Topic", "UPDATE_FAILED", STABILISE).own("UPDATE_ROLLBACK_FAILED", "lastgood-2");
    StackOperation operation = read();
    assertEquals(START.plusSeconds(50), operation.startedAt());
    assertEquals(List.of("Topic"), named(operation.rollbackFailures()));
    assertEquals(Optional.of(StackStatus.UPDATE_COMPLETE), operation.lastStable());
  }

  @Test
  @DisplayName("names resources of nested stacks by their stack's own name, at any depth")
  void nestedFailures() {
    for (String name : List.of("web-Data-Cache", "web-Data", "web")) {
      told.clear();
      stack = name;
      own("UPDATE_COMPLETE", "a").own("UPDATE_IN_PROGRESS", "b");
      own("UPDATE_ROLLBACK_IN_PROGRESS", "b");
      switch (name) {
        case "web-Data-Cache" -> resource("Queue", "UPDATE_FAILED", STABILISE);
        case "web-Data" -> nested("Data-Cache", "UPDATE_FAILED");
        default -> nested("Data", "UPDATE_FAILED").resource("Topic", "UPDATE_FAILED", STABILISE);
      }
      own("UPDATE_ROLLBACK_FAILED", "b");
      keep();
    }
    assertEquals(List.of("web-Data-Cache.Queue", "Topic"), named(read().rollbackFailures()));
    assertTrue(read().rollbackFailures().stream().allMatch(FailedResource::isSkippable));
  }

  @Test
  @DisplayName("after a creation that failed knows of no stable status, however often it was tried")
  void neverStable() {
    own("CREATE_IN_PROGRESS", "a").own("CREATE_FAILED", "a");
    own("UPDATE_IN_PROGRESS", "b").own("UPDATE_FAILED", "b");
    own("UPDATE_IN_PROGRESS", "c").own("UPDATE_FAILED", "c");
    assertEquals(Optional.empty(), read().lastStable());
    assertEquals(START.plusSeconds(40), read().startedAt());
  }

  @Test
  @DisplayName("after failed updates knows of the stable status before them")
  void stableBefore() {
    own("IMPORT_COMPLETE", "z");
    own("UPDATE_IN_PROGRESS", "b").own("UPDATE_FAILED", "b");
    own("UPDATE_IN_PROGRESS", "c").own("UPDATE_FAILED", "c");
    assertEquals(Optional.of(StackStatus.IMPORT_COMPLETE), read().lastStable());
  }

  @Test
  @DisplayName("that only could not clean up is told from one that failed")
  void cleanup() {
    own("UPDATE_COMPLETE", "a").own("UPDATE_IN_PROGRESS", "b");
    own("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "b").resource("Old", "DELETE_FAILED", "in use");
    own("UPDATE_COMPLETE", "b", "Update successful. One or more resources could not be deleted.");
    assertTrue(read().isCleanupOnlyFailure());
    own("UPDATE_IN_PROGRESS", "c").own("UPDATE_COMPLETE", "c");
    assertFalse(read().isCleanupOnlyFailure());
  }

  @Test
  @DisplayName("is read no further back than where it began")
  void pages() {
    for (int number = 0; number < 50; number++) {
      own("UPDATE_IN_PROGRESS", "old").own("UPDATE_COMPLETE", "old");
    }
    own("UPDATE_IN_PROGRESS", "b").own("UPDATE_COMPLETE", "b");
    read();
    assertEquals(2, aws.calls.size(), "two events a page, three of them needed");
  }

  @Test
  @DisplayName("is unknown where there are no events any more")
  void none() {
    assertEquals(
        Optional.empty(), new OperationReader(aws).read(ScriptedCloudFormation.arn("web")));
  }
}
