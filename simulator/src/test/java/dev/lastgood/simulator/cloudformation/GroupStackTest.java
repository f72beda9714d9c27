package dev.lastgood.simulator.cloudformation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.autoscaling.Group;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;

@DisplayName("A stack with an Auto Scaling group")
class GroupStackTest {
  private static final String ROLLING =
      "UpdatePolicy: {AutoScalingRollingUpdate: {MaxBatchSize: 2, MinInstancesInService: 2,"
          + " PauseTime: PT15M, WaitOnResourceSignals: true}}";

  private final StackWorld world = new StackWorld(42);

  private static String body(String image, int max, String policy) {
    return """
        Resources:
          Template:
            Type: AWS::EC2::LaunchTemplate
            Properties:
              LaunchTemplateName: fleet
              LaunchTemplateData: {ImageId: %s, InstanceType: m7g.large}
          Group:
            Type: AWS::AutoScaling::AutoScalingGroup
            %s
            Properties:
              AutoScalingGroupName: fleet
              MinSize: 2
              MaxSize: %s
              DesiredCapacity: 4
              VPCZoneIdentifier: [subnet-a, subnet-b]
              LaunchTemplate:
                LaunchTemplateId: !Ref Template
                Version: !GetAtt Template.LatestVersionNumber
              Tags: [{Key: team, Value: shop, PropagateAtLaunch: true}]
        """
        .formatted(image, policy, max);
  }

  private Group group() {
    return world.autoScaling.group("fleet").orElseThrow();
  }

  private String version() {
    return group().settings().launchTemplate().version();
  }

  private Map<String, Long> images() {
    return group().instances().stream()
        .filter(instance -> instance.serving())
        .collect(Collectors.groupingBy(instance -> instance.imageId(), Collectors.counting()));
  }

  @Test
  @DisplayName("owns it: the group has the stack's tags, and can be found by them")
  void tags() {
    world.cloudFormation.createSettled(
        CreateStackRequest.builder()
            .stackName("web")
            .templateBody(body("ami-good", 8, ""))
            .tags(Tag.builder().key("stage").value("live").build())
            .build(),
        StackWorld.START);
    Map<String, String> tags =
        group().settings().tags().stream()
            .collect(Collectors.toMap(TagDescription::key, TagDescription::value));
    assertEquals("web", tags.get("aws:cloudformation:stack-name"));
    assertEquals(world.stack().id(), tags.get("aws:cloudformation:stack-id"));
    assertEquals("Group", tags.get("aws:cloudformation:logical-id"));
    assertEquals("live", tags.get("stage"));
    assertEquals("shop", tags.get("team"));
    assertEquals(4, group().servingCount());
  }

  @Test
  @DisplayName("takes over what a scenario has set up before it, with its instances")
  void adopts() {
    world.settled("before", body("ami-good", 8, ""));
    List<String> ids = group().instances().stream().map(instance -> instance.id()).toList();
    world.settled(body("ami-good", 8, ""));
    assertEquals(ids, group().instances().stream().map(instance -> instance.id()).toList());
    assertTrue(group().settings().tags().stream().anyMatch(tag -> tag.value().equals("web")));
  }

  @Test
  @DisplayName("makes a version of the launch template and points the group to it, no more")
  void withoutPolicy() {
    world.settled(body("ami-good", 8, ""));
    world
        .autoScaling
        .client()
        .setDesiredCapacity(it -> it.autoScalingGroupName("fleet").desiredCapacity(5));
    world.update(body("ami-new", 9, ""));
    assertEquals(StackStatus.UPDATE_COMPLETE, world.over());
    assertEquals("2", version());
    assertEquals(9, group().settings().maxSize());
    assertEquals(5, group().settings().desiredCapacity(), "the template did not change it");
    assertEquals(Set.of("ami-good"), images().keySet(), "instances stay as they are");
  }

