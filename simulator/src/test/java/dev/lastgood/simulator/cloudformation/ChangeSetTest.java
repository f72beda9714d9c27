package dev.lastgood.simulator.cloudformation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.ChangeAction;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.InsufficientCapabilitiesException;
import software.amazon.awssdk.services.cloudformation.model.InvalidChangeSetStatusException;
import software.amazon.awssdk.services.cloudformation.model.Replacement;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;
import software.amazon.awssdk.services.cloudformation.model.TokenAlreadyExistsException;

@DisplayName("A change set")
class ChangeSetTest {
  private static final Duration WHILE = Duration.ofMinutes(5);

  private final StackWorld world = new StackWorld(42);

  @BeforeEach
  void setUp() {
    world.settled(StackWorld.template("one", "Table: " + table("id")));
  }

  private static String table(String key) {
    return "{Type: 'AWS::DynamoDB::Table', UpdateReplacePolicy: Retain, Properties: {KeySchema: ["
        + key
        + "]}}";
  }

  private String created(String name, Consumer<CreateChangeSetRequest.Builder> change) {
    CreateChangeSetRequest.Builder request =
        CreateChangeSetRequest.builder().stackName("web").changeSetName(name);
    change.accept(request);
    return world.client.createChangeSet(request.build()).id();
  }

  private DescribeChangeSetResponse found(String id) {
    world.runFor(WHILE);
    return world.client.describeChangeSet(it -> it.changeSetName(id).includePropertyValues(true));
  }

  private static final String MACRO =
      "Macro: {Type: 'AWS::CloudFormation::Macro', Properties: {Name: Defaults, FunctionName: f}}";

  @Test
  @DisplayName("fails where a macro that its template names is not there, and is made where it is")
  void macros() {
    String processed =
        "Transform: Defaults\n" + StackWorld.template("two", "Table: " + table("id"));
    DescribeChangeSetResponse without = found(created("without", it -> it.templateBody(processed)));
    assertEquals(ChangeSetStatus.FAILED, without.status());
    assertEquals("No transform named 123456789012::Defaults found.", without.statusReason());

    world.cloudFormation.createSettled(
        CreateStackRequest.builder()
            .stackName("macros")
            .templateBody("Resources: {" + MACRO + "}")
            .build(),
        StackWorld.START);
    assertEquals(
        "macros",
        world
            .client
            .describeStackResources(it -> it.physicalResourceId("Defaults"))
            .stackResources()
            .getFirst()
            .stackName());
    String id = created("with", it -> it.templateBody(processed));
    assertEquals(ChangeSetStatus.CREATE_COMPLETE, found(id).status());
    assertThrows(
        InsufficientCapabilitiesException.class,
        () -> world.client.updateStack(it -> it.stackName("web").templateBody(processed)),
        "without a change set it has to be acknowledged");
    world.client.executeChangeSet(it -> it.changeSetName(id));
    world.runFor(Duration.ofHours(1));
    assertEquals(
        processed,
        world
            .client
            .getTemplate(it -> it.stackName("web").templateStage(TemplateStage.ORIGINAL))
            .templateBody());
    String expanded = world.client.getTemplate(it -> it.stackName("web")).templateBody();
    assertTrue(!expanded.contains("Transform") && expanded.contains("two"), expanded);
    assertEquals(
        List.of("Defaults"),
        world.client.getTemplateSummary(it -> it.stackName("web")).declaredTransforms());
  }

