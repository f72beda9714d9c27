package dev.lastgood.functions.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.BodyBuilder;
import dev.lastgood.functions.Fixtures;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.point.Fleet;
import dev.lastgood.functions.point.PointBody;
import dev.lastgood.functions.point.Reading;
import dev.lastgood.functions.point.UserData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Held over thousands of seeded situations; a failure names the seed that shows it again. */
@DisplayName("In any situation")
class PlannerPropertiesTest {
  private static final int CASES = 10_000;
  private static final Instant DEADLINE = Fixtures.NOW.plusSeconds(900);

  private record Case(long seed, List<Situation> situations, Instant now) {
    static Case of(long seed) {
      Random random = new Random(seed);
      List<Situation> situations = new ArrayList<>();
      int targets = 1 + random.nextInt(4);
      for (int index = 0; index < targets; index++) {
        Target target = Fixtures.target("target-" + index);
        Reading live =
            random.nextInt(20) == 0
                ? new Reading.Unreadable("It cannot be read.")
                : new Reading.Captured(body(random, target), UserData.NONE);
        Situation.Goal goal =
            random.nextInt(10) == 0
                ? new Situation.Goal.None("It is unprotected.")
                : new Situation.Goal.Known(body(random, target));
        situations.add(new Situation(target, live, goal, random.nextInt(8) == 0));
      }
      return new Case(seed, situations, DEADLINE.minusSeconds(random.nextInt(-30, 1000)));
    }

    private static PointBody body(Random random, Target target) {
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

    PointBody live(String targetId) {
      return situations.stream()
          .filter(situation -> situation.target().id().equals(targetId))
          .map(situation -> ((Reading.Captured) situation.live()).body())
          .findFirst()
          .orElseThrow();
    }

    PointBody goal(String targetId) {
      return situations.stream()
          .filter(situation -> situation.target().id().equals(targetId))
          .map(situation -> ((Situation.Goal.Known) situation.goal()).body())
          .findFirst()
          .orElseThrow();
    }

    boolean rollout(String targetId) {
      return situations.stream()
          .anyMatch(
              situation -> situation.target().id().equals(targetId) && situation.rolloutUnderWay());
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
      case Planning.Pointless _ -> List.of();
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
          case Planning.Pointless _ -> {}
        }
      }
    }
    assertTrue(feasible > CASES / 10 && tooLate > CASES / 10, feasible + " and " + tooLate);
  }

  @Test
  @DisplayName("a protected instance is never replaced, nor a rollout of somebody's disturbed")
  void protectedInstances() {
    int replaced = 0;
    for (long seed = 0; seed < CASES; seed++) {
      Case one = Case.of(seed);
      for (Planning planning : List.of(one.plan(), one.undo())) {
        for (TargetPlan target : planned(planning)) {
          assertFalse(one.rollout(target.targetId()), one::toString);
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
  @DisplayName("whatever is planned was relevantly different, or runs something else")
  void relevant() {
    for (long seed = 0; seed < CASES; seed++) {
      Case one = Case.of(seed);
      for (TargetPlan target : planned(one.plan())) {
        PointBody live = one.live(target.targetId());
        boolean strays =
            live.fleet().instances().stream()
                .filter(Fleet.Instance::inService)
                .anyMatch(
                    instance ->
                        !instance
                            .launchTemplateVersion()
                            .equals(target.goal().launchTemplateVersion()));
        assertTrue(
            strays || target.differences().stream().anyMatch(Difference::isRelevant),
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
