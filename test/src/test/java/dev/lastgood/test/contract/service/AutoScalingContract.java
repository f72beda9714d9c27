package dev.lastgood.test.contract.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.ec2.model.InstanceType;

/**
 * Groups of no instances. See the actions of these names in the Amazon EC2 Auto Scaling API
 * Reference, with "Common Errors" there for what breaks a constraint.
 */
abstract class AutoScalingContract extends ServiceContract {
  AutoScalingContract(Services services) {
    super(services);
  }

  private CreateAutoScalingGroupRequest.Builder request(String name) {
    String image = services().image();
    String subnet = services().subnet();
    String template =
        services()
            .ec2()
            .createLaunchTemplate(
                it ->
                    it.launchTemplateName(services().name("template"))
                        .launchTemplateData(
                            data -> data.imageId(image).instanceType(InstanceType.T3_MICRO)))
            .launchTemplate()
            .launchTemplateId();
    services()
        .afterwards(
            () -> services().ec2().deleteLaunchTemplate(it -> it.launchTemplateId(template)));
    awaitTemplate(template);
    return CreateAutoScalingGroupRequest.builder()
        .autoScalingGroupName(name)
        .launchTemplate(it -> it.launchTemplateId(template).version("1"))
        .vpcZoneIdentifier(subnet)
        .minSize(0)
        .maxSize(0);
  }

  private String given(UnaryOperator<CreateAutoScalingGroupRequest.Builder> changes) {
    String name = services().name("group");
    create(changes.apply(request(name)).build());
    return name;
  }

  private String given() {
    return given(it -> it);
  }

  private void create(CreateAutoScalingGroupRequest request) {
    services().autoScaling().createAutoScalingGroup(request);
    String name = request.autoScalingGroupName();
    services()
        .afterwards(
            () -> {
              services()
                  .autoScaling()
                  .deleteAutoScalingGroup(it -> it.autoScalingGroupName(name).forceDelete(true));
              services().eventually(name + " is gone", () -> described(name).isEmpty());
            });
  }

  private List<AutoScalingGroup> described(String... names) {
    return services()
        .autoScaling()
        .describeAutoScalingGroups(it -> it.autoScalingGroupNames(names))
        .autoScalingGroups();
  }

  private AutoScalingGroup group(String name) {
    return described(name).getFirst();
  }

  private void update(String name, UnaryOperator<UpdateAutoScalingGroupRequest.Builder> changes) {
    services()
        .autoScaling()
        .updateAutoScalingGroup(
            changes
                .apply(UpdateAutoScalingGroupRequest.builder().autoScalingGroupName(name))
                .build());
  }

  @Test
  @DisplayName("a group of which no desired capacity is given has its least")
  void created() {
    AutoScalingGroup group = group(given());
    assertEquals(0, group.minSize());
    assertEquals(0, group.maxSize());
    assertEquals(0, group.desiredCapacity());
    assertTrue(group.instances().isEmpty());
    assertEquals("1", group.launchTemplate().version());
    assertEquals("EC2", group.healthCheckType());
    assertEquals(300, group.defaultCooldown());
  }

  @Test
  @DisplayName("a name that is taken is refused")
  void nameTaken() {
    String name = services().name("group");
    CreateAutoScalingGroupRequest request = request(name).build();
    create(request);
    assertRefused("AlreadyExists", () -> services().autoScaling().createAutoScalingGroup(request));
  }

  @Test
  @DisplayName("a least size above the greatest is refused, when created and when updated")
  void sizes() {
    CreateAutoScalingGroupRequest request =
        request(services().name("group")).minSize(2).maxSize(1).build();
    assertRefused(
        "ValidationError", () -> services().autoScaling().createAutoScalingGroup(request));
    String name = given();
    assertRefused("ValidationError", () -> update(name, it -> it.minSize(1)));
    assertEquals(0, group(name).minSize());
  }

  @Test
  @DisplayName("groups that are not there are left out of the answer")
  void unknownNames() {
    assertTrue(described(services().name("missing")).isEmpty());
    String name = given();
    assertEquals(
        List.of(name),
        described(services().name("missing"), name).stream()
            .map(AutoScalingGroup::autoScalingGroupName)
            .toList());
  }

  @Test
  @DisplayName("groups come by pages, each of them once")
  void pages() {
    List<String> names = Stream.generate(this::given).limit(3).sorted().toList();
    List<String> shown = new ArrayList<>();
    String token = null;
    int pages = 0;
    do {
      String from = token;
      DescribeAutoScalingGroupsResponse page =
          services()
              .autoScaling()
              .describeAutoScalingGroups(
                  it -> it.autoScalingGroupNames(names).maxRecords(2).nextToken(from));
      assertTrue(page.autoScalingGroups().size() <= 2);
      page.autoScalingGroups().forEach(group -> shown.add(group.autoScalingGroupName()));
      token = page.nextToken();
      pages++;
    } while (token != null && !token.isEmpty());
    assertTrue(pages > 1);
    assertEquals(names, shown.stream().sorted().toList());
  }