  @Test
  @DisplayName("takes its time, and then says what would change, with replacements and policies")
  void described() {
    String id =
        created(
            "next",
            it ->
                it.templateBody(
                    StackWorld.template(
                            "two", "Table: " + table("key"), "T: {Type: 'AWS::SNS::Topic'}")
                        .replace(
                            "Queue: {Type: 'AWS::SQS::Queue', Properties: {VisibilityTimeout: 30}}",
                            "Queue: {Type: 'AWS::SQS::Queue', Properties: {VisibilityTimeout: 40}}")));
    assertEquals(
        ChangeSetStatus.CREATE_PENDING,
        world.client.describeChangeSet(it -> it.changeSetName(id)).status());
    DescribeChangeSetResponse found = found(id);
    assertEquals(ChangeSetStatus.CREATE_COMPLETE, found.status());
    assertEquals(ExecutionStatus.AVAILABLE, found.executionStatus());
    assertEquals(
        List.of("Queue", "Setting", "T", "Table"),
        found.changes().stream().map(it -> it.resourceChange().logicalResourceId()).toList());
    ResourceChange table = found.changes().getLast().resourceChange();
    assertEquals(ChangeAction.MODIFY, table.action());
    assertEquals(Replacement.TRUE, table.replacement());
    assertEquals("ReplaceAndRetain", table.policyActionAsString());
    ResourceChange setting = found.changes().get(1).resourceChange();
    assertEquals(Replacement.FALSE, setting.replacement());
    assertEquals("one", setting.details().getFirst().target().beforeValue());
    assertEquals("two", setting.details().getFirst().target().afterValue());
    assertEquals(ChangeAction.ADD, found.changes().get(2).resourceChange().action());
    assertEquals("one", world.live("Setting", "Value"), "nothing is changed yet");
  }

  @Test
  @DisplayName("that has no changes fails, and says so")
  void empty() {
    DescribeChangeSetResponse same = found(created("same", it -> it.usePreviousTemplate(true)));
    assertEquals(ChangeSetStatus.FAILED, same.status());
    assertTrue(same.statusReason().startsWith("The submitted information didn't contain changes"));
    DescribeChangeSetResponse alike =
        found(
            created(
                "alike",
                it ->
                    it.templateBody(
                        "# again\n" + StackWorld.template("one", "Table: " + table("id")))));
    assertEquals("No updates are to be performed.", alike.statusReason());
    assertThrows(
        InvalidChangeSetStatusException.class,
        () -> world.client.executeChangeSet(it -> it.changeSetName(alike.changeSetId())));
  }

  @Test
  @DisplayName("that is executed takes its siblings with it")
  void execute() {
    String id = created("next", it -> it.templateBody(StackWorld.template("two")));
    String other = created("other", it -> it.templateBody(StackWorld.template("three")));
    assertThrows(
        InvalidChangeSetStatusException.class,
        () -> world.client.executeChangeSet(it -> it.changeSetName(id)));
    world.runFor(WHILE);
    assertEquals(2, world.client.listChangeSets(it -> it.stackName("web")).summaries().size());
    world.client.executeChangeSet(it -> it.changeSetName(id).clientRequestToken("t-1"));
    assertThrows(
        ChangeSetNotFoundException.class,
        () -> world.client.describeChangeSet(it -> it.changeSetName(other)));
    assertThrows(
        TokenAlreadyExistsException.class,
        () -> world.client.executeChangeSet(it -> it.changeSetName(id).clientRequestToken("t-1")));
    assertEquals(
        ExecutionStatus.EXECUTE_IN_PROGRESS,
        world.client.describeChangeSet(it -> it.changeSetName(id)).executionStatus());
    assertEquals(StackStatus.UPDATE_COMPLETE, world.over());
    assertEquals(
        ExecutionStatus.EXECUTE_COMPLETE,
        world.client.describeChangeSet(it -> it.changeSetName(id)).executionStatus());
    assertEquals(id, world.described().changeSetId());
    assertEquals("two", world.live("Setting", "Value"));
  }

