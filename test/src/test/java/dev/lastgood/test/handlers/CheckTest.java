package dev.lastgood.test.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.handler.CanonicalJson;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.point.CaptureHandler;
import dev.lastgood.functions.point.PointRecord;
import dev.lastgood.functions.point.PointStatus;
import dev.lastgood.functions.point.PointStore;
import dev.lastgood.functions.restorable.CheckHandler;
import dev.lastgood.functions.restorable.Recoverabilities;
import dev.lastgood.functions.restorable.Recoverability;
import dev.lastgood.simulator.kernel.Call;
import dev.lastgood.simulator.kernel.CallObserver;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.ServiceErrors;
import dev.lastgood.simulator.loadbalancing.TargetGroupSettings;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.simulator.world.WorldSettings;
import dev.lastgood.test.Built;
import dev.lastgood.test.TestPlatform;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;

@DisplayName("The check")
class CheckTest {
  private static final Configuration PRODUCTION = Built.PRODUCTION.configuration();
  private static final String GROUP = "web-production";
  private static final String USER_DATA =
      Base64.getEncoder().encodeToString("start".getBytes(StandardCharsets.UTF_8));
  private static final int INSTANCES = 4;

  private final List<String> counted = new ArrayList<>();
  private final List<String> unanswered = new ArrayList<>();
  private SimulatedWorld world;
  private Platform platform;
  private String templateId;
  private String targetGroupArn;

  /** Four instances of version 2 of a template, in two zones; version 1 is the default. */
  @BeforeEach
  void deploy() {
    world =
        new SimulatedWorld(
            new WorldSettings(
                new Configuration(
                    PRODUCTION.environment(),
                    PRODUCTION.account(),
                    PRODUCTION.region(),
                    List.of(PRODUCTION.target("web").orElseThrow())),
                1,
                FaultSettings.NONE,
                1));
    world.watchCalls(
        new CallObserver() {
          @Override
          public void before(Call call) {
            if (unanswered.contains(call.operation().name())) {
              throw ServiceErrors.of(
                  Ec2Exception::builder, "ec2", "InternalError", "An internal error.", 500);
            }
          }
        });
    Built.PRODUCTION.deploy(world, WorldSettings.START);
    platform =
        new Counting(
            Bytes.platform(world, world.settings().configuration()),
            (name, value, dimensions) -> counted.add(name + dimensions + "=" + value));
    world.ec2().addSubnet("subnet-a", "eu-west-1a", 20);
    world.ec2().addSubnet("subnet-b", "eu-west-1b", 20);
    world.ec2().registerImage("ami-1", "one");
    world.ec2().registerImage("ami-2", "two");
    world.ec2().prerequisites().addSecurityGroup("sg-1", "web");
    world.ec2().prerequisites().addKeyPair("key");
    world.ec2().prerequisites().addSnapshot("snap-1");
    targetGroupArn = world.loadBalancing().createTargetGroup(TargetGroupSettings.usual("web"));
    templateId =
        world
            .ec2()
            .client()
            .createLaunchTemplate(
                request ->
                    request
                        .launchTemplateName("web")
                        .launchTemplateData(
                            data -> data.imageId("ami-1").instanceType("m7g.large")))
            .launchTemplate()
            .launchTemplateId();
    world
        .ec2()
        .client()
        .createLaunchTemplateVersion(
            request ->
                request
                    .launchTemplateId(templateId)
                    .launchTemplateData(
                        data ->
                            data.imageId("ami-2")
                                .instanceType("m7g.large")
                                .keyName("key")
                                .securityGroupIds("sg-1")
                                .userData(USER_DATA)
                                .blockDeviceMappings(
                                    LaunchTemplateBlockDeviceMappingRequest.builder()
                                        .deviceName("/dev/sdb")
                                        .ebs(volume -> volume.snapshotId("snap-1"))
                                        .build())));
    world
        .autoScaling()
        .createSettled(
            CreateAutoScalingGroupRequest.builder()
                .autoScalingGroupName(GROUP)
                .minSize(1)
                .maxSize(10)
                .desiredCapacity(INSTANCES)
                .vpcZoneIdentifier("subnet-a,subnet-b")
                .targetGroupARNs(targetGroupArn)
                .launchTemplate(template -> template.launchTemplateId(templateId).version("2"))
                .build(),
            WorldSettings.START);
    capture();
  }

  /** What the group is now becomes its newest good point. */
  private void capture() {
    Bytes.call(new CaptureHandler(platform), "{}");
    PointStore points = new PointStore(platform);
    points.points("web").stream()
        .filter(record -> record.status() == PointStatus.CANDIDATE)
        .map(
            record ->
                new PointRecord(
                    record.targetId(),
                    record.identity(),
                    PointStatus.GOOD,
                    record.seal(),
                    record.desiredCapacity(),
                    record.firstSeenAt(),
                    Optional.of(world.time().now()),
                    Optional.of(world.time().now())))
        .forEach(points::index);
  }

