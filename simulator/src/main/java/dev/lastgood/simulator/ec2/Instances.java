package dev.lastgood.simulator.ec2;

import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.TokenBucket;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.ec2.model.InstanceStateChange;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesResponse;

/** Every instance, from pending to terminated. */
final class Instances {
  private final VirtualTime time;
  private final Ec2Timings timings;
  private final Ids ids;
  private final Subnets subnets;
  private final RandomGenerator pendingToRunning;
  private final RandomGenerator shuttingDown;
  private final Map<String, Ec2Instance> byId = new LinkedHashMap<>();

  /** The resource bucket of RunInstances in "Request throttling for the Amazon EC2 API". */
  private final TokenBucket launches = new TokenBucket(1000, 2);

  /** The resource bucket of TerminateInstances, in the same document. */
  private final TokenBucket terminations = new TokenBucket(1000, 20);

  private OptionalInt vcpusMax = OptionalInt.empty();
  private Runnable useChanged = () -> {};

  Instances(VirtualTime time, Chance chance, Ec2Timings timings, Ids ids, Subnets subnets) {
    this.time = time;
    this.timings = timings;
    this.ids = ids;
    this.subnets = subnets;
    this.pendingToRunning = chance.stream("ec2.pending-to-running");
    this.shuttingDown = chance.stream("ec2.shutting-down");
  }

  Map<String, Ec2Instance> byId() {
    return byId;
  }

  void limitVcpus(OptionalInt max) {
    vcpusMax = max;
  }

  OptionalInt vcpusMax() {
    return vcpusMax;
  }

  /** Tells whenever the vCPUs in use may have changed. */
  void onUse(Runnable listener) {
    useChanged = listener;
  }

  Ec2Instance launch(LaunchOrder order, Ec2InstanceObserver observer) {
    Subnets.SubnetState subnet = subnets.get(order.subnetId());
    if (!launches.take(time.now(), 1)) {
      throw Ec2Errors.of(Ec2Errors.REQUEST_LIMIT, "Request limit exceeded.");
    }
    checkQuota(order);
    Ec2Instance instance = create(order, subnet, time.now(), observer);
    time.after(
        timings.pendingToRunning().draw(pendingToRunning),
        () -> {
          if (instance.state() == InstanceStateName.PENDING) {
            instance.moveTo(InstanceStateName.RUNNING);
            observer.running(instance);
          }
        });
    return instance;
  }

  /** The vCPUs of On-Demand Instances that are pending or running. */
  int vcpusUsed() {
    int vcpus = 0;
    for (Ec2Instance instance : byId.values()) {
      boolean counts =
          instance.state() == InstanceStateName.PENDING
              || instance.state() == InstanceStateName.RUNNING;
      if (counts && !instance.order().specification().spot()) {
        vcpus += InstanceTypes.named(instance.order().instanceType()).vcpus();
      }
    }
    return vcpus;
  }

  /** See "Amazon EC2 On-Demand Instance limits"; Spot Instances do not count. */
  private void checkQuota(LaunchOrder order) {
    if (vcpusMax.isEmpty() || order.specification().spot()) {
      return;
    }
    int vcpus = vcpusUsed() + InstanceTypes.named(order.instanceType()).vcpus();
    if (vcpus > vcpusMax.getAsInt()) {
      throw Ec2Errors.of(
          Ec2Errors.VCPU_LIMIT,
          "You have requested more vCPU capacity than your current vCPU limit of "
              + vcpusMax.getAsInt()
              + " allows for the instance bucket that the specified instance type belongs to."
              + " Please visit http://aws.amazon.com/contact-us/ec2-request to request an"
              + " adjustment to this limit.");
    }
  }

  Ec2Instance launchedEarlier(LaunchOrder order, Instant launchedAt, Ec2InstanceObserver observer) {
    Ec2Instance instance = create(order, subnets.get(order.subnetId()), launchedAt, observer);
    instance.moveTo(InstanceStateName.RUNNING);
    return instance;
  }

  private Ec2Instance create(
      LaunchOrder order,
      Subnets.SubnetState subnet,
      Instant launchedAt,
      Ec2InstanceObserver observer) {
    subnets.take(subnet, order.instanceType());
    Map<String, String> tags = new LinkedHashMap<>(order.tags());
    order
        .template()
        .ifPresent(
            template -> {
              tags.put("aws:ec2launchtemplate:id", template.id());
              tags.put("aws:ec2launchtemplate:version", Long.toString(template.version()));
            });
    Ec2Instance instance =
        new Ec2Instance(ids.resource("i-"), order, subnet, tags, launchedAt, observer);
    byId.put(instance.id(), instance);
    useChanged.run();
    return instance;
  }

  void impair(String instanceId) {
    Ec2Instance instance = byId.get(instanceId);
    if (instance != null && !instance.impaired()) {
      instance.impair();
      instance.observer().impaired(instance);
    }
  }

  /**
   * What TerminateInstances does: where one of them does not exist, none is terminated; one that is
   * terminated already stays so.
   */
  TerminateInstancesResponse terminate(List<String> instanceIds) {
    for (String id : instanceIds) {
      if (!byId.containsKey(id)) {
        throw Ec2Errors.instanceNotFound(id);
      }
    }
    if (!terminations.take(time.now(), instanceIds.size())) {
      throw Ec2Errors.of(Ec2Errors.REQUEST_LIMIT, "Request limit exceeded.");
    }
    List<InstanceStateChange> changes = new ArrayList<>();
    for (String id : instanceIds) {
      Ec2Instance instance = byId.get(id);
      InstanceStateName before = instance.state();
      terminate(id);
      changes.add(
          InstanceStateChange.builder()
              .instanceId(id)
              .previousState(it -> it.name(before).code(Ec2Instance.code(before)))
              .currentState(
                  it -> it.name(instance.state()).code(Ec2Instance.code(instance.state())))
              .build());
    }
    return TerminateInstancesResponse.builder().terminatingInstances(changes).build();
  }

  void terminate(String instanceId) {
    Ec2Instance instance = byId.get(instanceId);
    if (instance == null
        || instance.state() == InstanceStateName.SHUTTING_DOWN
        || instance.state() == InstanceStateName.TERMINATED) {
      return;
    }
    instance.moveTo(InstanceStateName.SHUTTING_DOWN);
    useChanged.run();
    instance.observer().impaired(instance);
    time.after(
        timings.shuttingDownToTerminated().draw(shuttingDown),
        () -> {
          instance.terminated(time.now());
          subnets.giveBack(instance.subnet(), instance.order().instanceType());
          instance.observer().terminated(instance);
        });
  }
}
