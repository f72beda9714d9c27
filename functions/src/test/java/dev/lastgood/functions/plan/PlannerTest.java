package dev.lastgood.functions.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.BodyBuilder;
import dev.lastgood.functions.Fixtures;
import dev.lastgood.functions.config.HeldInstances;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.point.Attachments;
import dev.lastgood.functions.point.Fleet;
import dev.lastgood.functions.point.LaunchNames;
import dev.lastgood.functions.point.LaunchSource;
import dev.lastgood.functions.point.LaunchTemplate;
import dev.lastgood.functions.point.Reading;
import dev.lastgood.functions.point.UserData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A plan")
class PlannerTest {
  private static final Instant NOW = Fixtures.NOW;
  private static final Instant DEADLINE = NOW.plusSeconds(880);
  private static final Target WEB = Fixtures.target("web");

  static GroupSituation situation(Target target, BodyBuilder goal, BodyBuilder live) {
    return new GroupSituation(
        target,
        new Reading.Group(live.target(target.id()).build(), UserData.NONE),
        new Goal.Known<>(goal.target(target.id()).build()));
  }

  private static GroupSituation situation(BodyBuilder live) {
    return situation(WEB, new BodyBuilder(), live);
  }

  private static Planning plan(GroupSituation... situations) {
    return Planner.plan("incident", List.of(situations), Dependencies.of(List.of()), NOW, DEADLINE);
  }

  private static Plan feasible(GroupSituation... situations) {
    return assertInstanceOf(Planning.Feasible.class, plan(situations)).plan();
  }

  private static String pointless(GroupSituation... situations) {
    return assertInstanceOf(Planning.Pointless.class, plan(situations)).because();
  }

  private static List<Class<?>> actions(Plan plan, String targetId) {
    return plan.target(targetId).orElseThrow().actions().stream()
        .<Class<?>>map(Object::getClass)
        .toList();
  }

  @Test
  @DisplayName("replaces the instances of another template by the point's, by number")
  void badTemplate() {
    Plan plan = feasible(situation(new BodyBuilder().version("2", "ami-2").declared("$Latest")));
    assertEquals(List.of(Action.RefreshToPoint.class), actions(plan, "web"));
    Action.RefreshToPoint refresh =
        (Action.RefreshToPoint) plan.target("web").orElseThrow().actions().getFirst();
    assertEquals(Fixtures.TEMPLATE, refresh.launchTemplateId());
    assertEquals("1", refresh.launchTemplateVersion());
    assertTrue(plan.replacesInstances());
    assertTrue(plan.summary().startsWith("web: Replace 10 instances"), plan.summary());
    assertEquals(240, plan.verificationSeconds(), "clearing the alarm, then the window");
    assertEquals(240 + refresh.forecastSeconds(), plan.forecastSeconds());
  }

  @Test
  @DisplayName("sets what was zeroed back, and replaces nothing for that")
  void zeroed() {
    Plan plan = feasible(situation(new BodyBuilder().sizes(0, 0, 0)));
    assertEquals(List.of(Action.RestoreSettings.class), actions(plan, "web"));
    assertTrue(
        plan.summary().contains("minSize 0 to 5, maxSize 0 to 20, desiredCapacity 0 to 10"),
        plan.summary());
    assertEquals(false, plan.replacesInstances());
  }

  @Test
  @DisplayName("settings come before instances, where both went wrong")
  void both() {
    Plan plan = feasible(situation(new BodyBuilder().version("2", "ami-2").health("EC2", 0)));
    assertEquals(
        List.of(Action.RestoreSettings.class, Action.RefreshToPoint.class), actions(plan, "web"));
  }

  @Test
  @DisplayName("reaches for stray instances although the group itself is as it was")
  void strays() {
    assertEquals(
        List.of(Action.RefreshToPoint.class),
        actions(feasible(situation(new BodyBuilder().fleet(10, 10, "2"))), "web"));
  }