  private void later() {
    world.time().run(world.time().now().plus(Duration.ofSeconds(30)), () -> false);
  }

  private String check() {
    counted.clear();
    return Json.read(Bytes.call(new CheckHandler(platform), "{}"), JsonNode.class)
        .path("targets")
        .path("web")
        .asText();
  }

  private Recoverability found() {
    return new Recoverabilities(platform).find("web").orElseThrow();
  }

  private void recoverable(String... because) {
    String says = check();
    assertTrue(says.startsWith("web is recoverable. It can go back to its good point of "), says);
    for (String sentence : because) {
      assertTrue(found().because().contains(sentence), found().because());
    }
    assertEquals(List.of("Recoverable{Target=web}=1.0"), counted);
    assertTrue(found().recoverable());
  }

  private void notRecoverable(String because) {
    String says = check();
    assertTrue(says.startsWith("web is not recoverable, because: "), says);
    assertTrue(
        found().because().endsWith(because),
        () -> "expected " + because + ", found " + found().because());
    assertEquals(List.of("Recoverable{Target=web}=0.0"), counted);
    assertFalse(found().recoverable());
    assertEquals(Optional.empty(), found().identity());
  }

  @Test
  @DisplayName("finds a target recoverable whose point has all that it needs, and keeps to which")
  void recoverable() {
    recoverable(new String[0]);
    assertEquals(
        Optional.of(new PointStore(platform).points("web").getFirst().identity()),
        found().identity());
  }

  @Test
  @DisplayName("finds what is gone, whatever it is, and that it is there again")
  void gone() {
    world.ec2().deregisterImage("ami-2");
    notRecoverable("cannot be restored: The image ami-2 does not exist any more.");
    world.ec2().registerImage("ami-2", "two");
    recoverable(new String[0]);
    world.ec2().prerequisites().deleteSecurityGroup("sg-1");
    world.ec2().prerequisites().deleteKeyPair("key");
    world.loadBalancing().deleteTargetGroup(targetGroupArn);
    world.ec2().deleteSubnet("subnet-b");
    notRecoverable(
        "cannot be restored: The subnet subnet-b does not exist any more. The security group sg-1"
            + " does not exist any more. The key pair key does not exist any more. The target group "
            + targetGroupArn
            + " does not exist any more.");
  }

  @Test
  @DisplayName("finds what only a launch finds that is tried")
  void refused() {
    world.ec2().prerequisites().loseSnapshot("snap-1");
    notRecoverable(
        "cannot be restored: EC2 refuses to launch its instances as InvalidSnapshot.NotFound: The"
            + " snapshot 'snap-1' does not exist.");
  }

  @Test
  @DisplayName("finds a version recoverable that was deleted, while its user data is kept")
  void versionDeleted() {
    world
        .ec2()
        .client()
        .deleteLaunchTemplateVersions(
            request -> request.launchTemplateId(templateId).versions("2"));
    recoverable(
        "Version 2 of launch template "
            + templateId
            + " does not exist any more. It can be made again from the point's data.");
    world
        .s3()
        .client()
        .putObject(
            request ->
                request
                    .bucket(Built.PRODUCTION.bucket())
                    .key("points/web/user-data/" + CanonicalJson.sha256OfText(USER_DATA)),
            RequestBody.fromString("something else"));
    notRecoverable("It cannot be made again: its user data is not kept any more.");
  }

  @Test
  @DisplayName("finds no version that could be made again in a template that was deleted")
  void templateDeleted() {
    world.ec2().client().deleteLaunchTemplate(request -> request.launchTemplateId(templateId));
    notRecoverable("The launch template " + templateId + " does not exist any more.");
  }

  @Test
  @DisplayName("counts the addresses that new instances need beside the old ones")
  void addresses() {
    world.ec2().leaveAddresses("subnet-a", 3);
    world.ec2().leaveAddresses("subnet-b", 1);
    recoverable(new String[0]);
    world.ec2().leaveAddresses("subnet-b", 0);
    notRecoverable(
        "Replacing 4 instances, new ones first, needs 4 free addresses, and its subnets have 3 (3"
            + " in eu-west-1a, 0 in eu-west-1b).");
  }

  @Test
  @DisplayName("counts the vCPUs that new instances need beside what runs in the whole account")
  void quota() {
    later();
    world.ec2().limitVcpus(OptionalInt.of(16));
    recoverable(new String[0]);
    world.ec2().limitVcpus(OptionalInt.of(15));
    notRecoverable(
        "Replacing 4 instances, new ones first, needs 8 vCPUs, and of the 15 that the quota of"
            + " On-Demand Standard instances allows 8 are used.");
  }

