package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.simulator.application.ApplicationBehaviour;
import dev.lastgood.simulator.autoscaling.Group;
import dev.lastgood.simulator.cloudformation.LiveStack;
import dev.lastgood.simulator.eventbridge.AcceptedEvent;
import dev.lastgood.simulator.eventbridge.DeliveryObserver;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.invariant.Truth;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.simulator.world.WorldSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;

/**
 * A team's stack in a simulated account, which has been running for a day: what is true of it, and
 * what people can do to it. Beside it there may be others of the same account, its companions.
 *
 * <p>Its service fails requests while some of its resources are not what they were, from when that
 * begins to matter.
 */
final class StackStage implements Scene, Truth {
  /** What a resource that is not what it was does to requests. */
  private static final double BAD_ERROR_SHARE = 0.5;

  /** What the instances of a stack's group run when all is well, and what they run next. */
  static final String GOOD_IMAGE = "ami-0000000000000601";

  static final String BAD_IMAGE = "ami-0000000000000602";

  private static final Set<String> ON_INSTANCES = Set.of("Group", "Template");

  private static final String STATUS_CHANGE = "CloudFormation Stack Status Change";

  private final SimulatedWorld world;
  private final Installation installation;
  private final Target target;
  private final String stackName;
  private final StackTemplates.Made good;
  private final Map<String, Map<String, Object>> goodResources = new TreeMap<>();
  private final List<StackStage> companions = new ArrayList<>();
  private final QuietAlarms quiet;
  private final OwnedGroup ownedGroup;
  private final Map<StackStatus, List<Runnable>> awaited = new TreeMap<>();
  private Instant restoredSince;

  private boolean matters;
  private boolean failsAnyway;
  private boolean failsBesides;

  private StackStage(
      SimulatedWorld world,
      Installation installation,
      Target target,
      StackTemplates.Made good,
      Instant since) {
    this.world = world;
    this.installation = installation;
    this.target = target;
    this.stackName = target.stack().orElseThrow().stackName();
    this.good = good;
    this.restoredSince = since;
    this.ownedGroup = new OwnedGroup(world, stackName);
    this.quiet = new QuietAlarms(world.time(), target, since);
    for (String logicalId : stack().logicalIds()) {
      world
          .cloudFormation()
          .liveProperties(stackName, logicalId)
          .ifPresent(properties -> goodResources.put(logicalId, Map.copyOf(properties)));
    }
  }

  /**
   * Sets all stages of a rehearsal up.
   *
   * @param targets the target that is rehearsed, then its companions
   * @param atFirst what their stacks are made from
   * @return the first target's, which knows the others
   */
  static StackStage setUp(
      SimulatedWorld world,
      Installation installation,
      List<Target> targets,
      StacksAtFirst atFirst) {
    Instant since = WorldSettings.START.minus(Duration.ofDays(1));
    Surroundings.build(world);
    world.s3().createBucket(TeamTemplates.BUCKET, true);
    for (String image : List.of(GOOD_IMAGE, BAD_IMAGE)) {
      world.ec2().registerImage(image, "orders");
    }
    for (Target target : targets) {
      for (String release : List.of("1", "2")) {
        TeamTemplates.keep(
            world,
            target.stack().orElseThrow().stackName() + "-" + release + ".zip",
            "release " + release);
      }
    }
    List<StackStage> stages = new ArrayList<>();
    // What others import is made before them: the rehearsed target comes last.
    for (Target target : targets.reversed()) {
      StackTemplates.Made made =
          atFirst.create(world, target.id(), target.stack().orElseThrow().stackName(), since);
      stages.addFirst(new StackStage(world, installation, target, made, since));
    }
    AlarmsAtFirst.put(world, installation, stages);
    // Each group has its stack's name, by which its metric is sampled; here the truth is.
    stages.stream()
        .filter(stage -> stage.instances().isPresent())
        .forEach(stage -> stage.ownedGroup.follow(stage::look));
    world.cloudWatch().settle(since);
    for (StackStage stage : stages) {
      world.cloudWatch().listen(stage.quiet::changed);
      world.cloudFormation().listen((_, _, _) -> stage.look());
    }
    onStatus(
        world, (stackId, status) -> stages.forEach(stage -> stage.statusChanged(stackId, status)));
    StackStage first = stages.getFirst();
    first.companions.addAll(stages.subList(1, stages.size()));
    return first;
  }

  /** What the stack was made from when all was well. */
  StackTemplates.Made good() {
    return good;
  }

  /** The same, and its group launches the image that fails requests. */
  StackTemplates.Made withBadImage() {
    return good.with(
        good.template()
            .with(
                "Template",
                "LaunchTemplateData",
                Map.of("ImageId", BAD_IMAGE, "InstanceType", "t4g.small")));
  }

  @Override
  public List<StackStage> companions() {
    return List.copyOf(companions);
  }

  SimulatedWorld world() {
    return world;
  }

  LiveStack stack() {
    return world.cloudFormation().stack(stackName).orElseThrow();
  }

  /** The ARN of an incident's execution. */
  String executionArn(String incidentId) {
    return installation.incidentExecution(incidentId);
  }

  @Override
  public void failBesides(boolean fails) {
    failsBesides = fails;
    world.applications().touch();
  }

  @Override
  public void deployBesides() {
    deploy(good.with("Release", "3"));
  }

  @Override
  public String answerFunction() {
    return installation.liveFunction(dev.lastgood.functions.policy.AnswerHandler.class);
  }

