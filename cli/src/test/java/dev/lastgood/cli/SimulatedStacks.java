package dev.lastgood.cli;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.simulator.application.Applications;
import dev.lastgood.simulator.autoscaling.AutoScalingTimings;
import dev.lastgood.simulator.autoscaling.Neighbours;
import dev.lastgood.simulator.autoscaling.SimulatedAutoScaling;
import dev.lastgood.simulator.cloudformation.CloudFormationTimings;
import dev.lastgood.simulator.cloudformation.SimulatedCloudFormation;
import dev.lastgood.simulator.cloudformation.StackNeighbours;
import dev.lastgood.simulator.cloudwatch.SimulatedCloudWatch;
import dev.lastgood.simulator.ec2.Ec2Timings;
import dev.lastgood.simulator.ec2.SimulatedEc2;
import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.VirtualTime;
import dev.lastgood.simulator.loadbalancing.SimulatedLoadBalancing;
import dev.lastgood.simulator.s3.SimulatedS3;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;

/**
 * Stacks on the simulated CloudFormation, which has one thread: those of the tool take turns, and
 * virtual time passes while one of them waits.
 */
final class SimulatedStacks implements Aws {
  static final Instant START = Instant.parse("2026-03-02T10:45:00Z");

  /** A call as it was made. */
  record Made(Instant at, String name) {}

  final SimulatedCloudFormation cloudFormation;
  final List<Made> calls = new ArrayList<>();

  private final VirtualTime time = new VirtualTime(START);
  private final SimulatedS3 s3;
  private final CloudFormationClient client;
  private Function<SdkRequest, Optional<RuntimeException>> refusal = _ -> Optional.empty();

  SimulatedStacks() {
    this("111122223333");
  }

  /** In an account, whatever the configuration says. */
  SimulatedStacks(String number) {
    Chance chance = new Chance(7);
    Calls door = new Calls(time, chance, FaultSettings.NONE, List.of());
    Account account = new Account(number, "eu-west-1");
    SimulatedEc2 ec2 = new SimulatedEc2(time, door, chance, account, Ec2Timings.USUAL);
    SimulatedCloudWatch cloudWatch = new SimulatedCloudWatch(time, door, chance, account, _ -> {});
    SimulatedAutoScaling autoScaling =
        new SimulatedAutoScaling(
            new Neighbours(
                time,
                account,
                ec2,
                new SimulatedLoadBalancing(time, door, chance, account),
                cloudWatch,
                new Applications()),
            door,
            chance,
            AutoScalingTimings.USUAL,
            _ -> {});
    s3 = new SimulatedS3(time, door, chance);
    s3.createBucket("templates", true);
    cloudFormation =
        new SimulatedCloudFormation(
            new StackNeighbours(time, account, autoScaling, ec2, cloudWatch, s3),
            door,
            chance,
            CloudFormationTimings.USUAL,
            _ -> {});
    client =
        (CloudFormationClient)
            Proxy.newProxyInstance(
                CloudFormationClient.class.getClassLoader(),
                new Class<?>[] {CloudFormationClient.class},
                (_, method, arguments) -> call(method, arguments));
  }

  private synchronized Object call(Method method, Object[] arguments) throws Throwable {
    calls.add(new Made(time.now(), method.getName()));
    if (arguments != null && arguments[0] instanceof SdkRequest request) {
      Optional<RuntimeException> refused = refusal.apply(request);
      if (refused.isPresent()) {
        throw refused.get();
      }
    }
    try {
      return method.invoke(cloudFormation.client(), arguments);
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }

  /** Some requests are answered with an error. */
  SimulatedStacks refusing(Function<SdkRequest, Optional<RuntimeException>> which) {
    this.refusal = which;
    return this;
  }

  /** A stack that has been there for long. */
  SimulatedStacks settled(String name, String template) {
    cloudFormation.createSettled(
        CreateStackRequest.builder().stackName(name).templateBody(template).build(),
        START.minus(Duration.ofDays(10)));
    return this;
  }

  /** Keeps a template, for stacks that are nested. */
  String put(String key, String body) {
    s3.client().putObject(it -> it.bucket("templates").key(key), RequestBody.fromString(body));
    return "https://templates.s3.eu-west-1.amazonaws.com/" + key;
  }

  @Override
  public Platform stacks(Configuration configuration) {
    return new OperatorPlatform(client, this::now, configuration, true);
  }

  private synchronized Instant now() {
    return time.now();
  }

  @Override
  public synchronized void pause(Duration duration) {
    time.run(time.now().plus(duration), () -> false);
  }

  @Override
  public Platform tables(Configuration configuration, Optional<URI> endpoint) {
    throw new AssertionError("There are stacks here, and no tables.");
  }

  @Override
  public String caller(Configuration configuration) {
    throw new AssertionError("Nobody asks here who calls.");
  }
}