  @Test
  @DisplayName("passes over a point that cannot be restored for the next, and says so")
  void older() {
    world
        .autoScaling()
        .client()
        .updateAutoScalingGroup(
            request ->
                request
                    .autoScalingGroupName(GROUP)
                    .launchTemplate(
                        template -> template.launchTemplateId(templateId).version("1")));
    later();
    capture();
    String newest = new PointStore(platform).points("web").getFirst().identity();
    recoverable(new String[0]);
    assertEquals(Optional.of(newest), found().identity());
    later();
    world.ec2().deregisterImage("ami-1");
    recoverable("cannot be restored: The image ami-1 does not exist any more.");
    assertEquals(
        Optional.of(new PointStore(platform).points("web").getLast().identity()),
        found().identity());
    later();
    world.ec2().deregisterImage("ami-2");
    notRecoverable("The image ami-2 does not exist any more.");
    assertTrue(found().because().contains("ami-1"), "each is named");
  }

  @Test
  @DisplayName("says neither where it could not see, fails, and leaves what was found before")
  void unseen() {
    recoverable(new String[0]);
    Recoverability before = found();
    later();
    unanswered.add("DescribeImages");
    counted.clear();
    IllegalStateException failed =
        assertThrows(
            IllegalStateException.class, () -> Bytes.call(new CheckHandler(platform), "{}"));
    assertTrue(
        failed.getMessage().contains("Its images could not be looked at: An internal error."),
        failed.getMessage());
    assertEquals(List.of(), counted);
    assertEquals(before, found());
    world.ec2().deleteSubnet("subnet-a");
    notRecoverable("The subnet subnet-a does not exist any more.");
  }

  @Test
  @DisplayName("says that a target without a good point is not recoverable, and counts nothing")
  void unprotected() {
    PointStore points = new PointStore(platform);
    PointRecord record = points.points("web").getFirst();
    points.index(record.suspected());
    assertTrue(
        check().startsWith("web is not recoverable, because: It has no good recovery point yet."));
    assertEquals(List.of(), counted, "the point's age tells of it, and no data is as bad here");
    assertFalse(found().recoverable());
  }

  @Test
  @DisplayName("looks at nothing while an incident is open, whose recovery takes what it would see")
  void incident() {
    recoverable(new String[0]);
    Recoverability before = found();
    later();
    world
        .dynamoDb()
        .client()
        .putItem(
            request ->
                request
                    .tableName(Built.PRODUCTION.stateTable())
                    .item(
                        Map.of(
                            "pk", AttributeValue.fromS("target#web"),
                            "sk", AttributeValue.fromS("incident"),
                            "incidentId", AttributeValue.fromS("one"))));
    world.ec2().leaveAddresses("subnet-a", 0);
    world.ec2().leaveAddresses("subnet-b", 0);
    assertEquals("In an incident: as it was found before.", check());
    assertEquals(List.of("Recoverable{Target=web}=1.0"), counted);
    assertEquals(before, found());
  }

  @Test
  @DisplayName("keeps of two findings the later one, whichever is written last")
  void laterStands() {
    Recoverabilities kept = new Recoverabilities(platform);
    Instant now = world.time().now();
    Recoverability later =
        new Recoverability("shop", true, "Later.", Optional.of("abc"), now.plusSeconds(1));
    Recoverability earlier = new Recoverability("shop", false, "Earlier.", Optional.empty(), now);
    assertEquals(Optional.empty(), kept.find("shop"));
    assertTrue(kept.keep(earlier));
    assertTrue(kept.keep(later));
    assertFalse(kept.keep(earlier));
    assertEquals(Optional.of(later), kept.find("shop"));
    assertTrue(kept.keep(later), "the same again, as an SDK's retry brings it");
  }

  @Test
  @DisplayName("is not undone by a capture")
  void captured() {
    recoverable(new String[0]);
    Recoverability before = found();
    later();
    Bytes.call(new CaptureHandler(platform), "{}");
    assertEquals(before, found());
  }

  /** Sees what is counted. */
  private interface Counter {
    void count(String name, double value, Map<String, String> dimensions);
  }

  private record Counting(TestPlatform given, Counter counter) implements Platform {
    @Override
    public <C extends SdkClient> C client(Class<C> type) {
      return given.client(type);
    }

    @Override
    public InstantSource clock() {
      return given.clock();
    }

    @Override
    public RandomGenerator chance() {
      return given.chance();
    }

    @Override
    public String variable(String name) {
      return given.variable(name);
    }

    @Override
    public Configuration configuration() {
      return given.configuration();
    }

    @Override
    public void metric(String name, double value, String unit, Map<String, String> dimensions) {
      if (name.equals("Recoverable")) {
        counter.count(name, value, new TreeMap<>(dimensions));
      }
    }
  }
}
