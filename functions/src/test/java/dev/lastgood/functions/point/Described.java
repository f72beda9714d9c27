package dev.lastgood.functions.point;

import dev.lastgood.functions.Fixtures;
import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.Deployment;
import dev.lastgood.functions.handler.Platform;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLaunchConfigurationsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLaunchConfigurationsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeNotificationConfigurationsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeNotificationConfigurationsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeWarmPoolRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeWarmPoolResponse;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;
import software.amazon.awssdk.services.autoscaling.model.NotificationConfiguration;
import software.amazon.awssdk.services.autoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.autoscaling.model.ScheduledUpdateGroupAction;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/** An AWS that answers exactly what a test says, a page of one item at a time. */
final class Described implements Platform {
  AutoScalingGroup group =
      AutoScalingGroup.builder()
          .autoScalingGroupName("web-production")
          .minSize(1)
          .maxSize(3)
          .desiredCapacity(2)
          .launchTemplate(template -> template.launchTemplateId("lt-1").version("$Latest"))
          .build();
  List<LifecycleHook> hooks = List.of();
  List<ScalingPolicy> policies = List.of();
  List<ScheduledUpdateGroupAction> actions = List.of();
  List<NotificationConfiguration> notifications = List.of();
  List<Instance> warmPool = List.of();
  List<LaunchConfiguration> launchConfigurations = List.of();
  UnaryOperator<LaunchTemplateVersion.Builder> everyVersion = UnaryOperator.identity();
  final List<String> calls = new ArrayList<>();

  /** The capture, or what stands in its way, as it is written. */
  Reading read() {
    return new TargetReader(this).readWhole(Fixtures.target("web"));
  }

  GroupBody body() {
    return ((Reading.Group) read()).body();
  }

  /** Of stacks nothing is asked. */
  private static final CloudFormationClient NO_STACKS =
      new CloudFormationClient() {
        @Override
        public String serviceName() {
          return "CloudFormation";
        }

        @Override
        public void close() {}
      };

  private final AutoScalingClient autoScaling =
      new AutoScalingClient() {
        @Override
        public DescribeAutoScalingGroupsResponse describeAutoScalingGroups(
            DescribeAutoScalingGroupsRequest request) {
          calls.add("DescribeAutoScalingGroups");
          return DescribeAutoScalingGroupsResponse.builder().autoScalingGroups(group).build();
        }

        @Override
        public DescribeLifecycleHooksResponse describeLifecycleHooks(
            DescribeLifecycleHooksRequest request) {
          calls.add("DescribeLifecycleHooks");
          return DescribeLifecycleHooksResponse.builder().lifecycleHooks(hooks).build();
        }

        @Override
        public DescribePoliciesResponse describePolicies(DescribePoliciesRequest request) {
          return page(
              "DescribePolicies",
              policies,
              request.nextToken(),
              (items, next) ->
                  DescribePoliciesResponse.builder()
                      .scalingPolicies(items)
                      .nextToken(next)
                      .build());
        }

        @Override
        public DescribeScheduledActionsResponse describeScheduledActions(
            DescribeScheduledActionsRequest request) {
          return page(
              "DescribeScheduledActions",
              actions,
              request.nextToken(),
              (items, next) ->
                  DescribeScheduledActionsResponse.builder()
                      .scheduledUpdateGroupActions(items)
                      .nextToken(next)
                      .build());
        }

        @Override
        public DescribeNotificationConfigurationsResponse describeNotificationConfigurations(
            DescribeNotificationConfigurationsRequest request) {
          return page(
              "DescribeNotificationConfigurations",
              notifications,
              request.nextToken(),
              (items, next) ->
                  DescribeNotificationConfigurationsResponse.builder()
                      .notificationConfigurations(items)
                      .nextToken(next)
                      .build());
        }

        @Override
        public DescribeWarmPoolResponse describeWarmPool(DescribeWarmPoolRequest request) {
          return page(
              "DescribeWarmPool",
              warmPool,
              request.nextToken(),
              (items, next) ->
                  DescribeWarmPoolResponse.builder().instances(items).nextToken(next).build());
        }

        @Override
        public DescribeLaunchConfigurationsResponse describeLaunchConfigurations(
            DescribeLaunchConfigurationsRequest request) {
          return page(
              "DescribeLaunchConfigurations",
              launchConfigurations,
              request.nextToken(),
              (items, next) ->
                  DescribeLaunchConfigurationsResponse.builder()
                      .launchConfigurations(items)
                      .nextToken(next)
                      .build());
        }

        @Override
        public String serviceName() {
          return SERVICE_NAME;
        }

        @Override
        public void close() {}
      };

  /** Every version of every template is there: {@code $Latest} is 9. */
  private final Ec2Client ec2 =
      new Ec2Client() {
        @Override
        public DescribeLaunchTemplateVersionsResponse describeLaunchTemplateVersions(
            DescribeLaunchTemplateVersionsRequest request) {
          calls.add("DescribeLaunchTemplateVersions");
          String version = request.versions().getFirst();
          LaunchTemplateVersion.Builder described =
              everyVersion.apply(
                  LaunchTemplateVersion.builder()
                      .launchTemplateId(request.launchTemplateId())
                      .versionNumber(version.startsWith("$") ? 9 : Long.parseLong(version))
                      .launchTemplateData(data -> data.imageId("ami-1")));
          LaunchTemplateVersion found = described.build();
          boolean alias =
              found.launchTemplateData().imageId() != null
                  && found.launchTemplateData().imageId().startsWith("resolve:ssm:");
          return DescribeLaunchTemplateVersionsResponse.builder()
              .launchTemplateVersions(
                  alias && request.resolveAlias()
                      ? found.toBuilder()
                          .launchTemplateData(
                              found.launchTemplateData().toBuilder().imageId("ami-of-it").build())
                          .build()
                      : found)
              .build();
        }

        @Override
        public String serviceName() {
          return SERVICE_NAME;
        }

        @Override
        public void close() {}
      };

  private <T, R> R page(
      String call, List<T> all, String token, BiFunction<List<T>, String, R> response) {
    calls.add(call);
    int index = token == null ? 0 : Integer.parseInt(token);
    return index >= all.size()
        ? response.apply(List.of(), null)
        : response.apply(List.of(all.get(index)), index + 1 < all.size() ? "" + (index + 1) : null);
  }

  @Override
  public <C extends SdkClient> C client(Class<C> type) {
    if (type == CloudFormationClient.class) {
      return type.cast(NO_STACKS);
    }
    return type.cast(type == Ec2Client.class ? ec2 : autoScaling);
  }

  @Override
  public InstantSource clock() {
    return InstantSource.fixed(Fixtures.NOW);
  }

  @Override
  public RandomGenerator chance() {
    throw new UnsupportedOperationException("Nothing is drawn.");
  }

  @Override
  public String variable(String name) {
    throw new UnsupportedOperationException(name);
  }

  @Override
  public Configuration configuration() {
    return new Configuration(
        "production",
        "111122223333",
        "eu-west-1",
        List.of(Fixtures.target("web")),
        Deployment.DEFAULT);
  }

  @Override
  public void metric(String name, double value, String unit, Map<String, String> dimensions) {}
}