  @Test
  @DisplayName("leaves instances alone that run the same data under another number")
  void sameData() {
    pointless(situation(new BodyBuilder().version("7", "ami-1").fleet(10, 10, "7")));
    pointless(situation(new BodyBuilder().version("7", "ami-1").fleet(10, 10, "1")));
  }

  @Test
  @DisplayName("is not made where nothing relevant changed, and the sentence says since when")
  void nothingRelevant() {
    String because = pointless(situation(new BodyBuilder().tag("team", "shop").cooldown(1)));
    assertEquals(
        "web: It has not changed since its good point of 2026-03-01T10:45:00Z in anything that"
            + " could raise an alarm; going back to it cannot help.",
        because);
  }

  @Test
  @DisplayName("is not made against somebody's rollout, without a point, or without the group")
  void obstacles() {
    GroupSituation usual = situation(new BodyBuilder().version("2", "ami-2"));
    assertEquals(
        "web: It is unprotected.",
        pointless(new GroupSituation(WEB, usual.live(), new Goal.None<>("It is unprotected."))));
    assertEquals(
        "web: No group.",
        pointless(new GroupSituation(WEB, new Reading.Unreadable("No group."), usual.goal())));
  }

  @Test
  @DisplayName("never replaces what is protected from scale-in, and says that a person decides")
  void protectedInstances() {
    BodyBuilder live =
        new BodyBuilder()
            .version("2", "ami-2")
            .instances(List.of(BodyBuilder.instance(1, "InService", true, "2", true)));
    assertTrue(pointless(situation(live)).contains("a person decides"));
  }

  @Test
  @DisplayName("spares protected instances and reaches for strays at a point without instances too")
  void emptyPoint() {
    BodyBuilder empty = new BodyBuilder().sizes(0, 20, 0);
    BodyBuilder live =
        new BodyBuilder()
            .version("2", "ami-2")
            .sizes(0, 20, 1)
            .instances(List.of(BodyBuilder.instance(1, "InService", true, "2", true)));
    assertTrue(pointless(situation(WEB, empty, live)).contains("a person decides"));
    BodyBuilder strays = new BodyBuilder().sizes(0, 20, 1).fleet(1, 1, "2");
    assertEquals(
        List.of(Action.RefreshToPoint.class),
        actions(feasible(situation(WEB, empty, strays)), "web"));
  }

  @Test
  @DisplayName("covers the targets that it helps, all in one wave, and names those left alone")
  void severalTargets() {
    Plan plan =
        feasible(
            situation(new BodyBuilder().version("2", "ami-2")),
            situation(
                Fixtures.target("shop"), new BodyBuilder(), new BodyBuilder().suspended("Launch")),
            situation(Fixtures.target("search"), new BodyBuilder(), new BodyBuilder()));
    assertEquals(1, plan.waves().size());
    assertEquals(List.of("web", "shop"), plan.targets().map(TargetPlan::targetId).toList());
    assertEquals(List.of("search"), List.copyOf(plan.leftAlone().keySet()));
    assertEquals(
        240 + plan.target("web").orElseThrow().forecastSeconds(),
        plan.forecastSeconds(),
        "a wave takes as long as its slowest target");
  }

  @Test
  @DisplayName("that does not fit is told, with both figures, and the plan is kept for a person")
  void tooLate() {
    GroupSituation bad = situation(new BodyBuilder().version("2", "ami-2"));
    int needed = feasible(bad).forecastSeconds();
    Instant now = Planner.lastInstant(DEADLINE).minusSeconds(needed);
    assertInstanceOf(
        Planning.Feasible.class,
        Planner.plan("incident", List.of(bad), Dependencies.of(List.of()), now, DEADLINE));
    Planning.TooLate tooLate =
        assertInstanceOf(
            Planning.TooLate.class,
            Planner.plan(
                "incident",
                List.of(bad),
                Dependencies.of(List.of()),
                now.plusSeconds(1),
                DEADLINE));
    assertEquals(
        "It would take "
            + needed
            + " s, and "
            + (needed - 1)
            + " s are left before the incident must be closed: nothing was begun.",
        tooLate.because());
    assertEquals(needed, tooLate.plan().forecastSeconds());
    assertTrue(
        assertInstanceOf(
                Planning.TooLate.class,
                Planner.plan(
                    "incident",
                    List.of(bad),
                    Dependencies.of(List.of()),
                    DEADLINE.plusSeconds(9),
                    DEADLINE))
            .because()
            .contains(" 0 s are left"));
  }