  @Test
  @DisplayName("replaces instances in batches where its update policy says so")
  void rolling() {
    world.settled(body("ami-good", 8, ROLLING));
    world.update(body("ami-new", 8, ROLLING));
    assertEquals(StackStatus.UPDATE_COMPLETE, world.over());
    assertEquals(Map.of("ami-new", 4L), images());
  }

  @Test
  @DisplayName("whose new instances send no signal goes back, and replaces those again")
  void failedRolling() {
    world.settled(body("ami-good", 8, ROLLING));
    world.update(body("ami-bad", 8, ROLLING));
    assertTrue(
        world.runUntil(() -> world.stack().status() == StackStatus.UPDATE_ROLLBACK_IN_PROGRESS));
    assertTrue(
        world.stack().events().stream()
            .anyMatch(
                event ->
                    String.valueOf(event.resourceStatusReason())
                        .startsWith("Received 0 SUCCESS signal(s) out of 4")));
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
    assertEquals(Map.of("ami-good", 4L), images());
    assertEquals("3", version(), "the way back makes a version too");
  }

  @Test
  @DisplayName("is created when its instances are in service, and deleted with them")
  void created() {
    world.client.createStack(it -> it.stackName("web").templateBody(body("ami-good", 8, "")));
    assertEquals(StackStatus.CREATE_COMPLETE, world.over());
    assertEquals(4, group().healthyCount());
    String id = world.stack().id();
    world.client.deleteStack(it -> it.stackName("web"));
    assertEquals(StackStatus.DELETE_COMPLETE, world.over(id));
    assertTrue(world.autoScaling.group("fleet").isEmpty());
  }

  @Test
  @DisplayName("whose group cannot start its instances is not created")
  void notCreated() {
    world.ec2.limitCapacity("eu-west-1a", OptionalInt.of(0));
    world.ec2.limitCapacity("eu-west-1b", OptionalInt.of(0));
    world.client.createStack(it -> it.stackName("web").templateBody(body("ami-good", 8, "")));
    assertEquals(StackStatus.ROLLBACK_COMPLETE, world.over());
    assertTrue(
        world.stack().events().stream()
            .anyMatch(
                event ->
                    String.valueOf(event.resourceStatusReason())
                        .startsWith("Group did not stabilize.")));
    assertTrue(world.autoScaling.group("fleet").isEmpty());
  }

  @Test
  @DisplayName("sees as drift what is changed directly, but not its desired capacity")
  void drift() {
    world.settled(body("ami-good", 8, ""));
    world.cloudFormation.resourceChangedOutside("web", "Group", "DesiredCapacity", 5);
    world.cloudFormation.resourceChangedOutside("web", "Group", "MaxSize", 20);
    String id =
        world
            .client
            .createChangeSet(
                it ->
                    it.stackName("web")
                        .changeSetName("revert")
                        .deploymentMode("REVERT_DRIFT")
                        .usePreviousTemplate(true))
            .id();
    world.runFor(Duration.ofMinutes(5));
    var found = world.client.describeChangeSet(it -> it.changeSetName(id));
    assertEquals(1, found.changes().size(), found.statusReason());
    assertEquals(
        "MANAGED_BY_AWS",
        found
            .changes()
            .getFirst()
            .resourceChange()
            .resourceDriftIgnoredAttributes()
            .getFirst()
            .reasonAsString());
    world.client.executeChangeSet(it -> it.changeSetName(id));
    assertEquals(StackStatus.UPDATE_COMPLETE, world.over());
    assertEquals(8, group().settings().maxSize());
    assertEquals(5, group().settings().desiredCapacity());
  }

  @Test
  @DisplayName("refuses by name what is not modelled of it")
  void refused() {
    world.settled(body("ami-good", 8, ""));
    assertThrows(
        UnsupportedOperationException.class,
        () ->
            world.update(
                body("ami-good", 8, "")
                    .replace("MinSize: 2", "MinSize: 2\n      InstanceId: i-1")));
  }
}
