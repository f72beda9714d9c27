package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Incidents;
import dev.lastgood.functions.policy.AnswerHandler;
import dev.lastgood.simulator.application.ApplicationBehaviour;
import dev.lastgood.simulator.autoscaling.Group;
import dev.lastgood.simulator.autoscaling.GroupInstance;
import dev.lastgood.simulator.autoscaling.GroupListener;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.invariant.Truth;
import dev.lastgood.simulator.lambda.FunctionSettings;
import dev.lastgood.simulator.loadbalancing.TargetGroupSettings;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.simulator.world.WorldSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;

/**
 * A team's service in a simulated account, which has been running for a day: what is true of it,
 * and what people can do to it. Beside it there may be others of the same account, its companions.
 */
final class Stage implements Scene, Truth, GroupListener {
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(10);

  private final SimulatedWorld world;
  private final Installation installation;
  private final Target target;
  private final GroupAtFirst atFirst;
  private final List<Stage> companions = new ArrayList<>();
  private final QuietAlarms quiet;
  private Instant restoredSince;
  private int needed;
  private boolean failsBesides;

  private Stage(
      SimulatedWorld world,
      Installation installation,
      Target target,
      GroupAtFirst atFirst,
      Instant since) {
    this.world = world;
    this.installation = installation;
    this.target = target;
    this.atFirst = atFirst;
    this.restoredSince = since;
    target.probes().forEach(this::deployProbe);
    this.quiet = new QuietAlarms(world.time(), target, since);
  }

  /**
   * Sets all stages of a rehearsal up.
   *
   * @param targets the target that is rehearsed, then its companions
   * @param origin what the groups launch from
   * @param more what else the first target's group is created with
   * @return the first target's, which knows the others
   */
  static Stage setUp(
      SimulatedWorld world,
      Installation installation,
      List<Target> targets,
      Origin origin,
      Consumer<CreateAutoScalingGroupRequest.Builder> more) {
    Instant since = WorldSettings.START.minus(Duration.ofDays(1));
    Surroundings.build(world);
    List<Stage> stages = new ArrayList<>();
    for (Target target : targets) {
      int number = stages.size();
      GroupAtFirst atFirst =
          GroupAtFirst.create(world, target, origin, number, number == 0 ? more : _ -> {}, since);
      stages.add(new Stage(world, installation, target, atFirst, since));
    }
    AlarmsAtFirst.put(world, installation, stages);
    world.cloudWatch().settle(since);
    for (Stage stage : stages) {
      world.cloudWatch().listen(stage.quiet::changed);
      world.autoScaling().listen(stage);
    }
    Stage first = stages.getFirst();
    first.companions.addAll(stages.subList(1, stages.size()));
    return first;
  }

  /**
   * The team has the group launch a bad version from now on.
   *
   * @return what they did, in a sentence
   */
  String publishBadVersion() {
    return atFirst.versions().publishBad(groupName());
  }

  /**
   * The team rolls out what the group launches now, as fast as loses no capacity.
   *
   * @return the instance refresh's id
   */
  String rollOut() {
    return rollOut(_ -> {});
  }

  /**
   * The same with more preferences.
   *
   * @param more what else the instance refresh is told
   * @return the instance refresh's id
   */
  String rollOut(Consumer<RefreshPreferences.Builder> more) {
    RefreshPreferences.Builder preferences =
        RefreshPreferences.builder()
            .minHealthyPercentage(100)
            .maxHealthyPercentage(200)
            .instanceWarmup(15);
    more.accept(preferences);
    return autoScaling()
        .startInstanceRefresh(
            StartInstanceRefreshRequest.builder()
                .autoScalingGroupName(groupName())
                .desiredConfiguration(atFirst.versions().desiredBad().orElse(null))
                .preferences(preferences.build())
                .build())
        .instanceRefreshId();
  }

  /** Somebody tidies up: the version that worked is deleted. */
  void deleteGoodVersion() {
    atFirst.versions().makeBadDefault();
    atFirst.versions().deleteGood();
  }