  @Test
  @DisplayName("from a point that schema version 1 wrote is made as from any other")
  void versionOne() {
    GroupSituation usual = situation(new BodyBuilder().version("2", "ami-2"));
    Plan plan =
        feasible(
            new GroupSituation(
                WEB, usual.live(), new Goal.Known<>(new BodyBuilder().withoutFurther().build())));
    assertEquals(List.of(Action.RefreshToPoint.class), actions(plan, "web"));
  }

  @Test
  @DisplayName(
      "updates, then refreshes, wherever a refresh cannot name what the point launches from")
  void updateAndRefresh() {
    LaunchNames name = new LaunchNames(Optional.of("web-1"), List.of());
    LaunchNames other = new LaunchNames(Optional.of("web-2"), List.of());
    LaunchSource good = new LaunchSource.Configuration(Map.of("ImageId", "ami-1"));
    LaunchSource bad = new LaunchSource.Configuration(Map.of("ImageId", "ami-2"));
    assertEquals(
        "Replace 10 instances by an instance refresh from the launch configuration web-2 to the"
            + " launch configuration web-1, new ones first.",
        updated(new BodyBuilder().launch(good, name), new BodyBuilder().launch(bad, other)).says());
    assertTrue(
        updated(new BodyBuilder().launch(good, name), new BodyBuilder().version("2", "ami-2"))
            .says()
            .contains("to the launch configuration web-1"));
    LaunchSource mixed = mixed(Map.of("InstanceType", "m7g.large"));
    LaunchNames version = LaunchNames.ofTemplate("lt-1", "1", "$Latest");
    Action.UpdateAndRefresh toMixed =
        updated(new BodyBuilder().launch(mixed, version), new BodyBuilder().version("2", "ami-2"));
    assertTrue(toMixed.says().contains("to a mixed instances policy over version 1 of lt-1"));
    assertTrue(toMixed.preferences().skipMatching());
  }

  @Test
  @DisplayName("keeps no matching instances where types are chosen by instance requirements")
  void byRequirements() {
    LaunchSource required =
        mixed(Map.of("InstanceRequirements", Map.of("VCpuCount", Map.of("Min", 2))));
    LaunchNames version = LaunchNames.ofTemplate("lt-1", "1", "$Latest");
    assertFalse(
        updated(
                new BodyBuilder().launch(required, version),
                new BodyBuilder().version("2", "ami-2"))
            .preferences()
            .skipMatching());
  }

  private static LaunchSource mixed(Map<String, Object> override) {
    return new LaunchSource.MixedInstances(
        new LaunchTemplate("lt-1", Map.of("ImageId", "ami-1")),
        Map.of(),
        List.of(new LaunchSource.InstanceOverride(Optional.empty(), override)));
  }

  private static Action.UpdateAndRefresh updated(BodyBuilder good, BodyBuilder live) {
    return assertInstanceOf(
        Action.UpdateAndRefresh.class,
        feasible(situation(WEB, good, live)).target("web").orElseThrow().actions().getLast());
  }