  @Test
  @DisplayName("keeps or undoes what failed, as it was ordered or as its execution says")
  void failures() {
    world.cloudFormation.failUpdates("web", "Setting", FailureCause.INVALID_REQUEST);
    String kept =
        created(
            "kept", it -> it.templateBody(StackWorld.template("two")).onStackFailure("DO_NOTHING"));
    world.runFor(WHILE);
    assertThrows(
        CloudFormationException.class,
        () -> world.client.executeChangeSet(it -> it.changeSetName(kept).disableRollback(true)));
    world.client.executeChangeSet(it -> it.changeSetName(kept));
    assertEquals(StackStatus.UPDATE_FAILED, world.over());
    world.client.rollbackStack(it -> it.stackName("web"));
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
    String undone = created("undone", it -> it.templateBody(StackWorld.template("two")));
    world.runFor(WHILE);
    world.client.executeChangeSet(it -> it.changeSetName(undone).disableRollback(false));
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
    assertEquals(
        ExecutionStatus.EXECUTE_FAILED,
        world.client.describeChangeSet(it -> it.changeSetName(undone)).executionStatus());
  }

  @Test
  @DisplayName("is made once by its name, twice by its token alone")
  void names() {
    String body = StackWorld.template("two");
    String id = created("next", it -> it.templateBody(body).clientToken("c-1"));
    assertEquals(id, created("next", it -> it.templateBody(body).clientToken("c-1")));
    assertThrows(AlreadyExistsException.class, () -> created("next", it -> it.templateBody(body)));
    assertThrows(
        InvalidChangeSetStatusException.class,
        () -> world.client.deleteChangeSet(it -> it.changeSetName(id)));
    world.runFor(WHILE);
    world.client.deleteChangeSet(it -> it.changeSetName("next").stackName("web"));
    assertThrows(ChangeSetNotFoundException.class, () -> found(id));
    world.client.deleteChangeSet(it -> it.changeSetName("next").stackName("web"));
  }

  @Test
  @DisplayName("is of no use any more where the stack is updated past it, or cannot be updated")
  void obsolete() {
    String id = created("next", it -> it.templateBody(StackWorld.template("two")));
    world.runFor(WHILE);
    world.update(StackWorld.template("three"));
    world.over();
    assertEquals(ExecutionStatus.OBSOLETE, found(id).executionStatus());
    world.cloudFormation.putInto("web", StackStatus.UPDATE_ROLLBACK_FAILED, "");
    assertThrows(
        CloudFormationException.class,
        () -> created("late", it -> it.templateBody(StackWorld.template("four"))));
  }

  @Test
  @DisplayName("of a new stack makes a shell, which its execution fills")
  void creates() {
    String id =
        world
            .client
            .createChangeSet(
                it ->
                    it.stackName("fresh")
                        .changeSetName("first")
                        .changeSetType(ChangeSetType.CREATE)
                        .templateBody(
                            "Resources: {T: {Type: 'AWS::SNS::Topic', Properties: {TopicName: t}}}"))
            .id();
    assertEquals(
        StackStatus.REVIEW_IN_PROGRESS, world.cloudFormation.stack("fresh").orElseThrow().status());
    world.runFor(WHILE);
    world.client.executeChangeSet(it -> it.changeSetName(id));
    assertEquals(StackStatus.CREATE_COMPLETE, world.over("fresh"));
    assertTrue(world.cloudFormation.liveProperties("fresh", "T").isPresent());
  }

  @Test
  @DisplayName("of many changes is described in pages")
  void pages() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 250; i++) {
      many.append("T").append(i).append(": {Type: 'AWS::SNS::Topic'}\n");
    }
    String id = created("many", it -> it.templateBody(StackWorld.template("one", many.toString())));
    DescribeChangeSetResponse first = found(id);
    assertEquals(100, first.changes().size());
    int all = first.changes().size();
    String token = first.nextToken();
    while (token != null) {
      String next = token;
      DescribeChangeSetResponse page =
          world.client.describeChangeSet(it -> it.changeSetName(id).nextToken(next));
      all += page.changes().size();
      token = page.nextToken();
    }
    assertEquals(251, all, "the topics, and the table that goes");
  }
}
