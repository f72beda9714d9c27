package dev.lastgood.simulator.cloudformation;

import dev.lastgood.simulator.application.ApplicationBehaviour;
import dev.lastgood.simulator.application.Applications;
import dev.lastgood.simulator.autoscaling.AutoScalingTimings;
import dev.lastgood.simulator.autoscaling.Neighbours;
import dev.lastgood.simulator.autoscaling.SimulatedAutoScaling;
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
import dev.lastgood.simulator.s3.SimulatedS3;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;

/** A small world in which stacks are deployed. */
final class StackWorld {
  static final Instant START = Instant.parse("2026-03-01T02:00:00Z");
  static final Duration LONG = Duration.ofHours(6);
  static final String STACK = "web";

  final VirtualTime time = new VirtualTime(START);
  final List<ServiceEvent> events = new ArrayList<>();
  final Applications applications = new Applications();
  final SimulatedEc2 ec2;
  final SimulatedCloudWatch cloudWatch;
  final SimulatedAutoScaling autoScaling;
  final SimulatedS3 s3;
  final SimulatedCloudFormation cloudFormation;
  final CloudFormationClient client;

  StackWorld(long seed) {
    Chance chance = new Chance(seed);
    Calls calls = new Calls(time, chance, FaultSettings.NONE, List.of());
    Account account = new Account("123456789012", "eu-west-1");
    ec2 = new SimulatedEc2(time, calls, chance, account, Ec2Timings.USUAL);
    SimulatedLoadBalancing loadBalancing = new SimulatedLoadBalancing(time, calls, chance, account);
    cloudWatch = new SimulatedCloudWatch(time, calls, chance, account, events::add);
    autoScaling =
        new SimulatedAutoScaling(
            new Neighbours(time, account, ec2, loadBalancing, cloudWatch, applications),
            calls,
            chance,
            AutoScalingTimings.USUAL,
            events::add);
    s3 = new SimulatedS3(time, calls, chance);
    s3.createBucket("templates", true);
    cloudFormation =
        new SimulatedCloudFormation(
            new StackNeighbours(time, account, autoScaling, ec2, cloudWatch, s3),
            calls,
            chance,
            CloudFormationTimings.USUAL,
            events::add);
    client = cloudFormation.client();
    ec2.addSubnet("subnet-a", "eu-west-1a", 200);
    ec2.addSubnet("subnet-b", "eu-west-1b", 200);
    ec2.registerImage("ami-good", "good");
    ec2.registerImage("ami-new", "new");
    ec2.registerImage("ami-bad", "bad");
    applications.image("ami-bad", ApplicationBehaviour.GOOD.withNeverBootsShare(1));
  }

  /** A queue, a parameter whose value is {@code value}, and what is added. */
  static String template(String value, String... resources) {
    return """
        Parameters:
          Stage: {Type: String, Default: test}
        Resources:
          Queue: {Type: 'AWS::SQS::Queue', Properties: {VisibilityTimeout: 30}}
          Setting:
            Type: AWS::SSM::Parameter
            Properties:
              Name: /web/setting
              Type: String
              Value: %s
              Description: !Sub 'of ${Queue.QueueName} in ${Stage}'
        %sOutputs:
          Address: {Value: !GetAtt Queue.Arn}
        """
        .formatted(value, String.join("\n", resources).indent(2));
  }

  LiveStack settled(String body) {
    return settled(STACK, body);
  }

  LiveStack settled(String name, String body) {
    return cloudFormation.createSettled(
        CreateStackRequest.builder().stackName(name).templateBody(body).build(),
        START.minus(Duration.ofDays(10)));
  }

  void update(String body) {
    update(it -> it.templateBody(body));
  }

  void update(Consumer<UpdateStackRequest.Builder> change) {
    UpdateStackRequest.Builder request = UpdateStackRequest.builder().stackName(STACK);
    change.accept(request);
    client.updateStack(request.build());
  }

  static Parameter parameter(String key, String value) {
    return Parameter.builder().parameterKey(key).parameterValue(value).build();
  }

  StackStatus over() {
    return over(STACK);
  }

  /** Runs until no operation is under way, and answers where that led. */
  StackStatus over(String stack) {
    runUntil(() -> !cloudFormation.stack(stack).orElseThrow().isAtWork());
    return cloudFormation.stack(stack).orElseThrow().status();
  }

  String stackId() {
    return cloudFormation.stacks().iterator().next().id();
  }

  LiveStack stack() {
    return cloudFormation.stack(STACK).orElseThrow();
  }

  Stack described() {
    return client.describeStacks(it -> it.stackName(STACK)).stacks().getFirst();
  }

  ResourceStatus resource(String logicalId) {
    return client
        .describeStackResource(it -> it.stackName(STACK).logicalResourceId(logicalId))
        .stackResourceDetail()
        .resourceStatus();
  }

  Object live(String logicalId, String property) {
    return cloudFormation.liveProperties(STACK, logicalId).orElse(Map.of()).get(property);
  }

  /** The statuses that were told, the oldest first: {@code logical id, status}. */
  List<String> told() {
    List<StackEvent> all =
        new ArrayList<>(
            client
                .describeStackEventsPaginator(it -> it.stackName(stack().id()))
                .stackEvents()
                .stream()
                .toList());
    return all.reversed().stream()
        .map(event -> event.logicalResourceId() + " " + event.resourceStatusAsString())
        .toList();
  }

  String put(String key, String body) {
    s3.client().putObject(it -> it.bucket("templates").key(key), RequestBody.fromString(body));
    return "https://templates.s3.eu-west-1.amazonaws.com/" + key;
  }

  void runFor(Duration duration) {
    time.run(time.now().plus(duration), () -> false);
  }

  boolean runUntil(BooleanSupplier condition) {
    time.run(time.now().plus(LONG), condition);
    return condition.getAsBoolean();
  }
}