  @Test
  @DisplayName("sets sizes back whatever the group launches from")
  void settingsOfAnySource() {
    LaunchNames names = new LaunchNames(Optional.of("web-1"), List.of());
    LaunchSource data = new LaunchSource.Configuration(Map.of("ImageId", "ami-1"));
    Fleet.Instance instance =
        new Fleet.Instance(
            "i-1", "eu-west-1a", "InService", "Healthy", "", "", "web-1", "t3.nano", "", "", false);
    BodyBuilder good =
        new BodyBuilder().launch(data, names).sizes(1, 3, 1).instances(List.of(instance));
    BodyBuilder live =
        new BodyBuilder().launch(data, names).sizes(0, 3, 1).instances(List.of(instance));
    assertEquals(
        List.of(Action.RestoreSettings.class),
        actions(feasible(situation(WEB, good, live)), "web"));
  }

  @Test
  @DisplayName("is not made where a difference would remain that no action restores, and names it")
  void beyondReach() {
    BodyBuilder live = new BodyBuilder().version("2", "ami-2").further("PlacementGroup", "x");
    assertEquals(
        "web: It differs from its good point in placementGroup, which no action restores: a person"
            + " decides.",
        pointless(situation(live)));
  }

  @Test
  @DisplayName("is made in spite of another scaling policy, but not because of it alone")
  void attached() {
    TreeMap<String, Map<String, Object>> none = new TreeMap<>();
    Attachments policy =
        new Attachments(
            none, new TreeMap<>(Map.of("cpu", Map.of("Enabled", true))), none, new TreeMap<>());
    assertTrue(
        pointless(situation(new BodyBuilder().attachments(policy)))
            .contains("scalingPolicies/cpu"));
    assertEquals(
        List.of(Action.RefreshToPoint.class),
        actions(
            feasible(situation(new BodyBuilder().version("2", "ami-2").attachments(policy))),
            "web"));
  }

  private static Planning undo(BodyBuilder undoPoint, BodyBuilder live) {
    return Planner.undo(
        "incident",
        List.of(situation(WEB, undoPoint, live)),
        Dependencies.of(List.of()),
        NOW,
        DEADLINE);
  }

  @Test
  @DisplayName("to undo takes settings back, and verifies nothing")
  void undoSettings() {
    Plan plan =
        assertInstanceOf(
                Planning.Feasible.class,
                undo(new BodyBuilder().sizes(2, 20, 10), new BodyBuilder()))
            .plan();
    assertTrue(plan.undo());
    assertEquals(List.of(Action.RestoreSettings.class), actions(plan, "web"));
    assertEquals(0, plan.verificationSeconds());
    assertTrue(Planner.undoSeconds(plan) > 0);
  }

  private static Rollout rollout(Rollout.State state, boolean reversible, int minHealthy) {
    return new Rollout("refresh-1", state, reversible, minHealthy, 200, 15, Fixtures.TEMPLATE, "2");
  }

  /** Three of ten run version 2 already, which the group itself does not launch yet. */
  private static GroupSituation rollingOut(Rollout rollout, BodyBuilder live) {
    List<Fleet.Instance> instances = new java.util.ArrayList<>();
    for (int index = 0; index < 10; index++) {
      instances.add(BodyBuilder.instance(index, "InService", true, index < 3 ? "2" : "1", false));
    }
    GroupSituation usual = situation(live.instances(instances));
    return new GroupSituation(
        WEB,
        usual.live(),
        usual.goal(),
        Optional.of(rollout),
        History.UNKNOWN,
        List.of(),
        Set.of());
  }

  private static List<String> considered(Plan plan) {
    return plan.target("web").orElseThrow().considered().stream()
        .map(one -> one.way() + ": " + one.because())
        .toList();
  }

  @Test
  @DisplayName("rolls a reversible rollout back, and says why it does not cancel it")
  void rollBack() {
    Plan plan = feasible(rollingOut(rollout(Rollout.State.FORWARD, true, 100), new BodyBuilder()));
    assertEquals(List.of(Action.RollBackRefresh.class), actions(plan, "web"));
    assertTrue(
        considered(plan).getFirst().startsWith("Cancel the instance refresh under way"),
        considered(plan)::toString);
    assertEquals(0, Planner.undoSeconds(plan), "a rollback is not undone");
  }

