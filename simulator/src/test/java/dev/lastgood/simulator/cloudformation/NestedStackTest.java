package dev.lastgood.simulator.cloudformation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

@DisplayName("A nested stack")
class NestedStackTest {
  private final StackWorld world = new StackWorld(42);

  private static String inner(String value) {
    return """
        Parameters: {Size: {Type: Number}}
        Resources:
          Setting: {Type: 'AWS::SSM::Parameter', Properties: {Type: String, Value: %s}}
          Queue: {Type: 'AWS::SQS::Queue', Properties: {VisibilityTimeout: !Ref Size}}
        Outputs: {Name: {Value: !Ref Setting}}
        """
        .formatted(value);
  }

  private String outer(String value, String after) {
    return """
        Resources:
          Child:
            Type: AWS::CloudFormation::Stack
            Properties: {TemplateURL: '%s', Parameters: {Size: 10}}
          After:
            Type: AWS::SSM::Parameter
            Properties: {Type: String, Value: !Sub '%s ${Child.Outputs.Name}'}
        """
        .formatted(world.put("inner-" + value + ".yaml", inner(value)), after);
  }

  @BeforeEach
  void setUp() {
    world.settled(outer("one", "a"));
  }

  private LiveStack child() {
    return world
        .cloudFormation
        .stack(world.cloudFormation.physicalId("web", "Child").orElseThrow())
        .orElseThrow();
  }

  private Object value() {
    return world.cloudFormation.liveProperties(child().id(), "Setting").orElseThrow().get("Value");
  }

  @Test
  @DisplayName("belongs to its parent, and gets its parameters and tags from it")
  void belongs() {
    Stack described =
        world.client.describeStacks(it -> it.stackName(child().name())).stacks().getFirst();
    assertEquals(world.stack().id(), described.parentId());
    assertEquals(world.stack().id(), described.rootId());
    assertEquals("10", described.parameters().getFirst().parameterValue());
    assertTrue(child().name().startsWith("web-Child-"));
    assertTrue(world.live("After", "Value").toString().startsWith("a web-Child-"));
  }

  @Test
  @DisplayName("is updated with its parent, and cleans up when that does")
  void update() {
    world.update(it -> it.templateBody(outer("two", "a")).clientRequestToken("t-1"));
    assertTrue(
        world.runUntil(() -> child().status() == StackStatus.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS));
    assertEquals(StackStatus.UPDATE_IN_PROGRESS, world.stack().status());
    assertEquals(StackStatus.UPDATE_COMPLETE, world.over());
    assertEquals(StackStatus.UPDATE_COMPLETE, child().status());
    assertEquals("two", value());
    assertTrue(
        child().events().stream().allMatch(event -> "t-1".equals(event.clientRequestToken())));
  }

  @Test
  @DisplayName("that does not change is left alone")
  void unchanged() {
    world.update(outer("one", "b"));
    assertEquals(StackStatus.UPDATE_COMPLETE, world.over());
    assertTrue(child().events().isEmpty());
  }

