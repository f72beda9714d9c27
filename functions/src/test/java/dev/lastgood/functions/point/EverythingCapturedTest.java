package dev.lastgood.functions.point;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.handler.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.EnabledMetric;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.InstanceRequirements;
import software.amazon.awssdk.services.autoscaling.model.InstancesDistribution;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.autoscaling.model.NotificationConfiguration;
import software.amazon.awssdk.services.autoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.autoscaling.model.ScheduledUpdateGroupAction;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.autoscaling.model.TrafficSourceIdentifier;
import software.amazon.awssdk.services.autoscaling.model.WarmPoolConfiguration;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

@DisplayName("Every field that AWS's model has of a group")
class EverythingCapturedTest {
  private static final LaunchTemplateSpecification TEMPLATE =
      LaunchTemplateSpecification.builder().launchTemplateId("lt-1").version("1").build();
  private static final LaunchTemplateOverrides LARGE =
      LaunchTemplateOverrides.builder().instanceType("m7g.large").build();
  private static final MixedInstancesPolicy MIXED = mixed(LARGE);

  /** A class of the model, examples of it, and how they become part of what AWS describes. */
  private record Model<T extends SdkPojo>(
      List<T> examples, Map<String, String> leftOut, BiConsumer<Described, T> put) {
    Stream<Arguments> fields() {
      return examples.getFirst().sdkFields().stream()
          .map(
              field ->
                  Arguments.of(
                      examples.getFirst().getClass().getSimpleName(), field.memberName(), this));
    }

    private GroupBody body(T example) {
      Described described = new Described();
      put.accept(described, example);
      return described.read() instanceof Reading.Group captured
          ? captured.body()
          : new dev.lastgood.functions.BodyBuilder().build();
    }

    /** The captures of an example before and after a field is changed. */
    List<GroupBody> beforeAndAfter(T example, String name) {
      SdkField<?> field =
          example.sdkFields().stream()
              .filter(known -> known.memberName().equals(name))
              .findFirst()
              .orElseThrow();
      return List.of(body(example), body(Models.changed(example, field)));
    }

    List<List<GroupBody>> beforeAndAfter(String name) {
      return examples.stream().map(example -> beforeAndAfter(example, name)).toList();
    }
  }

  private static MixedInstancesPolicy mixed(LaunchTemplateOverrides override) {
    return MixedInstancesPolicy.builder()
        .launchTemplate(it -> it.launchTemplateSpecification(TEMPLATE).overrides(override))
        .build();
  }

  private static void group(
      Described described, java.util.function.Consumer<AutoScalingGroup.Builder> change) {
    described.group = described.group.toBuilder().applyMutation(change).build();
  }

  private static void policy(Described described, MixedInstancesPolicy policy) {
    group(
        described,
        it -> it.launchTemplate((LaunchTemplateSpecification) null).mixedInstancesPolicy(policy));
  }

