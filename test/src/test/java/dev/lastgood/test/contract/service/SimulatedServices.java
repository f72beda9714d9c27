package dev.lastgood.test.contract.service;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.asl.StateMachine;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.sqs.QueueSettings;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.simulator.world.WorldSettings;
import dev.lastgood.test.Built;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkClient;

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
                world.kms().client(),
                world.s3().client(),
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
}
