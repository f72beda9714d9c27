package dev.lastgood.simulator.ec2;

import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.TokenBucket;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

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

  Ec2Instance launch(LaunchOrder order, Ec2InstanceObserver observer) {
    Subnets.SubnetState subnet = subnets.get(order.subnetId());
    if (!launches.take(time.now(), 1)) {
      throw Ec2Errors.of("RequestLimitExceeded", "Request limit exceeded.", 503);
    }
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
    tags.put("aws:ec2launchtemplate:id", order.template().id());
    tags.put("aws:ec2launchtemplate:version", Long.toString(order.template().version()));
    Ec2Instance instance =
        new Ec2Instance(ids.resource("i-"), order, subnet, tags, launchedAt, observer);
    byId.put(instance.id(), instance);
    return instance;
  }

  void impair(String instanceId) {
    Ec2Instance instance = byId.get(instanceId);
    if (instance != null && !instance.impaired()) {
      instance.impair();
      instance.observer().impaired(instance);
    }
  }

  void terminate(String instanceId) {
    Ec2Instance instance = byId.get(instanceId);
    if (instance == null
        || instance.state() == InstanceStateName.SHUTTING_DOWN
        || instance.state() == InstanceStateName.TERMINATED) {
      return;
    }
    instance.moveTo(InstanceStateName.SHUTTING_DOWN);
    instance.observer().impaired(instance);
    time.after(
        timings.shuttingDownToTerminated().draw(shuttingDown),
        () -> {
          instance.terminated(time.now());
          subnets.giveBack(instance.subnet());
          instance.observer().terminated(instance);
        });
  }
}