  /** A pipeline deploys something to the stack. */
  String deploy(StackTemplates.Made made) {
    return deploy(made, _ -> {});
  }

  /** The same with more. */
  String deploy(StackTemplates.Made made, Consumer<UpdateStackRequest.Builder> more) {
    UpdateStackRequest.Builder request =
        UpdateStackRequest.builder()
            .stackName(stackName)
            .parameters(StacksAtFirst.parameters(made.parameters()))
            .capabilities(made.capabilities());
    TeamTemplates.give(world, made.template().text(), request::templateBody, request::templateURL);
    more.accept(request);
    return world.cloudFormation().deploy(request.build());
  }

  /** Does something once, as soon as the stack comes into a status. */
  void upon(StackStatus status, Runnable what) {
    awaited.computeIfAbsent(status, _ -> new ArrayList<>()).add(what);
  }

  private void statusChanged(String stackId, StackStatus status) {
    if (stackId.equals(stack().id()) && awaited.containsKey(status)) {
      // In the loop's own turn, as everything that the world does.
      awaited.remove(status).forEach(what -> world.time().after(Duration.ZERO, what));
    }
  }

  /** Does something once, as soon as a resource of the stack is not what it was any more. */
  void uponResource(String logicalId, Runnable what) {
    boolean[] done = {false};
    world
        .cloudFormation()
        .listen(
            (stack, changed, _) -> {
              if (!done[0] && stack.name().equals(stackName) && changed.equals(logicalId)) {
                done[0] = true;
                world.time().after(Duration.ZERO, what);
              }
            });
  }

  /** From now on what is not as it was makes requests fail. */
  void beginToMatter() {
    matters = true;
    // Tells those who look at requests, too.
    world
        .applications()
        .image(BAD_IMAGE, ApplicationBehaviour.GOOD.withErrorShare(BAD_ERROR_SHARE));
  }

  /** From now on requests fail, whatever the stack is. */
  void failAnyway() {
    failsAnyway = true;
    world.applications().touch();
  }

  @Override
  public List<Truth> truths() {
    List<Truth> truths = new ArrayList<>(List.of(this));
    truths.addAll(companions);
    return truths;
  }

  @Override
  public void tell(Timeline timeline) {
    onStatus(
        world,
        (stackId, status) -> {
          String name = stackId.split("/")[1];
          timeline.say(
              "stack", (name.equals(stackName) ? "The stack" : name) + " is " + status + ".");
        });
  }

  private static void onStatus(SimulatedWorld world, BiConsumer<String, StackStatus> listener) {
    world.watchEvents(
        new DeliveryObserver() {
          @Override
          public void accepted(AcceptedEvent event, List<String> rules) {
            if (STATUS_CHANGE.equals(event.json().get("detail-type"))
                && event.json().get("detail") instanceof Map<?, ?> detail
                && detail.get("status-details") instanceof Map<?, ?> status) {
              listener.accept(
                  String.valueOf(detail.get("stack-id")),
                  StackStatus.fromValue(String.valueOf(status.get("status"))));
            }
          }
        });
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public String targetId() {
    return target.id();
  }

  @Override
  public String resourceName() {
    return stackName;
  }

  @Override
  public boolean protectsData() {
    return target.protectsData();
  }

  @Override
  public int goodCapacity() {
    return 0;
  }

  @Override
  public int healthy() {
    return 0;
  }

  @Override
  public String goodImage() {
    return GOOD_IMAGE;
  }

  /** The group that the stack owns; empty where it owns none. */
  @Override
  public Optional<Group> instances() {
    return ownedGroup.group();
  }

  @Override
  public OptionalDouble failingShare() {
    if (failsBesides) {
      return OptionalDouble.of(1);
    }
    if (instances().isPresent()) {
      return OptionalDouble.of(instances().get().errorShare());
    }
    boolean fails = failsAnyway || (matters && !isAsItWas());
    return OptionalDouble.of(fails ? BAD_ERROR_SHARE : 0);
  }

  /** Whether every resource that there was is there and as it was. */
  private boolean isAsItWas() {
    for (Map.Entry<String, Map<String, Object>> resource : goodResources.entrySet()) {
      if (ON_INSTANCES.contains(resource.getKey())) {
        // A version with the same data has another number: what the instances run tells.
        continue;
      }
      Optional<Map<String, Object>> now =
          world.cloudFormation().liveProperties(stackName, resource.getKey());
      if (now.isEmpty() || !same(resource.getValue(), now.get())) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(Map<String, Object> before, Map<String, Object> now) {
    return before.equals(now)
        || Json.write(new TreeMap<>(before)).equals(Json.write(new TreeMap<>(now)));
  }

  @Override
  public boolean isRestored() {
    LiveStack stack = stack();
    return isAsItWas()
        && ownedGroup.runs(GOOD_IMAGE)
        && !ownedGroup.lacksVisibly()
        && !stack.isAtWork()
        && dev.lastgood.functions.stack.StackStatus.of(stack.status().toString()).isStable();
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
  public boolean isQuiet(Instant now) {
    return quiet.isQuiet(now);
  }

  private void look() {
    boolean was = !restoredSince.equals(Instant.MAX);
    boolean is = isAsItWas() && ownedGroup.runs(GOOD_IMAGE);
    if (was != is) {
      restoredSince = is ? world.time().now() : Instant.MAX;
    }
  }
}
