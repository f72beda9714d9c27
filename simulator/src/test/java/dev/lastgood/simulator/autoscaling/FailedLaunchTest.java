package dev.lastgood.simulator.autoscaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.kernel.ServiceEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.CapacityDistributionStrategy;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

@DisplayName("A launch that fails")
class FailedLaunchTest {
  private static final Duration HALF_HOUR = Duration.ofMinutes(30);
  private static final Duration HOURS_2 = Duration.ofHours(2);

  private final ComputeWorld world = new ComputeWorld(61);
  private final AutoScalingClient client = world.autoScaling.client();

  private void scaleTo(int size) {
    client.setDesiredCapacity(it -> it.autoScalingGroupName("web").desiredCapacity(size));
  }

  private List<Activity> failures() {
    return client
        .describeScalingActivities(it -> it.autoScalingGroupName("web"))
        .activities()
        .stream()
        .filter(it -> "Failed".equals(it.statusCodeAsString()))
        .toList();
  }

  private String failure() {
    world.runFor(Duration.ofMinutes(5));
    return failures().getFirst().statusMessage();
  }

  /** A version of the template with something more, which the group then uses. */
  private void useVersionWith(RequestLaunchTemplateData more) {
    String version =
        world
            .ec2
            .client()
            .createLaunchTemplateVersion(
                it ->
                    it.launchTemplateId(world.templateId)
                        .sourceVersion("1")
                        .launchTemplateData(more))
            .launchTemplateVersion()
            .versionNumber()
            .toString();
    client.updateAutoScalingGroup(
        it ->
            it.autoScalingGroupName("web")
                .launchTemplate(t -> t.launchTemplateId(world.templateId).version(version)));
  }

  @Test
  @DisplayName(
      "for want of capacity in every zone is tried again ever less often, until there is some")
  void noCapacityAnywhere() {
    world.settled(2, it -> it);
    world.ec2.limitCapacity("eu-west-1a", OptionalInt.of(0));
    world.ec2.limitCapacity("eu-west-1b", OptionalInt.of(0));
    scaleTo(3);
    world.runFor(HOURS_2);
    assertEquals(2, world.group().servingCount());
    int failures = failures().size();
    assertTrue(failures > 10 && failures < 40, failures + " failures");
    world.ec2.limitCapacity("eu-west-1a", OptionalInt.empty());
    assertTrue(world.runUntil(HALF_HOUR, () -> world.group().servingCount() == 3));
  }

  @Test
  @DisplayName("in one zone stays there where the group is to stay balanced")
  void balancedOnly() {
    world.settled(
        2,
        it ->
            it.availabilityZoneDistribution(
                to -> to.capacityDistributionStrategy(CapacityDistributionStrategy.BALANCED_ONLY)));
    world.ec2.limitCapacity("eu-west-1b", OptionalInt.of(0));
    scaleTo(4);
    world.runFor(HOURS_2);
    assertEquals(3, world.group().servingCount(), "the other zone has its share already");
    assertEquals(1, Launches.activeIn(world.group(), "eu-west-1b"));
  }

  @Test
  @DisplayName("for want of addresses leaves the subnet, not its zone")
  void addresses() {
    world.ec2.addSubnet("subnet-small", "eu-west-1a", 1);
    world.settled(1, it -> it.vpcZoneIdentifier("subnet-small,subnet-a"));
    scaleTo(3);
    assertTrue(world.runUntil(HALF_HOUR, () -> world.group().servingCount() == 3));
    assertEquals(
        "There are not enough free addresses in subnet 'subnet-small' to satisfy the requested"
            + " number of instances. Launching EC2 instance failed.",
        failures().getFirst().statusMessage());
    assertEquals(
        0,
        world
            .ec2
            .client()
            .describeSubnets(it -> it.subnetIds("subnet-small"))
            .subnets()
            .getFirst()
            .availableIpAddressCount());
  }

  @Test
  @DisplayName("beyond the quota of vCPUs says so, and succeeds once the quota is raised")
  void quota() {
    world.settled(2, it -> it);
    world.ec2.limitVcpus(OptionalInt.of(5));
    scaleTo(3);
    assertTrue(failure().startsWith("You have requested more vCPU capacity than your current"));
    world.ec2.limitVcpus(OptionalInt.of(6));
    assertTrue(world.runUntil(HALF_HOUR, () -> world.group().servingCount() == 3));
  }

  @Test
  @DisplayName("for want of its security group, key pair or snapshot names it")
  void prerequisites() {
    world.ec2.prerequisites().addSecurityGroup("sg-1", "web");
    world.ec2.prerequisites().addKeyPair("operations");
    world.ec2.prerequisites().registerImage("ami-third", "third", "snap-third");
    world.settled(2, it -> it);
    useVersionWith(
        RequestLaunchTemplateData.builder()
            .securityGroupIds("sg-1")
            .keyName("operations")
            .imageId("ami-third")
            .build());
    world.ec2.prerequisites().deleteSecurityGroup("sg-1");
    scaleTo(3);
    assertEquals(
        "The security group 'sg-1' does not exist. Launching EC2 instance failed.", failure());
    world.ec2.prerequisites().addSecurityGroup("sg-1", "web");
    world.ec2.prerequisites().deleteKeyPair("operations");
    world.runFor(HALF_HOUR);
    scaleTo(4);
    assertTrue(world.runUntil(HALF_HOUR, () -> failure().contains("key pair 'operations'")));
    world.ec2.prerequisites().addKeyPair("operations");
    world.ec2.prerequisites().loseSnapshot("snap-third");
    scaleTo(5);
    assertTrue(world.runUntil(HALF_HOUR, () -> failure().contains("snapshot 'snap-third'")));
  }