  /** The team's own function, which looks whether enough instances serve requests. */
  private void deployProbe(String name) {
    world
        .lambda()
        .register(
            FunctionSettings.of(name, PROBE_TIMEOUT),
            _ ->
                new Probe(
                    () ->
                        group().servingCount() > 0
                            && group().servingCount() >= group().healthyCount()));
  }

  @Override
  public void failBesides(boolean fails) {
    failsBesides = fails;
    world.applications().touch();
  }

  @Override
  public void deployBesides() {
    publishBadVersion();
    rollOut();
  }

  @Override
  public Optional<String> takeAside() {
    Optional<String> found =
        group().instances().stream()
            .filter(instance -> instance.lifecycleState() == LifecycleState.IN_SERVICE)
            .filter(instance -> !instance.imageId().equals(goodImage()))
            .map(GroupInstance::id)
            .findFirst();
    found.ifPresent(
        instanceId ->
            autoScaling()
                .enterStandby(
                    request ->
                        request
                            .autoScalingGroupName(groupName())
                            .instanceIds(instanceId)
                            .shouldDecrementDesiredCapacity(false)));
    return found;
  }

  @Override
  public void putBack(String instanceId) {
    autoScaling()
        .exitStandby(request -> request.autoScalingGroupName(groupName()).instanceIds(instanceId));
  }

  @Override
  public String answerFunction() {
    return installation.liveFunction(AnswerHandler.class);
  }

  /** Nobody finds a function of Lastgood by its alias any more. */
  void deleteAlias(Class<? extends JsonHandler<?, ?>> handler) {
    String live = installation.liveFunction(handler);
    world
        .lambda()
        .deleteAlias(installation.functionName(handler), live.substring(live.lastIndexOf(':') + 1));
  }

  /** An event comes to a function of Lastgood, from wherever. */
  void invoke(Class<? extends JsonHandler<?, ?>> handler, Object event) {
    world.lambda().invokeAsync(installation.liveFunction(handler), event);
  }

  /** The team's instances are registered with another target group, on a port without answer. */
  void swapTargetGroup() {
    String other =
        world
            .loadBalancing()
            .createTargetGroup(
                TargetGroupSettings.usual(target.id() + "-other").onUnansweredPort());
    autoScaling()
        .attachLoadBalancerTargetGroups(
            request -> request.autoScalingGroupName(groupName()).targetGroupARNs(other));
    autoScaling()
        .detachLoadBalancerTargetGroups(
            request ->
                request
                    .autoScalingGroupName(groupName())
                    .targetGroupARNs(atFirst.targetGroupArn()));
  }

  /**
   * Somebody cancels an incident, as the operator's tool does; nothing comes of it if it is over.
   */
  void cancel(String incidentId, Fact.CancelAsked wish) {
    Incidents incidents = new Incidents(new OperatorsDesk(world, installation));
    incidents.cancel(incidents.require(incidentId), wish);
  }

  /** The ARN of an incident's execution. */
  String executionArn(String incidentId) {
    return installation.incidentExecution(incidentId);
  }

  /** The table in which the recovery points are indexed. */
  String stateTable() {
    return installation.stateTable();
  }

  /** The bucket of the recovery points. */
  String bucket() {
    return installation.bucket();
  }

  /** The ARN of the machine that incidents are started on. */
  String incidentMachineArn() {
    return installation.incidentMachine();
  }

  AutoScalingClient autoScaling() {
    return world.autoScaling().client();
  }

