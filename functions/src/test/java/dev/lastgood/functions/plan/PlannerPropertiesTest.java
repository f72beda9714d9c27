package dev.lastgood.functions.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.BodyBuilder;
import dev.lastgood.functions.Fixtures;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.point.Fleet;
import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.Reading;
import dev.lastgood.functions.point.UserData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Held over thousands of seeded situations; a failure names the seed that shows it again. */
@DisplayName("In any situation")
class PlannerPropertiesTest {
  private static final int CASES = 10_000;
  private static final Instant DEADLINE = Fixtures.NOW.plusSeconds(900);

  private record Case(long seed, List<GroupSituation> situations, Instant now) {
    static Case of(long seed) {
      Random random = new Random(seed);
      List<GroupSituation> situations = new ArrayList<>();
      int targets = 1 + random.nextInt(4);
      for (int index = 0; index < targets; index++) {
        Target target = Fixtures.target("target-" + index);
        Reading.OfGroup live =
            random.nextInt(20) == 0
                ? new Reading.Unreadable("It cannot be read.")
                : new Reading.Group(body(random, target), UserData.NONE);
        Goal<GroupBody> goal =
            random.nextInt(10) == 0
                ? new Goal.None<>("It is unprotected.")
                : new Goal.Known<>(body(random, target));
        situations.add(
            new GroupSituation(
                target,
                live,
                goal,
                random.nextInt(8) == 0 ? Optional.of(rollout(random)) : Optional.empty(),
                history(random),
                List.of(),
                Set.of()));
      }
      return new Case(seed, situations, DEADLINE.minusSeconds(random.nextInt(-30, 1000)));
    }

    private static Rollout rollout(Random random) {
      Rollout.State[] states = Rollout.State.values();
      return new Rollout(
          "refresh-1",
          states[random.nextInt(states.length)],
          random.nextBoolean(),
          random.nextBoolean() ? 100 : 90,
          random.nextBoolean() ? 200 : 100,
          random.nextInt(300),
          random.nextBoolean() ? Fixtures.TEMPLATE : "",
          "" + random.nextInt(4));
    }

    private static History history(Random random) {
      return new History(
          random.ints(random.nextInt(8), 5, 200).boxed().toList(),
          random.ints(random.nextInt(3), 60, 600).boxed().toList(),
          random.nextInt(6) == 0
              ? Map.of("eu-west-1a", "We currently do not have sufficient capacity.")
              : Map.of(),
          random.nextInt(6) == 0 ? random.nextInt(9) : 0);
    }

    private static GroupBody body(Random random, Target target) {
      int version = 1 + random.nextInt(3);
      int desired = random.nextInt(6);
      BodyBuilder body =
          new BodyBuilder()
              .target(target.id())
              // Two versions may hold the same data.
              .version("" + version, "ami-" + (version + 1) / 2)
              .sizes(random.nextInt(3), 6 + random.nextInt(2), desired);
      if (random.nextInt(3) == 0) {
        body.tag("team", "" + random.nextInt(2));
      }
      if (random.nextInt(4) == 0) {
        body.suspended("Launch");
      }
      List<Fleet.Instance> instances = new ArrayList<>();
      for (int index = 0; index < desired; index++) {
        instances.add(
            BodyBuilder.instance(
                index,
                random.nextInt(5) == 0 ? "Pending" : "InService",
                random.nextInt(4) > 0,
                "" + (random.nextInt(4) == 0 ? 1 + random.nextInt(3) : version),
                random.nextInt(25) == 0));
      }
      return body.instances(instances).build();
    }

    Planning plan() {
      return Planner.plan("incident", situations, Dependencies.of(List.of()), now, DEADLINE);
    }

    Planning undo() {
      return Planner.undo("incident", situations, Dependencies.of(List.of()), now, DEADLINE);
    }

    GroupBody live(String targetId) {
      return situations.stream()
          .filter(situation -> situation.target().id().equals(targetId))
          .map(situation -> ((Reading.Group) situation.live()).body())
          .findFirst()
          .orElseThrow();
    }

    GroupBody goal(String targetId) {
      return situations.stream()
          .filter(situation -> situation.target().id().equals(targetId))
          .map(situation -> ((Goal.Known<GroupBody>) situation.goal()).body())
          .findFirst()
          .orElseThrow();
    }

    Optional<Rollout> rollout(String targetId) {
      return situations.stream()
          .filter(situation -> situation.target().id().equals(targetId))
          .flatMap(situation -> situation.rollout().stream())
          .findFirst();
    }

    boolean isShort(String targetId) {
      return situations.stream()
          .filter(situation -> situation.target().id().equals(targetId))
          .anyMatch(situation -> situation.history().capacityBeforeRequests() > 0);
    }

    @Override
    public String toString() {
      return "seed " + seed;
    }
  }

  private static List<TargetPlan> planned(Planning planning) {
    return switch (planning) {
      case Planning.Feasible feasible -> feasible.plan().targets().toList();
      case Planning.TooLate tooLate -> tooLate.plan().targets().toList();
      case Planning.Pointless _, Planning.Well _ -> List.of();
    };
  }