  @Test
  @DisplayName("cancels a rollout whose rollback would take capacity away or is not possible")
  void cancel() {
    for (Rollout rollout :
        List.of(
            rollout(Rollout.State.FORWARD, true, 90), rollout(Rollout.State.FORWARD, false, 100))) {
      Plan plan = feasible(rollingOut(rollout, new BodyBuilder()));
      assertEquals(
          List.of(Action.CancelRefresh.class, Action.RefreshToPoint.class), actions(plan, "web"));
      assertTrue(
          considered(plan).getFirst().startsWith("Roll back the instance refresh under way: "),
          considered(plan)::toString);
    }
    assertEquals(
        List.of(Action.CancelRefresh.class, Action.RefreshToPoint.class),
        actions(
            feasible(
                rollingOut(
                    rollout(Rollout.State.FORWARD, true, 100),
                    new BodyBuilder().version("2", "ami-2"))),
            "web"),
        "the group itself launches what went bad: a rollback leads to that");
  }

  @Test
  @DisplayName("takes the slower way only where there is no other")
  void slowRollback() {
    GroupSituation slow =
        rollingOut(
            new Rollout("refresh-1", Rollout.State.FORWARD, true, 100, 110, 900, "lt-9", "2"),
            new BodyBuilder());
    Plan plan = feasible(slow);
    assertEquals(
        List.of(Action.CancelRefresh.class, Action.RefreshToPoint.class), actions(plan, "web"));
    assertTrue(
        considered(plan).getFirst().contains("s are left for it."), considered(plan)::toString);
  }

  @Test
  @DisplayName("waits for a rollback that leads to the point, and leaves another alone")
  void awaitRollback() {
    assertEquals(
        List.of(Action.AwaitRollback.class),
        actions(
            feasible(rollingOut(rollout(Rollout.State.ROLLING_BACK, true, 90), new BodyBuilder())),
            "web"));
    assertTrue(
        pointless(
                rollingOut(
                    rollout(Rollout.State.ROLLING_BACK, true, 90),
                    new BodyBuilder().version("3", "ami-3")))
            .contains("not to its good point"));
  }

  @Test
  @DisplayName("leaves a rollout alone that leads to the point")
  void leadsToPoint() {
    assertTrue(
        pointless(
                rollingOut(
                    new Rollout(
                        "refresh-1",
                        Rollout.State.FORWARD,
                        true,
                        100,
                        200,
                        15,
                        Fixtures.TEMPLATE,
                        "1"),
                    new BodyBuilder()))
            .contains("to its good point, which is not ours"));
  }

  @Test
  @DisplayName("updates the group and replaces the unhealthy first where few are healthy")
  void unhealthyFleet() {
    Plan plan = feasible(situation(new BodyBuilder().version("2", "ami-2").fleet(10, 4, "2")));
    assertEquals(
        List.of(Action.ReplaceUnhealthy.class, Action.RefreshToPoint.class), actions(plan, "web"));
    assertTrue(
        considered(plan).getFirst().contains("Only 4 of 10 are healthy and serve"),
        considered(plan)::toString);
  }

  @Test
  @DisplayName("makes deleted versions again before anything launches from them")
  void deletedVersion() {
    GroupSituation usual = situation(new BodyBuilder().version("2", "ami-2"));
    Plan plan =
        feasible(
            new GroupSituation(
                WEB,
                usual.live(),
                new Goal.Known<>(new BodyBuilder().target("web").build(), List.of("base"))));
    assertEquals(
        List.of(Action.RecreateVersions.class, Action.RefreshToPoint.class), actions(plan, "web"));
    assertTrue(plan.summary().contains("Make version 1 of " + Fixtures.TEMPLATE), plan.summary());
  }

  private static GroupSituation with(History history, BodyBuilder live) {
    GroupSituation usual = situation(live);
    return new GroupSituation(
        WEB, usual.live(), usual.goal(), Optional.empty(), history, List.of(), Set.of());
  }

