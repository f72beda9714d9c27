package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.application.Applications;
import dev.lastgood.simulator.cloudwatch.SimulatedCloudWatch;
import dev.lastgood.simulator.ec2.Ec2Timings;
import dev.lastgood.simulator.ec2.SimulatedEc2;
import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.ServiceEvent;
import dev.lastgood.simulator.kernel.VirtualTime;
import dev.lastgood.simulator.loadbalancing.SimulatedLoadBalancing;
import dev.lastgood.simulator.loadbalancing.TargetGroupSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;

/** A small world with one group, {@code web}, of version 1 of a template whose version 2 exists. */
final class ComputeWorld {
  static final Instant START = Instant.parse("2026-03-01T02:00:00Z");
  static final String GROUP = "web";

  final VirtualTime time = new VirtualTime(START);
  final List<ServiceEvent> events = new ArrayList<>();
  final Applications applications = new Applications();
  final SimulatedEc2 ec2;
  final SimulatedLoadBalancing loadBalancing;
  final SimulatedCloudWatch cloudWatch;
  final SimulatedAutoScaling autoScaling;
  final String targetGroupArn;
  final String templateId;
  int steps;

  ComputeWorld(long seed) {
    Chance chance = new Chance(seed);
    Calls calls = new Calls(time, chance, FaultSettings.NONE, List.of());
    Account account = new Account("123456789012", "eu-west-1");
    ec2 = new SimulatedEc2(time, calls, chance, account, Ec2Timings.USUAL);
    loadBalancing = new SimulatedLoadBalancing(time, calls, chance, account);
    cloudWatch = new SimulatedCloudWatch(time, calls, chance, account, events::add);
    autoScaling =
        new SimulatedAutoScaling(
            new Neighbours(time, account, ec2, loadBalancing, cloudWatch, applications),
            calls,
            chance,
            AutoScalingTimings.USUAL,
            events::add);
    ec2.addSubnet("subnet-a", "eu-west-1a", 200);
    ec2.addSubnet("subnet-b", "eu-west-1b", 200);
    ec2.registerImage("ami-good", "good");
    ec2.registerImage("ami-bad", "bad");
    targetGroupArn = loadBalancing.createTargetGroup(TargetGroupSettings.usual("web"));
    templateId =
        ec2.client()
            .createLaunchTemplate(
                it ->
                    it.launchTemplateName("web")
                        .launchTemplateData(
                            data -> data.imageId("ami-good").instanceType("m7g.large")))
            .launchTemplate()
            .launchTemplateId();
    ec2.client()
        .createLaunchTemplateVersion(
            it ->
                it.launchTemplateId(templateId)
                    .sourceVersion("1")
                    .launchTemplateData(data -> data.imageId("ami-bad")));
  }

  Group settled(int size, UnaryOperator<CreateAutoScalingGroupRequest.Builder> changes) {
    return autoScaling.createSettled(
        changes.apply(request(size)).build(), START.minus(Duration.ofDays(1)));
  }

  CreateAutoScalingGroupRequest.Builder request(int size) {
    return CreateAutoScalingGroupRequest.builder()
        .autoScalingGroupName(GROUP)
        .minSize(0)
        .maxSize(size * 3)
        .desiredCapacity(size)
        .vpcZoneIdentifier("subnet-a,subnet-b")
        .launchTemplate(it -> it.launchTemplateId(templateId).version("1"))
        .healthCheckType("ELB")
        .healthCheckGracePeriod(300)
        .targetGroupARNs(targetGroupArn);
  }

  Group group() {
    return autoScaling.group(GROUP).orElseThrow();
  }

  String startRefresh(String version, int minHealthy, int maxHealthy) {
    return startRefresh(
        version,
        it ->
            it.minHealthyPercentage(minHealthy)
                .maxHealthyPercentage(maxHealthy)
                .instanceWarmup(30));
  }

  String startRefresh(String version, UnaryOperator<RefreshPreferences.Builder> preferences) {
    return autoScaling
        .client()
        .startInstanceRefresh(
            it ->
                it.autoScalingGroupName(GROUP)
                    .desiredConfiguration(
                        desired ->
                            desired.launchTemplate(
                                template -> template.launchTemplateId(templateId).version(version)))
                    .preferences(preferences.apply(RefreshPreferences.builder()).build()))
        .instanceRefreshId();
  }

  InstanceRefresh latestRefresh() {
    return autoScaling
        .client()
        .describeInstanceRefreshes(it -> it.autoScalingGroupName(GROUP))
        .instanceRefreshes()
        .getFirst();
  }

  void runFor(Duration duration) {
    runUntil(duration, () -> false);
  }

  /** Runs until a condition holds; true where it did within the duration. */
  boolean runUntil(Duration atMost, BooleanSupplier condition) {
    time.run(
        time.now().plus(atMost),
        () -> {
          steps++;
          return condition.getAsBoolean();
        });
    return condition.getAsBoolean();
  }

  boolean runUntilRefreshIsOver(Duration atMost) {
    return runUntil(atMost, () -> group().activeRefresh().isEmpty());
  }

  List<String> eventTypes() {
    return events.stream().map(ServiceEvent::detailType).toList();
  }

  long runningVersion(String version) {
    return group().instances().stream()
        .filter(
            it ->
                it.serving()
                    && it.template()
                        .map(template -> template.version().equals(version))
                        .orElse(false))
        .count();
  }
}