  @Test
  @DisplayName("that fails takes its parent back with it")
  void fails() {
    world.cloudFormation.failUpdates(child().name(), "Queue", FailureCause.INVALID_REQUEST);
    String body = outer("two", "b").replace("Size: 10", "Size: 20");
    world.update(body);
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, child().status());
    assertEquals("one", value());
    assertTrue(
        world.stack().events().stream()
            .anyMatch(
                event ->
                    String.valueOf(event.resourceStatusReason())
                        .startsWith("Embedded stack " + child().id())));
  }

  @Test
  @DisplayName("that succeeded goes back where its parent fails later")
  void goesBack() {
    world.cloudFormation.failUpdates("web", "After", FailureCause.INVALID_REQUEST);
    world.update(outer("two", "b"));
    assertTrue(world.runUntil(() -> child().status() == StackStatus.UPDATE_ROLLBACK_IN_PROGRESS));
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, child().status());
    assertEquals("one", value());
  }

  @Test
  @DisplayName("whose rollback fails holds its parent; skipped by its name, on the parent")
  void skipped() {
    world.cloudFormation.failUpdates("web", "After", FailureCause.INVALID_REQUEST);
    world.cloudFormation.failRollbacks(child().name(), "Setting", FailureCause.MISSING_PERMISSION);
    world.update(outer("two", "b"));
    assertEquals(StackStatus.UPDATE_ROLLBACK_FAILED, world.over());
    assertEquals(StackStatus.UPDATE_ROLLBACK_FAILED, child().status());
    assertThrows(
        CloudFormationException.class,
        () -> world.client.continueUpdateRollback(it -> it.stackName(child().name())));
    assertThrows(
        CloudFormationException.class,
        () ->
            world.client.continueUpdateRollback(
                it -> it.stackName("web").resourcesToSkip("Child")));
    assertThrows(
        CloudFormationException.class,
        () ->
            world.client.continueUpdateRollback(
                it -> it.stackName("web").resourcesToSkip("Child.Setting")));
    world.client.continueUpdateRollback(
        it -> it.stackName("web").resourcesToSkip(child().name() + ".Setting"));
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, child().status());
    assertEquals("two", value());
  }

  @Test
  @DisplayName("that keeps what failed, as its parent was told to, goes back with RollbackStack")
  void kept() {
    world.cloudFormation.failUpdates(child().name(), "Queue", FailureCause.INVALID_REQUEST);
    String body = outer("two", "b").replace("Size: 10", "Size: 20");
    world.update(it -> it.templateBody(body).disableRollback(true));
    assertEquals(StackStatus.UPDATE_FAILED, world.over());
    assertEquals(StackStatus.UPDATE_FAILED, child().status());
    world.client.rollbackStack(it -> it.stackName("web"));
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, child().status());
    assertEquals("one", value());
  }

  @Test
  @DisplayName("that waits for its parent is taken further by the parent's next update")
  void takenFurther() {
    world.cloudFormation.failUpdates("web", "After", FailureCause.INVALID_REQUEST);
    world.update(it -> it.templateBody(outer("two", "b")).disableRollback(true));
    assertEquals(StackStatus.UPDATE_FAILED, world.over());
    world.cloudFormation.remedy("web", "After");
    world.update(it -> it.templateBody(outer("three", "b")).disableRollback(true));
    assertEquals(StackStatus.UPDATE_COMPLETE, world.over());
    assertEquals(StackStatus.UPDATE_COMPLETE, child().status());
    assertEquals("three", value());
  }

  @Test
  @DisplayName("that is under way goes back where its parent is cancelled")
  void cancelled() {
    world.update(outer("two", "b"));
    world.runUntil(() -> child().status() == StackStatus.UPDATE_IN_PROGRESS);
    world.client.cancelUpdateStack(it -> it.stackName("web"));
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, child().status());
    assertEquals("one", value());
  }

  @Test
  @DisplayName("new in an update that fails is gone afterwards")
  void addedInVain() {
    world.settled("other", StackWorld.template("one"));
    String body =
        StackWorld.template(
            "two",
            "Child: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: '"
                + world.put("new.yaml", inner("new"))
                + "', Parameters: {Size: 1}}}",
            "Last: {Type: 'AWS::SNS::Topic', DependsOn: Child}");
    world.cloudFormation.failUpdates("other", "Last", FailureCause.INVALID_REQUEST);
    world.client.updateStack(it -> it.stackName("other").templateBody(body));
    world.runUntil(
        () ->
            world.cloudFormation.physicalId("other", "Last").isEmpty()
                && world.cloudFormation.physicalId("other", "Child").isPresent());
    String id = world.cloudFormation.physicalId("other", "Child").orElseThrow();
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over("other"));
    assertEquals(
        StackStatus.DELETE_COMPLETE, world.cloudFormation.stack(id).orElseThrow().status());
  }

  @Test
  @DisplayName("is deleted with its parent")
  void deleted() {
    LiveStack child = child();
    world.client.deleteStack(it -> it.stackName("web"));
    assertEquals(StackStatus.DELETE_COMPLETE, world.over(world.stack().id()));
    assertEquals(StackStatus.DELETE_COMPLETE, child.status());
  }

  @Test
  @DisplayName("gets a change set of its own where that is asked for")
  void changeSets() {
    world.client.createChangeSet(
        it ->
            it.stackName("web")
                .changeSetName("next")
                .templateBody(outer("two", "a"))
                .includeNestedStacks(true));
    world.runFor(Duration.ofMinutes(5));
    var outer = world.client.describeChangeSet(it -> it.stackName("web").changeSetName("next"));
    String innerId =
        outer.changes().stream()
            .filter(it -> it.resourceChange().logicalResourceId().equals("Child"))
            .findFirst()
            .orElseThrow()
            .resourceChange()
            .changeSetId();
    var inner = world.client.describeChangeSet(it -> it.changeSetName(innerId));
    assertEquals(outer.changeSetId(), inner.parentChangeSetId());
    assertEquals("Setting", inner.changes().getFirst().resourceChange().logicalResourceId());
    world.client.executeChangeSet(it -> it.changeSetName(outer.changeSetId()));
    assertEquals(StackStatus.UPDATE_COMPLETE, world.over());
    assertEquals("two", value());
  }
}