  @Test
  @DisplayName("gives back instances that somebody terminated, and none that scaling took away")
  void terminated() {
    BodyBuilder five = new BodyBuilder().sizes(5, 20, 5).fleet(5, 5, "1");
    pointless(with(History.UNKNOWN, five));
    Plan plan = feasible(with(new History(List.of(), List.of(), Map.of(), 10), five));
    assertEquals(List.of(Action.RestoreSettings.class), actions(plan, "web"));
    assertTrue(plan.summary().contains("desiredCapacity 5 to 10"), plan.summary());
    assertTrue(
        feasible(with(new History(List.of(), List.of(), Map.of(), 12), five))
            .summary()
            .contains("desiredCapacity 5 to 12"),
        "the point may have been captured again when some were gone already");
  }

  private static History failing(String... zones) {
    Map<String, String> messages = new TreeMap<>();
    for (String zone : zones) {
      messages.put(zone, "We currently do not have sufficient m7g.large capacity.");
    }
    return new History(List.of(), List.of(), messages, 0);
  }

  @Test
  @DisplayName("goes round a zone without capacity, and begins nothing where every zone has none")
  void capacity() {
    BodyBuilder bad = new BodyBuilder().version("2", "ami-2");
    assertTrue(
        considered(feasible(with(failing("eu-west-1a"), bad)))
            .getLast()
            .startsWith("Launch in eu-west-1a: "));
    String nowhere = pointless(with(failing("eu-west-1a", "eu-west-1b"), bad));
    assertTrue(nowhere.contains("failed in every zone"), nowhere);
    Map<String, Object> balanced = Map.of("CapacityDistributionStrategy", "balanced-only");
    GroupSituation mustBalance =
        situation(
            WEB,
            new BodyBuilder().further("AvailabilityZoneDistribution", balanced),
            new BodyBuilder()
                .version("2", "ami-2")
                .further("AvailabilityZoneDistribution", balanced));
    assertTrue(
        pointless(
                new GroupSituation(
                    WEB,
                    mustBalance.live(),
                    mustBalance.goal(),
                    Optional.empty(),
                    failing("eu-west-1a"),
                    List.of(),
                    Set.of()))
            .contains("must be balanced"));
    feasible(
        with(
            failing("eu-west-1a", "eu-west-1b"),
            new BodyBuilder()
                .version("2", "ami-2")
                .data(Map.of("ImageId", "ami-2", "InstanceType", "m9.unheard"))));
    feasible(
        with(
            new History(
                List.of(),
                List.of(),
                Map.of("eu-west-1a", "AMI not found", "eu-west-1b", "AMI not found"),
                0),
            bad));
  }

  @Test
  @DisplayName("counts with the group's own past where that is known")
  void history() {
    BodyBuilder bad = new BodyBuilder().version("2", "ami-2");
    int unknown = feasible(with(History.UNKNOWN, bad)).forecastSeconds();
    int launches =
        feasible(
                with(
                    new History(
                        List.of(10, 10, 10, 10, 10, 10, 10, 10, 10, 500), List.of(), Map.of(), 0),
                    bad))
            .forecastSeconds();
    assertEquals(unknown - 60 + 12, launches, "a tenth may be slower");
    int refreshes =
        feasible(with(new History(List.of(), List.of(100, 200, 800), Map.of(), 0), bad))
            .forecastSeconds();
    assertEquals(240 + 240, refreshes, "the median, with a margin");
    assertEquals(
        unknown,
        feasible(with(new History(List.of(), List.of(900, 20), Map.of(), 0), bad))
            .forecastSeconds(),
        "two say too little");
  }

