package dev.lastgood.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.Target;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.VirtualTime;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.simulator.world.WorldSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The judge of strategies")
class JudgeTest {
  private static final Installation PRODUCTION =
      Installation.read(Path.of("..", "infra", "target", "cdk.out"), "production");

  private static final Instant CHANGED_AT = WorldSettings.START.plusSeconds(60);

  /** Judges a group that was well, for a minute before something is done to it and ten after. */
  private static Judge judged(Consumer<Stage> change) throws Exception {
    return VirtualTime.onVirtualThread(
        Duration.ofMinutes(1),
        () -> {
          Configuration configuration = PRODUCTION.configuration();
          Script script =
              Situations.ALL
                  .getFirst()
                  .script()
                  .apply(new Approach(Strategy.CAPACITY_RESET, Duration.ZERO));
          List<Target> targets = script.targets(configuration);
          SimulatedWorld world =
              new SimulatedWorld(
                  new WorldSettings(configuration.withTargets(targets), 1, FaultSettings.NONE, 1));
          Stage stage = (Stage) script.perform(world, PRODUCTION, targets).stage();
          Judge judge = new Judge(world, stage);
          judge.begin();
          world.time().at(CHANGED_AT, () -> change.accept(stage));
          world.time().run(CHANGED_AT.plus(Duration.ofMinutes(10)), () -> false);
          world.time().endStrands();
          return judge;
        });
  }

  private static void launchVersion2(Stage stage) {
    stage.publishBadVersion();
    String templateId = stage.group().settings().launchTemplate().launchTemplateId();
    stage
        .autoScaling()
        .updateAutoScalingGroup(
            request ->
                request
                    .autoScalingGroupName(stage.groupName())
                    .launchTemplate(
                        template -> template.launchTemplateId(templateId).version("2")));
  }

  @Test
  @DisplayName("finds well what was never changed, from its first look on")
  void unchanged() throws Exception {
    Judge judge = judged(_ -> {});
    assertAll(
        () -> assertEquals(WorldSettings.START, judge.wellSince()),
        () -> assertEquals(0, judge.lostMinutes()),
        () -> assertEquals(0, judge.shortMinutes()),
        () -> assertTrue(judge.isSetAsBefore()));
  }

  @Test
  @DisplayName("finds no service well whose requests fail, and counts them")
  void failing() throws Exception {
    Judge judge = judged(stage -> stage.failRequests(stage.goodImage(), 0.5));
    assertAll(
        () -> assertEquals(Instant.MAX, judge.wellSince()),
        () -> assertEquals(5, judge.lostMinutes(), 0.1),
        () -> assertTrue(judge.isSetAsBefore()));
  }

  @Test
  @DisplayName("finds no group well that would launch another version, whatever runs now")
  void launchesAnother() throws Exception {
    Judge judge = judged(JudgeTest::launchVersion2);
    assertAll(
        () -> assertEquals(Instant.MAX, judge.wellSince()),
        () -> assertEquals(0, judge.lostMinutes()),
        () -> assertFalse(judge.isSetAsBefore()));
  }

  @Test
  @DisplayName("finds no group well on another version that serves every request")
  void anotherVersion() throws Exception {
    Judge judge =
        judged(
            stage -> {
              stage.publishBadVersion();
              stage.rollOut();
            });
    assertEquals(Instant.MAX, judge.wellSince());
    assertEquals(0, judge.lostMinutes());
  }

  @Test
  @DisplayName(
      "finds a group that lacks an instance well as soon as it is replaced, and counts until then")
  void replaced() throws Exception {
    Judge judge =
        judged(
            stage ->
                stage.world().ec2().terminate(stage.group().instances().iterator().next().id()));
    assertTrue(judge.wellSince().isAfter(CHANGED_AT.plusSeconds(30)), judge.wellSince().toString());
    assertTrue(judge.wellSince().isBefore(Instant.MAX));
    assertTrue(judge.shortMinutes() > 0.5, "minutes: " + judge.shortMinutes());
  }

  @Test
  @DisplayName("tells a suspended process and another minimum from what was set before")
  void settings() throws Exception {
    assertFalse(
        judged(
                stage ->
                    stage
                        .autoScaling()
                        .suspendProcesses(
                            request ->
                                request
                                    .autoScalingGroupName(stage.groupName())
                                    .scalingProcesses("AZRebalance")))
            .isSetAsBefore());
    assertFalse(
        judged(
                stage ->
                    stage
                        .autoScaling()
                        .updateAutoScalingGroup(
                            request -> request.autoScalingGroupName(stage.groupName()).minSize(10)))
            .isSetAsBefore());
  }
}