  @Test
  @DisplayName("for want of its template version succeeds from a recreated one, under a new number")
  void versionDeleted() {
    world.settled(2, it -> it);
    world
        .ec2
        .client()
        .modifyLaunchTemplate(it -> it.launchTemplateId(world.templateId).defaultVersion("2"));
    var data =
        world
            .ec2
            .client()
            .describeLaunchTemplateVersions(
                it -> it.launchTemplateId(world.templateId).versions("1"))
            .launchTemplateVersions()
            .getFirst()
            .launchTemplateData();
    world
        .ec2
        .client()
        .deleteLaunchTemplateVersions(it -> it.launchTemplateId(world.templateId).versions("1"));
    scaleTo(3);
    assertTrue(failure().startsWith("Could not find the specified version 1 for the launch"));
    useVersionLike(data.imageId(), data.instanceTypeAsString());
    assertEquals("3", world.group().settings().launchTemplate().version());
    assertTrue(world.runUntil(HALF_HOUR, () -> world.group().servingCount() == 3));
    assertEquals(1, world.runningVersion("3"));
  }

  private void useVersionLike(String imageId, String instanceType) {
    world
        .ec2
        .client()
        .createLaunchTemplateVersion(
            it ->
                it.launchTemplateId(world.templateId)
                    .launchTemplateData(d -> d.imageId(imageId).instanceType(instanceType)));
    client.updateAutoScalingGroup(
        it ->
            it.autoScalingGroupName("web")
                .launchTemplate(t -> t.launchTemplateId(world.templateId).version("3")));
  }

  @Test
  @DisplayName("is told by an event with the words of its activity")
  void event() {
    world.settled(1, it -> it);
    world.ec2.deregisterImage("ami-good");
    scaleTo(2);
    String message = failure();
    ServiceEvent event =
        world.events.stream()
            .filter(it -> it.detailType().equals("EC2 Instance Launch Unsuccessful"))
            .findFirst()
            .orElseThrow();
    assertEquals("Failed", event.detail().get("StatusCode"));
    assertEquals(message, event.detail().get("StatusMessage"));
    assertEquals("web", event.detail().get("AutoScalingGroupName"));
    Activity activity = failures().getLast();
    assertEquals(activity.activityId(), event.detail().get("ActivityId"));
    assertEquals(activity.cause(), event.detail().get("Cause"));
    assertEquals(100, activity.progress());
    assertTrue(activity.details().contains("\"Availability Zone\":\"eu-west-1"));
    assertTrue(activity.description().endsWith("Status Reason: " + message));
  }

  @Test
  @DisplayName("leaves pages of activities, those of a deleted group included where asked for")
  void activities() {
    world.settled(1, it -> it);
    world.ec2.deregisterImage("ami-good");
    scaleTo(2);
    world.runFor(HOURS_2);
    List<String> seen = new ArrayList<>();
    client
        .describeScalingActivitiesPaginator(it -> it.autoScalingGroupName("web").maxRecords(3))
        .activities()
        .forEach(it -> seen.add(it.activityId()));
    assertEquals(failures().size(), seen.size());
    assertEquals(seen.size(), seen.stream().distinct().count());
    client.deleteAutoScalingGroup(it -> it.autoScalingGroupName("web").forceDelete(true));
    assertTrue(world.runUntil(HALF_HOUR, () -> world.autoScaling.groups().isEmpty()));
    assertTrue(client.describeScalingActivities().activities().isEmpty());
    assertFalse(
        client
            .describeScalingActivities(it -> it.includeDeletedGroups(true))
            .activities()
            .isEmpty());
  }

  @Test
  @DisplayName("fails a refresh after an hour, with the old instances untouched at 100/200")
  void refresh() {
    world.settled(3, it -> it);
    world.ec2.limitCapacity("eu-west-1a", OptionalInt.of(0));
    world.ec2.limitCapacity("eu-west-1b", OptionalInt.of(0));
    world.startRefresh("2", 100, 200);
    assertTrue(world.runUntilRefreshIsOver(HOURS_2));
    assertEquals(InstanceRefreshStatus.FAILED, world.latestRefresh().status());
    assertEquals(3, world.runningVersion("1"));
  }

  @Test
  @DisplayName("does not keep a group from replacing what somebody terminates in EC2")
  void terminatedInEc2() {
    world.settled(3, it -> it);
    List<String> ids = world.group().instances().stream().map(GroupInstance::id).limit(2).toList();
    world.ec2.limitCapacity("eu-west-1a", OptionalInt.of(0));
    var changes =
        world.ec2.client().terminateInstances(it -> it.instanceIds(ids)).terminatingInstances();
    assertEquals("running", changes.getFirst().previousState().nameAsString());
    assertEquals("shutting-down", changes.getFirst().currentState().nameAsString());
    assertEquals(1, world.group().servingCount());
    assertTrue(world.runUntil(HALF_HOUR, () -> world.group().servingCount() == 3));
    assertTrue(
        client.describeScalingActivities().activities().stream()
            .anyMatch(it -> it.cause().contains("EC2 health check indicating it has been")));
  }
}