  @Test
  @DisplayName("replaces protected instances where the target's policy says so")
  void heldInstances() {
    BodyBuilder live =
        new BodyBuilder()
            .version("2", "ami-2")
            .sizes(1, 20, 2)
            .instances(
                List.of(
                    BodyBuilder.instance(1, "InService", true, "2", true),
                    BodyBuilder.instance(2, "InService", true, "2", false),
                    BodyBuilder.instance(3, "Standby", true, "2", false)));
    Plan plan =
        feasible(situation(WEB.withHeldInstances(HeldInstances.REPLACE), new BodyBuilder(), live));
    RefreshPreferences preferences =
        plan.target("web").orElseThrow().actions().stream()
            .filter(action -> action instanceof Action.Refresh)
            .map(action -> ((Action.Refresh) action).preferences())
            .findFirst()
            .orElseThrow();
    assertTrue(preferences.replaceProtected() && preferences.terminateStandby());
    BodyBuilder standby =
        new BodyBuilder()
            .version("2", "ami-2")
            .sizes(1, 20, 1)
            .instances(
                List.of(
                    BodyBuilder.instance(2, "InService", true, "2", false),
                    BodyBuilder.instance(3, "Standby", true, "2", false)));
    assertTrue(pointless(situation(standby)).contains("some are on standby"));
  }

  @Test
  @DisplayName("to undo replaces instances only where fewer are well than before")
  void undoInstances() {
    BodyBuilder before = new BodyBuilder().version("2", "ami-2").fleet(10, 8, "2");
    assertTrue(
        assertInstanceOf(
                Planning.Pointless.class, undo(before, new BodyBuilder().fleet(10, 8, "1")))
            .because()
            .contains("it stays"));
    Plan plan =
        assertInstanceOf(Planning.Feasible.class, undo(before, new BodyBuilder().fleet(10, 7, "1")))
            .plan();
    assertEquals(
        List.of(Action.ReplaceUnhealthy.class, Action.RefreshToPoint.class), actions(plan, "web"));
    assertEquals(0, Planner.undoSeconds(plan), "such a plan is not undone in its turn");
  }

  @Test
  @DisplayName("to undo nothing is none")
  void undoNothing() {
    assertInstanceOf(Planning.Pointless.class, undo(new BodyBuilder(), new BodyBuilder()));
  }

  private static Target dependent(String id, String... dependsOn) {
    Target plain = Fixtures.target(id);
    return new Target(
        plain.id(),
        plain.subject(),
        plain.mode(),
        plain.alarms(),
        plain.deadlineSeconds(),
        plain.soakSeconds(),
        plain.stabilityWindowSeconds(),
        plain.startupSeconds(),
        plain.approvalsRequired(),
        plain.pointsKept(),
        List.of(dependsOn),
        List.of(),
        List.of(),
        HeldInstances.ASK,
        HeldInstances.ASK);
  }

  private static List<List<String>> waves(Plan plan) {
    return plan.waves().stream()
        .map(wave -> wave.targets().stream().map(TargetPlan::targetId).toList())
        .toList();
  }

  @Test
  @DisplayName("changes what others depend on first, also where they do so through a third")
  void waves() {
    // web -> shop -> data, and shop itself has not changed.
    List<Target> targets =
        List.of(
            dependent("web", "shop"),
            dependent("shop", "data"),
            dependent("data"),
            dependent("mail"));
    List<GroupSituation> situations =
        targets.stream()
            .map(
                target ->
                    situation(
                        target,
                        new BodyBuilder(),
                        target.id().equals("shop")
                            ? new BodyBuilder()
                            : new BodyBuilder().sizes(0, 0, 0)))
            .toList();
    Dependencies dependencies = Dependencies.of(targets);
    Plan plan =
        assertInstanceOf(
                Planning.Feasible.class,
                Planner.plan("incident", situations, dependencies, NOW, DEADLINE))
            .plan();
    assertEquals(List.of(List.of("data", "mail"), List.of("web")), waves(plan));
    Plan undo =
        assertInstanceOf(
                Planning.Feasible.class,
                Planner.undo("incident", situations, dependencies, NOW, DEADLINE))
            .plan();
    assertEquals(List.of(List.of("web", "mail"), List.of("data")), waves(undo));
  }
}
