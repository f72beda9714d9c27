package dev.lastgood.test.contract.service;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.asl.StateMachine;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.lambda.FunctionSettings;
import dev.lastgood.simulator.loadbalancing.TargetGroupSettings;
import dev.lastgood.simulator.sqs.QueueSettings;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.simulator.world.WorldSettings;
import dev.lastgood.test.Built;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** An empty simulated world in which nothing fails. */
final class SimulatedServices implements Services {
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final SimulatedWorld world =
      new SimulatedWorld(
          new WorldSettings(Built.PRODUCTION.configuration(), 1, FaultSettings.NONE, 1));
  private final Removals removals = new Removals();
  private int named;

  @Override
  public <C extends SdkClient> C client(Class<C> type) {
    return type.cast(
        Stream.<SdkClient>of(
                world.autoScaling().client(),
                world.cloudFormation().client(),
                world.cloudWatch().client(),
                world.ec2().client(),
                world.ecr().client(),
                world.eventBridge().client(),
                world.kms().client(),
                world.lambda().client(),
                world.loadBalancing().client(),
                world.rds().client(),
                world.s3().client(),
                world.serviceQuotas().client(),
                world.stepFunctions().client(),
                world.sns().client(),
                world.sqs().client())
            .filter(type::isInstance)
            .findFirst()
            .orElseThrow());
  }

  @Override
  public String name(String end) {
    return "contract-" + ++named + "-" + end;
  }

  @Override
  public void afterwards(Runnable removal) {
    removals.add(removal);
  }

  @Override
  public void close() {
    removals.run();
  }

  @Override
  public void eventually(String what, BooleanSupplier holds) {
    world.time().run(world.time().now().plus(PATIENCE), holds);
    assertTrue(holds.getAsBoolean(), what);
  }

  @Override
  public String bucket() {
    world.s3().createBucket("contract", true);
    return "contract";
  }

  @Override
  public void removeObjects(String bucket, String prefix) {
    // The world ends with the case.
  }

  @Override
  public String key() {
    return world.kms().createHmacKey("enabled");
  }

  @Override
  public String disabledKey() {
    String arn = world.kms().createHmacKey("disabled");
    world.kms().disable(arn);
    return arn;
  }

  @Override
  public String image() {
    world.ec2().registerImage("ami-contract", "contract");
    return "ami-contract";
  }

  @Override
  public String subnet() {
    world.ec2().addSubnet("subnet-contract", world.account().region() + "a", 250);
    return "subnet-contract";
  }

  @Override
  public String topic() {
    return world.sns().createTopic(name("topic"));
  }

  @Override
  public void subscribeQueues(String topicArn, int count) {
    for (int i = 0; i < count; i++) {
      String name = name("queue");
      world.sqs().createQueue(name, QueueSettings.DEFAULT);
      world.sns().subscribe(topicArn, "sqs", world.account().arn("sqs", name), true);
    }
  }

  @Override
  public String queue() {
    return world.sqs().createQueue(name("queue"), QueueSettings.DEFAULT);
  }

  @Override
  public String waitingMachine() {
    return world
        .stepFunctions()
        .register(
            name("waiting"),
            "arn:aws:iam::" + world.account().id() + ":role/contract",
            StateMachine.load(WaitingMachine.DEFINITION));
  }

  @Override
  public String targetGroup() {
    return world.loadBalancing().createTargetGroup(TargetGroupSettings.usual("contract"));
  }

  @Override
  public String database() {
    return made("AWS::RDS::DBInstance", "{\"Engine\": \"mysql\", \"AllocatedStorage\": \"20\"}");
  }

  @Override
  public void removeDatabaseSnapshot(String name) {
    // The world ends with the case.
  }

  @Override
  public String volume() {
    return made("AWS::EC2::Volume", "{\"AvailabilityZone\": \"eu-west-1a\", \"Size\": 8}");
  }

  @Override
  public void removeVolumeSnapshot(String id) {
    // The world ends with the case.
  }

  /** Stacks make what no other operation of the simulated services does. */
  private String made(String type, String properties) {
    String template =
        "{\"Resources\": {\"One\": {\"Type\": \"%s\", \"Properties\": %s}}}"
            .formatted(type, properties);
    String id =
        cloudFormation()
            .createStack(it -> it.stackName(name("stack")).templateBody(template))
            .stackId();
    eventually(
        "the stack is made",
        () ->
            cloudFormation()
                .describeStacks(it -> it.stackName(id))
                .stacks()
                .getFirst()
                .stackStatus()
                .equals(StackStatus.CREATE_COMPLETE));
    return cloudFormation()
        .listStackResources(it -> it.stackName(id))
        .stackResourceSummaries()
        .getFirst()
        .physicalResourceId();
  }

  @Override
  public String repository() {
    world.ecr().push("contract", "sha256:" + "1".repeat(64), EcrContract.TAG);
    return "contract";
  }

  /** Answers with its event. */
  private static final class Echo extends JsonHandler<Echo.Event, Echo.Event> {
    /** Of a probe's answer. */
    private record Event(boolean healthy) {}

    private Echo() {
      super(Event.class);
    }

    @Override
    public Event handle(Event event, Invocation invocation) {
      return event;
    }
  }

  @Override
  public String function() {
    return world
        .lambda()
        .register(FunctionSettings.of(name("echo"), Duration.ofSeconds(3)), _ -> new Echo());
  }

  @Override
  public InvokeResponse answered(Supplier<InvokeResponse> invocation) {
    // What waits for a function waits in virtual time, as a function does that invokes another.
    AtomicReference<InvokeResponse> answer = new AtomicReference<>();
    world
        .time()
        .start(
            "the caller",
            this,
            () -> {
              answer.set(invocation.get());
              return "";
            },
            _ -> {});
    eventually("the function has answered", () -> answer.get() != null);
    return answer.get();
  }
}