  private static List<Model<?>> models() {
    AutoScalingGroup usual = new Described().group;
    return List.of(
        new Model<>(
            List.of(
                usual,
                usual.toBuilder().launchTemplate((LaunchTemplateSpecification) null).build()),
            LeftOut.OF_GROUP,
            (described, it) -> {
              described.group = it;
              described.launchConfigurations = List.of(LaunchConfiguration.builder().build());
            }),
        new Model<>(List.of(MIXED), Map.of(), EverythingCapturedTest::policy),
        new Model<>(
            List.of(MIXED.launchTemplate()),
            Map.of(),
            (described, it) -> policy(described, MIXED.toBuilder().launchTemplate(it).build())),
        new Model<>(List.of(LARGE), Map.of(), (described, it) -> policy(described, mixed(it))),
        new Model<>(
            List.of(InstanceRequirements.builder().build()),
            Map.of(),
            (described, it) ->
                policy(
                    described,
                    mixed(LaunchTemplateOverrides.builder().instanceRequirements(it).build()))),
        new Model<>(
            List.of(InstancesDistribution.builder().build()),
            Map.of(),
            (described, it) ->
                policy(described, MIXED.toBuilder().instancesDistribution(it).build())),
        new Model<>(
            List.of(TEMPLATE),
            LeftOut.OF_TEMPLATE_SPECIFICATION,
            (described, it) -> group(described, more -> more.launchTemplate(it))),
        new Model<>(
            List.of(
                LaunchTemplateVersion.builder()
                    .launchTemplateId("lt-1")
                    .versionNumber(9L)
                    .launchTemplateData(data -> data.imageId("ami-1"))
                    .build()),
            LeftOut.OF_TEMPLATE_VERSION,
            (described, it) -> described.everyVersion = _ -> it.toBuilder()),
        new Model<>(
            List.of(ResponseLaunchTemplateData.builder().build()),
            Map.of(),
            (described, it) -> described.everyVersion = version -> version.launchTemplateData(it)),
        new Model<>(
            List.of(LaunchConfiguration.builder().build()),
            LeftOut.OF_LAUNCH_CONFIGURATION,
            (described, it) -> {
              group(
                  described,
                  more ->
                      more.launchTemplate((LaunchTemplateSpecification) null)
                          .launchConfigurationName("web-1"));
              described.launchConfigurations = List.of(it);
            }),
        new Model<>(
            List.of(LifecycleHook.builder().lifecycleHookName("a").build()),
            LeftOut.OF_LIFECYCLE_HOOK,
            (described, it) -> described.hooks = List.of(it)),
        new Model<>(
            List.of(ScalingPolicy.builder().policyName("a").policyType("StepScaling").build()),
            LeftOut.OF_SCALING_POLICY,
            (described, it) -> described.policies = List.of(it)),
        new Model<>(
            List.of(
                ScheduledUpdateGroupAction.builder()
                    .scheduledActionName("a")
                    .recurrence("0 0 * * *")
                    .build()),
            LeftOut.OF_SCHEDULED_ACTION,
            (described, it) -> described.actions = List.of(it)),
        new Model<>(
            List.of(
                NotificationConfiguration.builder().topicARN("a").notificationType("b").build()),
            LeftOut.OF_NOTIFICATION,
            (described, it) -> described.notifications = List.of(it)),
        new Model<>(
            List.of(WarmPoolConfiguration.builder().build()),
            LeftOut.OF_WARM_POOL,
            (described, it) -> group(described, more -> more.warmPoolConfiguration(it))),
        new Model<>(
            List.of(TagDescription.builder().key("a").build()),
            LeftOut.OF_TAG,
            (described, it) -> group(described, more -> more.tags(it))),
        new Model<>(
            List.of(SuspendedProcess.builder().processName("a").build()),
            LeftOut.OF_SUSPENDED_PROCESS,
            (described, it) -> group(described, more -> more.suspendedProcesses(it))),
        new Model<>(
            List.of(EnabledMetric.builder().metric("a").build()),
            LeftOut.OF_ENABLED_METRIC,
            (described, it) -> group(described, more -> more.enabledMetrics(it))),
        new Model<>(
            List.of(TrafficSourceIdentifier.builder().identifier("a").build()),
            Map.of(),
            (described, it) -> group(described, more -> more.trafficSources(it))));
  }

  static Stream<Arguments> fields() {
    return models().stream().flatMap(Model::fields);
  }

  @ParameterizedTest(name = "{0}.{1}")
  @MethodSource("fields")
  @DisplayName("changes a point's identity, or is on the list of what is left out, with a reason")
  void captured(String model, String field, Model<?> described) {
    boolean captured =
        described.beforeAndAfter(field).stream()
            .anyMatch(pair -> !pair.getFirst().identity().equals(pair.getLast().identity()));
    boolean leftOut = described.leftOut().containsKey(field);
    assertTrue(
        captured || leftOut,
        () -> model + "." + field + " is neither captured nor left out for a reason.");
    assertFalse(
        captured && leftOut,
        () -> model + "." + field + " is captured, and on the list of what is left out.");
  }

