package dev.lastgood.simulator.autoscaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AlreadyExistsException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.ResourceInUseException;

@DisplayName("A launch configuration")
class LaunchConfigurationTest {
  private static final Duration HOURS_2 = Duration.ofHours(2);

  private final ComputeWorld world = new ComputeWorld(21);
  private final AutoScalingClient client = world.autoScaling.client();

  LaunchConfigurationTest() {
    create("web-1", "ami-good");
    create("web-2", "ami-bad");
  }

  private void create(String name, String imageId) {
    client.createLaunchConfiguration(
        it -> it.launchConfigurationName(name).imageId(imageId).instanceType("m5.large"));
  }

  private Group settled(int size) {
    return world.settled(
        size,
        it ->
            it.launchTemplate((LaunchTemplateSpecification) null).launchConfigurationName("web-1"));
  }

  @Test
  @DisplayName("is described by name and page by page, and its name is taken once")
  void described() {
    assertEquals(
        List.of("web-1", "web-2"),
        client
            .describeLaunchConfigurationsPaginator(it -> it.maxRecords(1))
            .launchConfigurations()
            .stream()
            .map(LaunchConfiguration::launchConfigurationName)
            .toList());
    LaunchConfiguration described =
        client
            .describeLaunchConfigurations(it -> it.launchConfigurationNames("web-2"))
            .launchConfigurations()
            .getFirst();
    assertEquals("ami-bad", described.imageId());
    assertTrue(described.launchConfigurationARN().endsWith(":launchConfigurationName/web-2"));
    assertThrows(AlreadyExistsException.class, () -> create("web-1", "ami-good"));
    assertValidationError(
        () ->
            client.createLaunchConfiguration(
                it -> it.launchConfigurationName("none").imageId("ami-good")));
  }

  @Test
  @DisplayName("is not deleted while a group uses it")
  void deleted() {
    settled(1);
    client.deleteLaunchConfiguration(it -> it.launchConfigurationName("web-2"));
    assertThrows(
        ResourceInUseException.class,
        () -> client.deleteLaunchConfiguration(it -> it.launchConfigurationName("web-1")));
    assertValidationError(
        () -> client.deleteLaunchConfiguration(it -> it.launchConfigurationName("web-2")));
    assertValidationError(
        () ->
            client.updateAutoScalingGroup(
                it -> it.autoScalingGroupName("web").launchConfigurationName("web-2")));
  }

  @Test
  @DisplayName("is what its group's instances come from and say that they come from")
  void instances() {
    settled(2);
    AutoScalingGroup group = client.describeAutoScalingGroups().autoScalingGroups().getFirst();
    assertEquals("web-1", group.launchConfigurationName());
    assertNull(group.launchTemplate());
    Instance instance = group.instances().getFirst();
    assertEquals("web-1", instance.launchConfigurationName());
    assertEquals("m5.large", instance.instanceType());
    assertNull(instance.launchTemplate());
    assertEquals("ami-good", world.group().instances().iterator().next().imageId());
  }

  @Test
  @DisplayName("excludes a launch template, and gives way to one")
  void exclusion() {
    settled(2);
    assertValidationError(
        () ->
            client.updateAutoScalingGroup(
                it ->
                    it.autoScalingGroupName("web")
                        .launchConfigurationName("web-1")
                        .launchTemplate(t -> t.launchTemplateId(world.templateId))));
    assertValidationError(
        () ->
            world.autoScaling.createSettled(
                world
                    .request(1)
                    .autoScalingGroupName("both")
                    .launchConfigurationName("web-1")
                    .build(),
                ComputeWorld.START));
    client.updateAutoScalingGroup(
        it ->
            it.autoScalingGroupName("web")
                .launchTemplate(t -> t.launchTemplateId(world.templateId).version("1")));
    assertNull(world.group().settings().launchConfigurationName());
    client.setDesiredCapacity(it -> it.autoScalingGroupName("web").desiredCapacity(3));
    assertTrue(world.runUntil(HOURS_2, () -> world.group().servingCount() == 3));
    client.setDesiredCapacity(it -> it.autoScalingGroupName("web").desiredCapacity(2));
    assertTrue(world.runUntil(HOURS_2, () -> world.group().instances().size() == 2));
    assertEquals(1, world.runningVersion("1"), "those from a launch configuration go first");
  }

  @Test
  @DisplayName("is not checked when a group takes it: its launches fail instead")
  void imageGone() {
    settled(1);
    world.ec2.deregisterImage("ami-bad");
    client.updateAutoScalingGroup(
        it -> it.autoScalingGroupName("web").launchConfigurationName("web-2").desiredCapacity(2));
    world.runFor(Duration.ofMinutes(5));
    assertEquals(
        "The image id '[ami-bad]' does not exist. Launching EC2 instance failed.",
        client.describeScalingActivities().activities().getFirst().statusMessage());
  }

  @Test
  @DisplayName("allows a refresh only without a desired configuration: update first, then refresh")
  void refreshed() {
    settled(3);
    assertValidationError(() -> world.startRefresh("1", 100, 200));
    client.updateAutoScalingGroup(
        it -> it.autoScalingGroupName("web").launchConfigurationName("web-2"));
    client.startInstanceRefresh(
        it ->
            it.autoScalingGroupName("web")
                .preferences(
                    preferences ->
                        preferences
                            .minHealthyPercentage(100)
                            .maxHealthyPercentage(200)
                            .instanceWarmup(0)));
    assertTrue(world.runUntilRefreshIsOver(HOURS_2));
    assertEquals(InstanceRefreshStatus.SUCCESSFUL, world.latestRefresh().status());
    assertTrue(
        world.group().instances().stream()
            .allMatch(it -> it.launchConfigurationName().orElseThrow().equals("web-2")));
    assertEquals("web-2", world.group().settings().launchConfigurationName());
  }

  private static void assertValidationError(Executable call) {
    var refused = assertThrows(AutoScalingException.class, call);
    assertEquals("ValidationError", refused.awsErrorDetails().errorCode());
  }
}
