package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.handler.CanonicalJson;
import dev.lastgood.simulator.autoscaling.Group;
import dev.lastgood.simulator.autoscaling.GroupInstance;
import dev.lastgood.simulator.autoscaling.GroupListener;
import dev.lastgood.simulator.kernel.Chance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.ScaleInProtectedInstances;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What stands in a recovery's way. */
final class Interference {
  private static final int PROTECTED = 3;

  /** How long a pipeline lets a refresh run that it does not know. */
  private static final Duration NOTICED = Duration.ofSeconds(75);

  /** How long a target group takes over before the old one is taken away. */
  private static final Duration TAKES_OVER = Duration.ofMinutes(2);

  private static final Duration LATER = Duration.ofMinutes(5);

  private static final double ERROR_SHARE = 0.5;

  private Interference() {}

  /** The bodies of the points are changed in the bucket, then a bad version is rolled out. */
  static void pointTampered(Stage stage, Timeline timeline) {
    if (new Chance(stage.world().settings().seed()).stream("forgery").nextInt(2) == 1) {
      forgePoints(stage, timeline);
      Plays.badLaunchTemplate(stage, timeline);
      return;
    }
    S3Client s3 = stage.world().s3().client();
    String folder = "points/" + stage.targetId() + "/";
    for (S3Object object :
        s3.listObjectsV2(request -> request.bucket(stage.bucket()).prefix(folder)).contents()) {
      String body =
          s3.getObjectAsBytes(request -> request.bucket(stage.bucket()).key(object.key()))
              .asUtf8String();
      String changed = body.replace(stage.goodImage(), stage.badImage());
      if (changed.equals(body)) {
        throw new IllegalStateException("The body " + object.key() + " names no image.");
      }
      s3.putObject(
          request -> request.bucket(stage.bucket()).key(object.key()),
          RequestBody.fromString(changed));
    }
    timeline.say(
        "somebody", "The image in the body of the only good point is changed for another.");
    Plays.badLaunchTemplate(stage, timeline);
  }

  /** Somebody may write to the bucket and to the table, and not use the key that seals. */
  private static void forgePoints(Stage stage, Timeline timeline) {
    S3Client s3 = stage.world().s3().client();
    String partition = "target#" + stage.targetId();
    for (Map<String, AttributeValue> item :
        stage.world().dynamoDb().table(stage.stateTable()).items()) {
      if (!item.get("pk").s().equals(partition) || !item.get("sk").s().startsWith("point#")) {
        continue;
      }
      String folder = "points/" + stage.targetId() + "/";
      String body =
          s3.getObjectAsBytes(
                  request ->
                      request.bucket(stage.bucket()).key(folder + item.get("sha256").s() + ".json"))
              .asUtf8String();
      String forged = body.replaceFirst("\"minSize\":\\d+", "\"minSize\":1");
      String sha256 = CanonicalJson.sha256OfText(forged);
      s3.putObject(
          request -> request.bucket(stage.bucket()).key(folder + sha256 + ".json"),
          RequestBody.fromString(forged));
      Map<String, AttributeValue> changed = new HashMap<>(item);
      changed.put("sha256", AttributeValue.fromS(sha256));
      stage
          .world()
          .dynamoDb()
          .client()
          .putItem(request -> request.tableName(stage.stateTable()).item(changed));
    }
    timeline.say(
        "somebody",
        "The minimum in the body of the only good point is changed, and the hash that the table"
            + " has of it.");
  }

  /** Some instances are protected from scale-in, before and after a bad rollout. */
  static void protectedInstances(Stage stage, Timeline timeline) {
    protect(stage, timeline);
    timeline.say("deployment", stage.publishBadVersion());
    String refreshId =
        stage.rollOut(
            preferences ->
                preferences.scaleInProtectedInstances(ScaleInProtectedInstances.REFRESH));
    timeline.say(
        "deployment", "An instance refresh to it is started, protected instances included.");
    Plays.whenRolledOut(
        stage,
        timeline,
        refreshId,
        () -> {
          protect(stage, timeline);
          Plays.beginToFail(stage, timeline);
        });
  }

  private static void protect(Stage stage, Timeline timeline) {
    List<String> some =
        stage.group().instances().stream()
            .filter(instance -> instance.lifecycleState() == LifecycleState.IN_SERVICE)
            .limit(PROTECTED)
            .map(GroupInstance::id)
            .toList();
    stage
        .autoScaling()
        .setInstanceProtection(
            request ->
                request
                    .autoScalingGroupName(stage.groupName())
                    .instanceIds(some)
                    .protectedFromScaleIn(true));
    timeline.say(
        "somebody", some.size() + " instances with long jobs are protected from scale-in.");
  }