  @Test
  @DisplayName("an update leaves as it was what it does not name")
  void updated() {
    String name = given(it -> it.defaultCooldown(45).healthCheckGracePeriod(77));
    update(name, it -> it.maxSize(3));
    AutoScalingGroup group = group(name);
    assertEquals(3, group.maxSize());
    assertEquals(0, group.desiredCapacity());
    assertEquals(45, group.defaultCooldown());
    assertEquals(77, group.healthCheckGracePeriod());
    assertEquals("1", group.launchTemplate().version());
  }

  @Test
  @DisplayName("a default warmup stays until -1 takes it away")
  void defaultWarmup() {
    String name = given(it -> it.defaultInstanceWarmup(120));
    update(name, it -> it.maxSize(1));
    assertEquals(120, group(name).defaultInstanceWarmup());
    update(name, it -> it.defaultInstanceWarmup(-1));
    assertNull(group(name).defaultInstanceWarmup());
  }

  @Test
  @DisplayName("processes are suspended by name, and resumed by name or all at once")
  void processes() {
    String name = given();
    services()
        .autoScaling()
        .suspendProcesses(
            it ->
                it.autoScalingGroupName(name)
                    .scalingProcesses("AlarmNotification", "ScheduledActions"));
    assertEquals(List.of("AlarmNotification", "ScheduledActions"), suspended(name));
    services()
        .autoScaling()
        .resumeProcesses(it -> it.autoScalingGroupName(name).scalingProcesses("AlarmNotification"));
    assertEquals(List.of("ScheduledActions"), suspended(name));
    services().autoScaling().resumeProcesses(it -> it.autoScalingGroupName(name));
    assertEquals(List.of(), suspended(name));
  }

  private List<String> suspended(String name) {
    return group(name).suspendedProcesses().stream()
        .map(SuspendedProcess::processName)
        .sorted()
        .toList();
  }

  @Test
  @DisplayName("a tag that is put again has the new value, and is deleted by its key")
  void tags() {
    String name = given();
    tag(name, "one");
    tag(name, "two");
    TagDescription tag = group(name).tags().getFirst();
    assertEquals("two", tag.value());
    assertFalse(tag.propagateAtLaunch());
    Tag deleted =
        Tag.builder().resourceId(name).resourceType("auto-scaling-group").key("contract").build();
    services().autoScaling().deleteTags(it -> it.tags(deleted));
    assertTrue(group(name).tags().isEmpty());
  }

  private void tag(String name, String value) {
    Tag tag =
        Tag.builder()
            .resourceId(name)
            .resourceType("auto-scaling-group")
            .key("contract")
            .value(value)
            .propagateAtLaunch(false)
            .build();
    services().autoScaling().createOrUpdateTags(it -> it.tags(tag));
  }

  @Test
  @DisplayName("where no instance refresh is under way, there is none to cancel or to roll back")
  void noRefresh() {
    String name = given();
    assertRefused(
        "ActiveInstanceRefreshNotFound",
        () -> services().autoScaling().cancelInstanceRefresh(it -> it.autoScalingGroupName(name)));
    assertRefused(
        "ActiveInstanceRefreshNotFound",
        () ->
            services().autoScaling().rollbackInstanceRefresh(it -> it.autoScalingGroupName(name)));
    assertTrue(refreshes(name).isEmpty());
  }

  /** What becomes of it where there is no instance is not said. */
  @Test
  @DisplayName("an instance refresh is described by its id, with what it was started with")
  void refresh() {
    String name = given();
    String id =
        services()
            .autoScaling()
            .startInstanceRefresh(
                request ->
                    request
                        .autoScalingGroupName(name)
                        .preferences(
                            it ->
                                it.minHealthyPercentage(100)
                                    .maxHealthyPercentage(200)
                                    .instanceWarmup(0)))
            .instanceRefreshId();
    InstanceRefresh refresh = refreshes(name, id).getFirst();
    assertEquals(id, refresh.instanceRefreshId());
    assertEquals(100, refresh.preferences().minHealthyPercentage());
    assertEquals(200, refresh.preferences().maxHealthyPercentage());
    assertEquals(0, refresh.preferences().instanceWarmup());
  }

  @Test
  @DisplayName("healthy percentages more than 100 apart are refused")
  void percentages() {
    String name = given();
    assertRefused(
        "ValidationError",
        () ->
            services()
                .autoScaling()
                .startInstanceRefresh(
                    request ->
                        request
                            .autoScalingGroupName(name)
                            .preferences(
                                it -> it.minHealthyPercentage(50).maxHealthyPercentage(200))));
    assertTrue(refreshes(name).isEmpty());
  }

  private List<InstanceRefresh> refreshes(String name, String... ids) {
    return services()
        .autoScaling()
        .describeInstanceRefreshes(it -> it.autoScalingGroupName(name).instanceRefreshIds(ids))
        .instanceRefreshes();
  }
}