  @ParameterizedTest(name = "{0}.{1}")
  @MethodSource("fields")
  @DisplayName("comes back from a stored body as it was")
  void stored(String model, String field, Model<?> described) {
    for (List<GroupBody> pair : described.beforeAndAfter(field)) {
      GroupBody body = pair.getLast();
      PointBody again = PointBodies.read(CanonicalJson.bytes(body), GroupBody.SCHEMA_VERSION);
      assertEquals(body, again, model + "." + field);
      assertEquals(body.identity(), again.identity(), model + "." + field);
    }
  }

  @Test
  @DisplayName("that is left out exists in the SDK")
  void leftOutExists() {
    for (Model<?> model : models()) {
      List<String> known =
          model.examples().getFirst().sdkFields().stream().map(SdkField::memberName).toList();
      assertTrue(known.containsAll(model.leftOut().keySet()), model.leftOut()::toString);
    }
  }

  @Test
  @DisplayName("of an instance is evidence, and no part of the identity")
  void instances() {
    Instance usual = Instance.builder().instanceId("i-1").build();
    for (SdkField<?> field : usual.sdkFields()) {
      for (boolean warm : List.of(false, true)) {
        List<GroupBody> bodies = new ArrayList<>();
        for (Instance instance : List.of(usual, Models.changed(usual, field))) {
          Described described = new Described();
          if (warm) {
            group(described, it -> it.warmPoolConfiguration(pool -> pool.minSize(1)));
            described.warmPool = List.of(instance);
          } else {
            group(described, it -> it.instances(instance));
          }
          bodies.add(described.body());
        }
        assertNotEquals(bodies.getFirst(), bodies.getLast(), field.memberName());
        assertEquals(bodies.getFirst().identity(), bodies.getLast().identity());
      }
    }
  }

  @Test
  @DisplayName("may come in any order, on any number of pages, and the identity is the same")
  void order() {
    Set<String> meant =
        Set.of("Overrides", "TerminationPolicies", "Ipv6Addresses", "PrivateIpAddresses");
    Described one = everything();
    Described other = everything();
    other.group = Models.reversed(other.group, meant);
    other.hooks = other.hooks.reversed();
    other.policies =
        other.policies.reversed().stream().map(it -> Models.reversed(it, meant)).toList();
    other.actions = other.actions.reversed();
    other.notifications = other.notifications.reversed();
    other.everyVersion =
        version ->
            one.everyVersion
                .apply(version)
                .applyMutation(
                    it ->
                        it.launchTemplateData(
                            Models.reversed(it.build().launchTemplateData(), meant)));
    assertNotEquals(one.group, other.group);
    assertEquals(one.body().identity(), other.body().identity());
    Attachments attached = one.body().configuration().attachments().orElseThrow();
    assertEquals(2, attached.lifecycleHooks().size());
    assertEquals(2, attached.scalingPolicies().size());
    assertEquals(2, attached.scheduledActions().size());
    assertEquals(2, attached.notifications().size());
  }

  /** A group with two of everything. */
  private static Described everything() {
    Described all = new Described();
    all.group =
        Models.<AutoScalingGroup>two(AutoScalingGroup.builder(), AutoScalingGroup.builder())
            .getFirst()
            .toBuilder()
            .autoScalingGroupName("web-production")
            .launchTemplate((LaunchTemplateSpecification) null)
            .build();
    all.hooks = Models.two(LifecycleHook.builder(), LifecycleHook.builder());
    all.policies = Models.two(ScalingPolicy.builder(), ScalingPolicy.builder());
    all.actions =
        Models.two(ScheduledUpdateGroupAction.builder(), ScheduledUpdateGroupAction.builder());
    all.notifications =
        Models.two(NotificationConfiguration.builder(), NotificationConfiguration.builder());
    ResponseLaunchTemplateData data =
        Models.<ResponseLaunchTemplateData>two(
                ResponseLaunchTemplateData.builder(), ResponseLaunchTemplateData.builder())
            .getFirst();
    all.everyVersion = version -> version.launchTemplateData(data);
    return all;
  }
}