  /** While our refresh runs, a pipeline cancels it and starts its own. */
  static void deploymentCollides(Stage stage, Timeline timeline) {
    String teams = Plays.rollOutBadVersion(stage, timeline);
    Plays.whenRolledOut(stage, timeline, teams, () -> Plays.beginToFail(stage, timeline));
    stage.world().autoScaling().listen(new Pipeline(stage, timeline, teams));
  }

  /** A pipeline that wants its version to be what runs. */
  private static final class Pipeline implements GroupListener {
    private final Stage stage;
    private final Timeline timeline;
    private final String own;
    private Optional<String> cancelled = Optional.empty();

    Pipeline(Stage stage, Timeline timeline, String own) {
      this.stage = stage;
      this.timeline = timeline;
      this.own = own;
    }

    @Override
    public void refreshChanged(Group group, InstanceRefresh refresh) {
      String refreshId = refresh.instanceRefreshId();
      if (refreshId.equals(own)) {
        return;
      }
      if (cancelled.isEmpty() && refresh.status() == InstanceRefreshStatus.IN_PROGRESS) {
        cancelled = Optional.of(refreshId);
        stage.world().time().after(NOTICED, this::cancel);
      }
      if (cancelled.filter(refreshId::equals).isPresent()
          && refresh.status() == InstanceRefreshStatus.CANCELLED) {
        stage.world().time().after(Duration.ZERO, this::startOwn);
      }
    }

    private void cancel() {
      timeline.say("pipeline", "It finds a refresh that is not its own, and cancels it.");
      stage
          .autoScaling()
          .cancelInstanceRefresh(request -> request.autoScalingGroupName(stage.groupName()));
    }

    private void startOwn() {
      stage.rollOut();
      timeline.say("pipeline", "It starts an instance refresh to version 2 again.");
    }
  }

  /** A managed node group is EKS's to change. */
  static void ownedByService(CreateAutoScalingGroupRequest.Builder group) {
    List<Tag> tags = new ArrayList<>(group.build().tags());
    tags.add(
        Tag.builder().key("eks:nodegroup-name").value("workers").propagateAtLaunch(true).build());
    group.tags(tags);
  }

  /**
   * The team changes how its group is checked, and suspends a process. Then requests fail because
   * of something else.
   */
  static void verificationFails(Stage stage, Timeline timeline) {
    stage
        .autoScaling()
        .updateAutoScalingGroup(
            request -> request.autoScalingGroupName(stage.groupName()).healthCheckType("EC2"));
    stage
        .autoScaling()
        .suspendProcesses(
            request ->
                request.autoScalingGroupName(stage.groupName()).scalingProcesses("AZRebalance"));
    timeline.say(
        "somebody", "The group's health check type is set to EC2, and AZRebalance is suspended.");
    stage
        .world()
        .time()
        .after(
            LATER,
            () -> {
              stage.failRequests(stage.goodImage(), ERROR_SHARE);
              timeline.say(
                  "service", "A database that the service depends on fails: so do its requests.");
            });
  }

  /**
   * The team moves its application to another port, and its group to a target group on that port.
   * Then requests fail because of something else.
   */
  static void targetGroupMoved(Stage stage, Timeline timeline) {
    String before = stage.group().settings().targetGroupARNs().getFirst();
    String after =
        stage
            .world()
            .loadBalancing()
            .createTargetGroup(GroupAtFirst.targetGroup(stage.targetId() + "-moved"));
    stage
        .autoScaling()
        .attachLoadBalancerTargetGroups(
            request -> request.autoScalingGroupName(stage.groupName()).targetGroupARNs(after));
    timeline.say(
        "deployment",
        "The application listens on another port, too; a target group on that port is attached.");
    stage
        .world()
        .time()
        .after(
            TAKES_OVER,
            () -> {
              stage
                  .autoScaling()
                  .detachLoadBalancerTargetGroups(
                      request ->
                          request.autoScalingGroupName(stage.groupName()).targetGroupARNs(before));
              stage.world().loadBalancing().answerOnPort(before, false);
              timeline.say(
                  "deployment",
                  "The old target group is detached; nothing answers on its port any more.");
            });
    stage
        .world()
        .time()
        .after(
            LATER,
            () -> {
              stage.failRequests(stage.goodImage(), ERROR_SHARE);
              timeline.say(
                  "service", "A database that the service depends on fails: so do its requests.");
            });
  }
}
