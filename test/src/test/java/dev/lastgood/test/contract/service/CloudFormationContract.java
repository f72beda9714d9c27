package dev.lastgood.test.contract.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * Stacks of wait condition handles, which make nothing. See the actions of these names in the AWS
 * CloudFormation API Reference; "Update CloudFormation stacks using change sets" and
 * "Troubleshooting CloudFormation", No updates to perform, in its User Guide.
 */
abstract class CloudFormationContract extends ServiceContract {
  private static final String ONE =
      """
      {"Resources": {"One": {"Type": "AWS::CloudFormation::WaitConditionHandle"}}}
      """;
  private static final String TWO =
      """
      {"Resources": {
        "One": {"Type": "AWS::CloudFormation::WaitConditionHandle"},
        "Two": {"Type": "AWS::CloudFormation::WaitConditionHandle"}}}
      """;

  CloudFormationContract(Services services) {
    super(services);
  }

  /** A stack of one resource; its id. */
  private String given(String name, String token) {
    String id =
        services()
            .cloudFormation()
            .createStack(it -> it.stackName(name).templateBody(ONE).clientRequestToken(token))
            .stackId();
    services()
        .afterwards(
            () -> {
              if (stack(id).stackStatus() != StackStatus.DELETE_COMPLETE) {
                delete(id);
              }
            });
    awaitStatus(id, StackStatus.CREATE_COMPLETE);
    return id;
  }

  private void delete(String id) {
    services().cloudFormation().deleteStack(it -> it.stackName(id));
    awaitStatus(id, StackStatus.DELETE_COMPLETE);
  }

  private String given() {
    return given(services().name("stack"), services().name("token"));
  }

  private Stack stack(String nameOrId) {
    return services()
        .cloudFormation()
        .describeStacks(it -> it.stackName(nameOrId))
        .stacks()
        .getFirst();
  }

  private void awaitStatus(String id, StackStatus status) {
    services().eventually(id + " is in " + status, () -> stack(id).stackStatus() == status);
  }

  /** A change set that has been made, or has failed; its ARN. */
  private String changeSet(String stackId, String template) {
    String id =
        services()
            .cloudFormation()
            .createChangeSet(
                it ->
                    it.stackName(stackId)
                        .changeSetName(services().name("changes"))
                        .templateBody(template))
            .id();
    services()
        .eventually(
            "the change set is made",
            () ->
                Set.of(ChangeSetStatus.CREATE_COMPLETE, ChangeSetStatus.FAILED)
                    .contains(changes(id).status()));
    return id;
  }

  private DescribeChangeSetResponse changes(String id) {
    return services().cloudFormation().describeChangeSet(it -> it.changeSetName(id));
  }

  @Test
  @DisplayName("a stack that is not there is refused with a message that says so")
  void unknownStack() {
    String missing = services().name("missing");
    var refusal = assertRefused("ValidationError", () -> stack(missing));
    assertEquals(400, refusal.statusCode());
    String message = refusal.awsErrorDetails().errorMessage();
    assertTrue(message.contains(missing + " does not exist"), message);
  }

  @Test
  @DisplayName("a change set of a stack that is not there is refused")
  void changeSetOfUnknownStack() {
    String missing = services().name("missing");
    assertRefused(
        "ValidationError",
        () ->
            services()
                .cloudFormation()
                .createChangeSet(
                    it -> it.stackName(missing).changeSetName("changes").templateBody(ONE)));
  }

  @Test
  @DisplayName("a name that is taken is refused")
  void nameTaken() {
    String name = services().name("stack");
    given(name, services().name("token"));
    assertRefused(
        "AlreadyExistsException",
        () ->
            services()
                .cloudFormation()
                .createStack(
                    it ->
                        it.stackName(name)
                            .templateBody(ONE)
                            .clientRequestToken(services().name("token"))));
  }

  @Test
  @DisplayName("an update that changes nothing is refused with a message that says so")
  void nothingToUpdate() {
    String id = given();
    var refusal =
        assertRefused(
            "ValidationError",
            () ->
                services().cloudFormation().updateStack(it -> it.stackName(id).templateBody(ONE)));
    assertEquals("No updates are to be performed.", refusal.awsErrorDetails().errorMessage());
    assertEquals(StackStatus.CREATE_COMPLETE, stack(id).stackStatus());
  }

  @Test
  @DisplayName("every event of an operation carries its token")
  void tokens() {
    String name = services().name("stack");
    String created = services().name("created");
    String id = given(name, created);
    assertEquals(Set.of(created), tokens(id));
    String updated = services().name("updated");
    services()
        .cloudFormation()
        .updateStack(it -> it.stackName(id).templateBody(TWO).clientRequestToken(updated));
    awaitStatus(id, StackStatus.UPDATE_COMPLETE);
    assertEquals(new TreeSet<>(Set.of(created, updated)), tokens(id));
  }

  private Set<String> tokens(String id) {
    Set<String> tokens = new TreeSet<>();
    services().cloudFormation().describeStackEvents(it -> it.stackName(id)).stackEvents().stream()
        .map(StackEvent::clientRequestToken)
        .map(String::valueOf)
        .forEach(tokens::add);
    return tokens;
  }

  @Test
  @DisplayName("only an update that is in progress can be cancelled")
  void nothingToCancel() {
    String id = given();
    assertRefused(
        "ValidationError",
        () -> services().cloudFormation().cancelUpdateStack(it -> it.stackName(id)));
    assertEquals(StackStatus.CREATE_COMPLETE, stack(id).stackStatus());
  }

  @Test
  @DisplayName("a change set without changes fails, and cannot be executed")
  void noChanges() {
    String id = changeSet(given(), ONE);
    DescribeChangeSetResponse changes = changes(id);
    assertEquals(ChangeSetStatus.FAILED, changes.status());
    assertEquals(ExecutionStatus.UNAVAILABLE, changes.executionStatus());
    assertTrue(changes.statusReason().contains("didn't contain changes"), changes.statusReason());
    assertRefused(
        "InvalidChangeSetStatus",
        () -> services().cloudFormation().executeChangeSet(it -> it.changeSetName(id)));
  }

  @Test
  @DisplayName("a change set that is executed updates the stack, and the others are deleted")
  void executed() {
    String stackId = given();
    String chosen = changeSet(stackId, TWO);
    String other = changeSet(stackId, TWO);
    DescribeChangeSetResponse changes = changes(chosen);
    assertEquals(ExecutionStatus.AVAILABLE, changes.executionStatus());
    assertEquals("Two", changes.changes().getFirst().resourceChange().logicalResourceId());
    services().cloudFormation().executeChangeSet(it -> it.changeSetName(chosen));
    awaitStatus(stackId, StackStatus.UPDATE_COMPLETE);
    assertRefused("ChangeSetNotFound", () -> changes(other));
  }

  @Test
  @DisplayName("a change set that is not there is not found")
  void unknownChangeSet() {
    String id = given();
    assertEquals(
        404,
        assertRefused(
                "ChangeSetNotFound",
                () ->
                    services()
                        .cloudFormation()
                        .describeChangeSet(it -> it.stackName(id).changeSetName("missing")))
            .statusCode());
  }

  @Test
  @DisplayName("a stack that has been deleted is found by its id, and no longer by its name")
  void deleted() {
    String name = services().name("stack");
    String id = given(name, services().name("token"));
    delete(id);
    assertRefused("ValidationError", () -> stack(name));
    assertFalse(stack(id).deletionTime() == null);
  }
}