  @Test
  @DisplayName("nothing is started that does not fit the time that is left")
  void fits() {
    int feasible = 0;
    int tooLate = 0;
    for (long seed = 0; seed < CASES; seed++) {
      Case one = Case.of(seed);
      for (Planning planning : List.of(one.plan(), one.undo())) {
        long left = Duration.between(one.now(), Planner.lastInstant(DEADLINE)).toSeconds();
        switch (planning) {
          case Planning.Feasible found -> {
            feasible++;
            assertTrue(found.plan().forecastSeconds() <= left, one::toString);
          }
          case Planning.TooLate found -> {
            tooLate++;
            assertTrue(found.plan().forecastSeconds() > left, one::toString);
          }
          case Planning.Pointless _, Planning.Well _ -> {}
        }
      }
    }
    assertTrue(feasible > CASES / 10 && tooLate > CASES / 10, feasible + " and " + tooLate);
  }

  @Test
  @DisplayName("a protected instance is never replaced")
  void protectedInstances() {
    int replaced = 0;
    for (long seed = 0; seed < CASES; seed++) {
      Case one = Case.of(seed);
      for (Planning planning : List.of(one.plan(), one.undo())) {
        for (TargetPlan target : planned(planning)) {
          if (target.actions().stream().anyMatch(Action::replacesInstances)) {
            replaced++;
            assertTrue(
                one.live(target.targetId()).fleet().instances().stream()
                    .noneMatch(Fleet.Instance::protectedFromScaleIn),
                one::toString);
          }
        }
      }
    }
    assertTrue(replaced > CASES / 10, replaced + " replacements were seen");
  }

  @Test
  @DisplayName("a rollout under way is rolled back without harm, awaited or cancelled; never else")
  void rollouts() {
    Map<Class<?>, Integer> seen = new HashMap<>();
    for (long seed = 0; seed < CASES; seed++) {
      Case one = Case.of(seed);
      assertTrue(
          planned(one.undo()).stream().allMatch(target -> one.rollout(target.targetId()).isEmpty()),
          one::toString);
      for (TargetPlan target : planned(one.plan())) {
        Optional<Rollout> rollout = one.rollout(target.targetId());
        boolean touches =
            target.actions().stream().anyMatch(action -> action instanceof Action.OnRollout);
        assertEquals(rollout.isPresent(), touches, one::toString);
        if (rollout.isPresent()) {
          Action first = target.actions().getFirst();
          seen.merge(first.getClass(), 1, Integer::sum);
          assertEquals(
              rollout.get().state() == Rollout.State.ROLLING_BACK,
              first instanceof Action.AwaitRollback,
              one::toString);
          if (first instanceof Action.RollBackRefresh) {
            assertTrue(
                rollout.get().reversible() && rollout.get().minHealthyPercentage() == 100,
                one::toString);
          }
        }
      }
    }
    assertEquals(3, seen.size(), seen::toString);
    assertTrue(seen.values().stream().allMatch(count -> count > 20), seen::toString);
  }

  @Test
  @DisplayName(
      "what was considered and not taken is said with its reason, and is not what is taken")
  void considered() {
    int reasons = 0;
    for (long seed = 0; seed < CASES; seed++) {
      Case one = Case.of(seed);
      for (TargetPlan target : planned(one.plan())) {
        for (Considered considered : target.considered()) {
          reasons++;
          assertFalse(considered.way().isBlank() || considered.because().isBlank(), one::toString);
        }
      }
    }
    assertTrue(reasons > CASES, reasons + " reasons were given");
  }

  @Test
  @DisplayName("whatever is planned was relevantly different, or runs something else")
  void relevant() {
    for (long seed = 0; seed < CASES; seed++) {
      Case one = Case.of(seed);
      for (TargetPlan target : planned(one.plan())) {
        GroupBody live = one.live(target.targetId());
        boolean strays =
            live.fleet().instances().stream()
                .filter(Fleet.Instance::inService)
                .anyMatch(
                    instance ->
                        !instance
                            .launchTemplateVersion()
                            .equals(((GroupBody) target.goal()).launchTemplateVersion()));
        assertTrue(
            strays
                || one.isShort(target.targetId())
                || target.differences().stream().anyMatch(Difference::isRelevant),
            one::toString);
        assertFalse(target.actions().isEmpty(), one::toString);
      }
    }
  }

  @Test
  @DisplayName("undoing replaces instances only where fewer are well than at the undo point")
  void undoing() {
    int replaced = 0;
    for (long seed = 0; seed < CASES; seed++) {
      Case one = Case.of(seed);
      for (TargetPlan target : planned(one.undo())) {
        if (target.actions().stream().anyMatch(Action::replacesInstances)) {
          replaced++;
          assertTrue(
              one.live(target.targetId()).fleet().healthyInService()
                  < one.goal(target.targetId()).fleet().healthyInService(),
              one::toString);
        }
      }
    }
    assertTrue(replaced > 100, replaced + " replacements were seen");
  }

  @Test
  @DisplayName("planning is a function of what it is given, and a plan survives being kept")
  void deterministic() {
    for (long seed = 0; seed < CASES / 20; seed++) {
      Planning planning = Case.of(seed).plan();
      assertEquals(planning, Case.of(seed).plan());
      if (planning instanceof Planning.Feasible feasible) {
        assertEquals(feasible.plan(), Json.read(Json.write(feasible.plan()), Plan.class));
      }
    }
  }
}