  SimulatedWorld world() {
    return world;
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public List<Stage> companions() {
    return List.copyOf(companions);
  }

  @Override
  public Optional<Group> instances() {
    return world.autoScaling().group(groupName());
  }

  @Override
  public String goodImage() {
    return atFirst.versions().goodImage();
  }

  /** The image that does not. */
  String badImage() {
    return atFirst.versions().badImage();
  }

  /** Changes what the second version does from now on, on every instance that runs it. */
  void badVersion(UnaryOperator<ApplicationBehaviour> change) {
    world
        .applications()
        .image(
            badImage(), change.apply(world.applications().behaviour(badImage(), Optional.empty())));
  }

  /** The zones that the group is in. */
  List<String> zones() {
    return Surroundings.zones(world);
  }

  /** Bounds what a zone can still launch of the group's type. */
  void limitCapacity(String zone, OptionalInt remaining) {
    world.ec2().limitCapacity(zone, remaining);
  }

  /** From now on, an image's instances fail this share of the requests that they take. */
  void failRequests(String imageId, double share) {
    ApplicationBehaviour behaviour = world.applications().behaviour(imageId, Optional.empty());
    world.applications().image(imageId, behaviour.withErrorShare(share));
  }

  /**
   * From now on the requests need so many instances: what fewer cannot take fails. As long as this
   * is not said, any number will do.
   */
  void needs(int instances) {
    needed = instances;
  }

  /** The share of requests that fail now, 0 to 1; empty where the group does not exist any more. */
  @Override
  public OptionalDouble failingShare() {
    return instances()
        .map(group -> OptionalDouble.of(failingShare(group)))
        .orElse(OptionalDouble.empty());
  }

  private double failingShare(Group group) {
    if (failsBesides) {
      return 1;
    }
    if (group.servingCount() >= needed) {
      return group.errorShare();
    }
    double taken = (double) group.servingCount() / needed;
    return 1 - taken * (1 - group.errorShare());
  }

  Group group() {
    return instances().orElseThrow();
  }

  @Override
  public List<Truth> truths() {
    List<Truth> truths = new ArrayList<>(List.of(this));
    truths.addAll(companions);
    return truths;
  }

  @Override
  public void tell(Timeline timeline) {
    world.autoScaling().listen(timeline);
  }

  @Override
  public Instant restoredSince() {
    return restoredSince;
  }

  @Override
  public Instant quietSince() {
    return quiet.since();
  }

  @Override
  public String targetId() {
    return target.id();
  }

  @Override
  public String resourceName() {
    return groupName();
  }

  String groupName() {
    return atFirst.groupName();
  }

  @Override
  public int goodCapacity() {
    return GroupAtFirst.CAPACITY;
  }

  @Override
  public int healthy() {
    return group().workingCount();
  }

  /** What the group starts beyond its capacity, as to balance its zones, takes its time. */
  private boolean isStarting(GroupInstance instance) {
    return instance
        .launchedAt()
        .plusSeconds(group().settings().healthCheckGracePeriod())
        .isAfter(world.time().now());
  }

  @Override
  public boolean isRestored() {
    Group group = group();
    for (GroupInstance instance : group.instances()) {
      if (instance.lifecycleState() == LifecycleState.IN_SERVICE
          && !(instance.imageId().equals(goodImage())
              && instance.healthy()
              && (instance.serving() || isStarting(instance)))) {
        return false;
      }
    }
    AutoScalingGroup settings = group.settings();
    return group.servingCount() >= GroupAtFirst.CAPACITY
        && settings.desiredCapacity() >= GroupAtFirst.CAPACITY
        && settings.minSize() >= GroupAtFirst.CAPACITY / 2
        && settings.maxSize() >= 2 * GroupAtFirst.CAPACITY
        && group.activeRefresh().isEmpty();
  }

  @Override
  public boolean isQuiet(Instant now) {
    return quiet.isQuiet(now);
  }

  @Override
  public void instanceChanged(Group group, GroupInstance instance) {
    look();
  }

  @Override
  public void settingsChanged(Group group, AutoScalingGroup before) {
    look();
  }

  @Override
  public void refreshChanged(Group group, InstanceRefresh refresh) {
    look();
  }

  private void look() {
    boolean was = !restoredSince.equals(Instant.MAX);
    boolean is = isRestored();
    if (was != is) {
      restoredSince = is ? world.time().now() : Instant.MAX;
    }
  }
}
