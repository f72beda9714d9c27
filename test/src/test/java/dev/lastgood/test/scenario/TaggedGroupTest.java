package dev.lastgood.test.scenario;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.kernel.Call;
import dev.lastgood.simulator.kernel.CallObserver;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.lambda.InvocationContext;
import dev.lastgood.simulator.rehearsal.RehearsalResult;
import dev.lastgood.simulator.rehearsal.Rehearsals;
import dev.lastgood.simulator.rehearsal.Scenario;
import dev.lastgood.simulator.rehearsal.Twist;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.test.Built;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.Tag;

/** The example's environment staging selects its group by a tag. */
@DisplayName("A target that is selected by a tag")
class TaggedGroupTest {
  private static final Installation STAGING = Installation.read(Built.ASSEMBLY, "staging");
  private static final String OURS = "web-7f3c21";
  private static final String OTHER = "web-green";

  private static Tag tag(String groupName) {
    return Tag.builder()
        .resourceId(groupName)
        .resourceType("auto-scaling-group")
        .key("service")
        .value("web")
        .propagateAtLaunch(true)
        .build();
  }

  private static void createOther(SimulatedWorld world) {
    world
        .autoScaling()
        .createSettled(
            CreateAutoScalingGroupRequest.builder()
                .autoScalingGroupName(OTHER)
                .minSize(0)
                .maxSize(10)
                .vpcZoneIdentifier("subnet-0000000000000000a")
                .launchTemplate(template -> template.launchTemplateName("web").version("1"))
                .build(),
            world.time().now());
  }

  private static RehearsalResult rehearse(Twist twist) {
    return new Rehearsals(STAGING)
        .rehearse("bad-launch-template", 1, FaultSettings.NONE, UnaryOperator.identity(), twist);
  }

  @Test
  @DisplayName("is recovered in every scenario as one that is named, by permissions for the tag")
  void recovered() {
    Rehearsals rehearsals = new Rehearsals(STAGING);
    for (Scenario scenario : rehearsals.playable()) {
      RehearsalResult result = rehearsals.rehearse(scenario.name(), 3, FaultSettings.NONE);
      assertEquals(scenario.outcome(), result.outcome(), scenario.name());
      assertEquals(List.of(), result.violations(), scenario.name());
    }
    assertAll(
        () -> assertEquals(List.of(), rehearsals.permissions().refused(), "refused"),
        () -> assertEquals(List.of(), rehearsals.permissions().unused(), "held for nothing"));
  }

  @Test
  @DisplayName("is left alone while two groups have the tag, and both are named")
  void twoHaveIt() {
    RehearsalResult result =
        rehearse(
            (world, begin) ->
                world
                    .time()
                    .at(
                        begin,
                        () -> {
                          createOther(world);
                          world
                              .autoScaling()
                              .client()
                              .createOrUpdateTags(request -> request.tags(tag(OTHER)));
                        }));
    assertEquals("ESCALATED", result.outcome());
    assertTrue(
        result
            .timeline()
            .toString()
            .contains("2 Auto Scaling groups are tagged service=web: " + OURS + ", " + OTHER),
        () -> result.timeline().toString());
  }

  @Test
  @DisplayName("is pinned for an incident: a tag that moves on takes no change to another group")
  void movesOn() {
    List<String> changed = new ArrayList<>();
    List<AutoScalingGroup> other = new ArrayList<>();
    RehearsalResult result =
        rehearse(
            new Twist() {
              @Override
              public void prepare(SimulatedWorld world, Instant begin) {
                world.time().at(begin, () -> createOther(world));
                world.watchCalls(
                    new CallObserver() {
                      @Override
                      public void before(Call call) {
                        boolean ours =
                            call.operation().mutating()
                                && call.operation().service().equals("autoscaling")
                                && call.caller()
                                    .flatMap(by -> by.attachment(InvocationContext.class))
                                    .isPresent();
                        if (ours && changed.isEmpty()) {
                          world.time().after(Duration.ZERO, () -> move(world));
                        }
                        if (ours) {
                          changed.add(call.operation().name());
                        }
                      }
                    });
                world
                    .time()
                    .at(
                        begin.plus(Duration.ofHours(1)),
                        () -> other.add(world.autoScaling().group(OTHER).orElseThrow().settings()));
              }

              @Override
              public boolean isOver() {
                return !other.isEmpty();
              }
            });
    // The permission moved on with the tag: no instance was replaced, and what is owed stays open.
    assertEquals("ESCALATED", result.outcome());
    assertFalse(changed.contains("StartInstanceRefresh"), changed::toString);
    assertEquals(List.of(), other.getFirst().suspendedProcesses());
    assertEquals(0, other.getFirst().minSize());
    assertTrue(changed.contains("SuspendProcesses"), changed::toString);
  }

  private static void move(SimulatedWorld world) {
    world.autoScaling().client().deleteTags(request -> request.tags(tag(OURS)));
    world.autoScaling().client().createOrUpdateTags(request -> request.tags(tag(OTHER)));
  }
}
