package dev.lastgood.test.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.ConfigurationFile;
import dev.lastgood.functions.handler.CanonicalJson;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.point.CaptureHandler;
import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.PointRecord;
import dev.lastgood.functions.point.PointStatus;
import dev.lastgood.functions.point.PointStore;
import dev.lastgood.functions.point.Seal;
import dev.lastgood.functions.point.SealCheck;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.simulator.world.WorldSettings;
import dev.lastgood.test.Built;
import dev.lastgood.test.TestPlatform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

@DisplayName("A recovery point in the bucket")
class PointsTest {
  private static final Configuration PRODUCTION =
      ConfigurationFile.read(Path.of("..", "lastgood.yaml"))
          .environment("production")
          .orElseThrow();
  private static final String GROUP = "web-production";
  private static final String SECRET =
      Base64.getEncoder().encodeToString("password=hunter2".getBytes(StandardCharsets.UTF_8));

  /** As schema version 1 wrote it. */
  private static final String VERSION_1 =
      """
      {"capturedAt":"2026-03-01T10:45:00Z","configuration":{"availabilityZones":["eu-west-1a"],\
      "capacityRebalance":false,"defaultCooldownSeconds":300,"healthCheckGracePeriodSeconds":300,\
      "healthCheckType":"ELB","instanceMaintenancePolicy":{},"launchTemplate":{"data":{"ImageId":\
      "ami-1"},"id":"lt-1"},"maxSize":6,"minSize":1,"newInstancesProtectedFromScaleIn":false,\
      "subnetIds":["subnet-a"],"suspendedProcesses":[],"tags":{},"targetGroupArns":[],\
      "terminationPolicies":["Default"]},"declaredVersion":"4","fleet":{"desiredCapacity":2,\
      "instances":[]},"groupName":"web-production","launchTemplateVersion":"4","schemaVersion":1,\
      "targetId":"web"}""";

  private SimulatedWorld world;
  private TestPlatform platform;
  private S3Client s3;

  @BeforeEach
  void deploy() {
    world = new SimulatedWorld(new WorldSettings(PRODUCTION, 1, FaultSettings.NONE, 1));
    Built.PRODUCTION.deploy(world, WorldSettings.START);
    platform = Bytes.platform(world, PRODUCTION);
    s3 = world.s3().client();
  }

  private SealCheck stored(int schemaVersion) {
    byte[] bytes = VERSION_1.getBytes(StandardCharsets.UTF_8);
    String sha256 = CanonicalJson.sha256(bytes);
    var sealedAt = WorldSettings.START;
    SdkBytes mac =
        world
            .kms()
            .client()
            .generateMac(
                it ->
                    it.keyId(platform.variable("SEAL_KEY_ID"))
                        .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
                        .message(
                            SdkBytes.fromUtf8String(
                                sha256 + "\nweb\n" + sealedAt + "\n" + schemaVersion)))
            .mac();
    PointRecord record =
        new PointRecord(
            "web",
            "identity",
            PointStatus.GOOD,
            new Seal(
                sha256,
                Base64.getEncoder().encodeToString(mac.asByteArray()),
                sealedAt,
                schemaVersion),
            2,
            sealedAt,
            Optional.empty(),
            Optional.of(sealedAt));
    s3.putObject(
        it -> it.bucket(platform.variable("BUCKET")).key(record.bodyKey()),
        RequestBody.fromBytes(bytes));
    return new PointStore(platform).read(record);
  }

  @Test
  @DisplayName("that schema version 1 wrote can be restored; one of a version to come cannot")
  void schemaVersions() {
    GroupBody body =
        assertInstanceOf(
            GroupBody.class, assertInstanceOf(SealCheck.Sound.class, stored(1)).body());
    assertEquals("4", body.launchTemplateVersion());
    assertEquals("lt-1", body.configuration().launch().base().orElseThrow().id());
    assertEquals(
        "Its schema version 5 is unknown here; this version reads 1 to 4.",
        assertInstanceOf(SealCheck.Broken.class, stored(5)).because());
  }

  private void group() {
    world.ec2().addSubnet("subnet-a", "eu-west-1a", 20);
    world.ec2().registerImage("ami-1", "web");
    String templateId =
        world
            .ec2()
            .client()
            .createLaunchTemplate(
                it ->
                    it.launchTemplateName("web")
                        .launchTemplateData(
                            data ->
                                data.imageId("ami-1").instanceType("m7g.large").userData(SECRET)))
            .launchTemplate()
            .launchTemplateId();
    world
        .autoScaling()
        .createSettled(
            CreateAutoScalingGroupRequest.builder()
                .autoScalingGroupName(GROUP)
                .minSize(1)
                .maxSize(3)
                .vpcZoneIdentifier("subnet-a")
                .launchTemplate(it -> it.launchTemplateId(templateId).version("1"))
                .build(),
            WorldSettings.START);
  }

  private String capture() {
    return Json.read(
            Bytes.call(new CaptureHandler(platform), "{\"targetIds\":[\"web\"]}"), JsonNode.class)
        .path("targets")
        .path("web")
        .asText();
  }

  private List<String> keys() {
    return s3
        .listObjectsV2(it -> it.bucket(platform.variable("BUCKET")).prefix("points/web/"))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  private String content(String key) {
    return s3.getObjectAsBytes(it -> it.bucket(platform.variable("BUCKET")).key(key))
        .asUtf8String();
  }

  @Test
  @DisplayName("is not made of a group that two targets select, whichever way they do")
  void rivals() {
    group();
    world
        .autoScaling()
        .client()
        .createOrUpdateTags(
            request ->
                request.tags(
                    Tag.builder()
                        .resourceId(GROUP)
                        .resourceType("auto-scaling-group")
                        .key("service")
                        .value("web")
                        .propagateAtLaunch(true)
                        .build()));
    platform =
        Bytes.platform(
            world,
            ConfigurationFile.parse(
                    """
                    environments:
                      production:
                        account: "111122223333"
                        region: eu-west-1
                        targets:
                          web: {autoScalingGroup: web-production, alarms: [{name: a}]}
                          shop: {autoScalingGroupTag: {key: service, value: web}, alarms: [{name: a}]}
                    """,
                    "test.yaml")
                .environments()
                .getFirst());
    JsonNode said =
        Json.read(Bytes.call(new CaptureHandler(platform), "{}"), JsonNode.class).path("targets");
    assertEquals(
        "The group web-production is the target shop too, which selects the group tagged"
            + " service=web.",
        said.path("web").asText());
    assertEquals(
        "The group web-production is the target web too, which selects the group named"
            + " web-production.",
        said.path("shop").asText());
    assertEquals(List.of(), keys());
  }

  @Test
  @DisplayName("keeps the user data apart, once, under its hash, and names that hash alone")
  void userData() {
    group();
    assertTrue(capture().startsWith("A new candidate."));
    String sha256 = CanonicalJson.sha256OfText(SECRET);
    String secretKey = "points/web/user-data/" + sha256;
    assertEquals(SECRET, content(secretKey));
    List<String> others = keys().stream().filter(key -> !key.equals(secretKey)).toList();
    assertEquals(1, others.size(), others::toString);
    assertFalse(content(others.getFirst()).contains(SECRET));
    assertTrue(content(others.getFirst()).contains(sha256));
    PointStore store = new PointStore(platform);
    assertEquals(Optional.of(SECRET), store.userData("web", sha256));
    assertEquals(Optional.empty(), store.userData("shop", sha256), "another target's");
    s3.putObject(
        it -> it.bucket(platform.variable("BUCKET")).key(secretKey),
        RequestBody.fromString("forged"));
    assertEquals(Optional.empty(), store.userData("web", sha256), "not what was kept");
  }

  @Test
  @DisplayName("is a new one whatever is attached to the group, and the same when nothing changes")
  void attached() {
    group();
    capture();
    assertTrue(capture().startsWith("Unchanged."));
    AutoScalingClient client = world.autoScaling().client();
    List<Consumer<AutoScalingClient>> changes =
        List.of(
            it ->
                it.putLifecycleHook(
                    hook ->
                        hook.autoScalingGroupName(GROUP)
                            .lifecycleHookName("a")
                            .lifecycleTransition("autoscaling:EC2_INSTANCE_LAUNCHING")),
            it ->
                it.putScalingPolicy(
                    policy ->
                        policy
                            .autoScalingGroupName(GROUP)
                            .policyName("a")
                            .adjustmentType("ChangeInCapacity")
                            .scalingAdjustment(1)),
            it ->
                it.putScheduledUpdateGroupAction(
                    action ->
                        action
                            .autoScalingGroupName(GROUP)
                            .scheduledActionName("a")
                            .recurrence("0 22 * * *")
                            .minSize(1)),
            it ->
                it.putNotificationConfiguration(
                    topic ->
                        topic
                            .autoScalingGroupName(GROUP)
                            .topicARN("arn:t")
                            .notificationTypes("autoscaling:EC2_INSTANCE_LAUNCH")),
            it -> it.putWarmPool(pool -> pool.autoScalingGroupName(GROUP)),
            it ->
                it.enableMetricsCollection(
                    metrics -> metrics.autoScalingGroupName(GROUP).granularity("1Minute")));
    for (int index = 0; index < changes.size(); index++) {
      changes.get(index).accept(client);
      String says = capture();
      assertTrue(says.startsWith("A new candidate."), index + ": " + says);
      assertTrue(capture().startsWith("Unchanged."), "" + index);
    }
  }

  private static Configuration soaking(int seconds) {
    return ConfigurationFile.parse(
            """
            environments:
              production:
                account: "111122223333"
                region: eu-west-1
                targets:
                  web:
                    autoScalingGroup: web-production
                    soakSeconds: %d
                    alarms: [{name: web-5xx}, {name: web-slow}]
            """
                .formatted(seconds),
            "test.yaml")
        .environments()
        .getFirst();
  }

  private void passes(Duration duration) {
    world.time().run(world.time().now().plus(duration), () -> false);
  }

  /** Nothing is known of its metric, so that its state is what it is put into. */
  private void putAlarm(String name) {
    world
        .cloudWatch()
        .client()
        .putMetricAlarm(
            it ->
                it.alarmName(name)
                    .namespace("contract")
                    .metricName("nothing")
                    .statistic(Statistic.SUM)
                    .period(60)
                    .evaluationPeriods(1)
                    .threshold(1.0)
                    .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                    .treatMissingData("ignore"));
    alarm(name, StateValue.OK);
  }

  private void alarm(String name, StateValue state) {
    world
        .cloudWatch()
        .client()
        .setAlarmState(it -> it.alarmName(name).stateValue(state).stateReason("a test"));
  }

  private void goesOff(String name) {
    alarm(name, StateValue.ALARM);
    passes(Duration.ofSeconds(10));
    alarm(name, StateValue.OK);
  }

  @ParameterizedTest
  @CsvSource({"false, Promoted to good.", "true, Its soak begins again"})
  @DisplayName("is good after its soak, and not where an alarm went off that a slow clock hides")
  void soaked(boolean wentOff, String says) {
    group();
    putAlarm("web-5xx");
    putAlarm("web-slow");
    platform =
        Bytes.platform(world, soaking(600), () -> world.time().now().minus(Duration.ofSeconds(45)));
    assertTrue(capture().startsWith("A new candidate."));
    passes(Duration.ofMinutes(10));
    if (wentOff) {
      goesOff("web-5xx");
      passes(Duration.ofSeconds(10));
      goesOff("web-slow");
    }
    passes(Duration.ofSeconds(10));
    String said = capture();
    assertTrue(said.startsWith(says), said);
    if (wentOff) {
      passes(Duration.ofMinutes(12));
      assertEquals("Promoted to good.", capture(), "what is over counts once");
    }
  }
}
