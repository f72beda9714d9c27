package dev.lastgood.functions.point;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.BodyBuilder;
import dev.lastgood.functions.Fixtures;
import dev.lastgood.functions.StackBuilder;
import dev.lastgood.functions.detect.AlarmReading;
import dev.lastgood.functions.stack.StackState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Whether a target is quiet")
class QuietTest {
  private static final AlarmReading OK = Fixtures.alarm(AlarmReading.State.OK, Fixtures.NOW);

  private static Quiet judge(BodyBuilder group, boolean rollout, AlarmReading... alarms) {
    return Quiet.judge(group.build().fleet(), rollout, List.of(alarms));
  }

  @Test
  @DisplayName("it is, with its alarms OK, no rollout and every instance healthy")
  void quiet() {
    assertTrue(judge(new BodyBuilder(), false, OK).isQuiet());
  }

  @Test
  @DisplayName("no other state of an alarm is quiet, too little data and a missing alarm included")
  void alarms() {
    for (AlarmReading.State state :
        List.of(
            AlarmReading.State.ALARM,
            AlarmReading.State.INSUFFICIENT_DATA,
            AlarmReading.State.MISSING)) {
      Quiet quiet = judge(new BodyBuilder(), false, OK, Fixtures.alarm(state, Fixtures.NOW));
      assertEquals(List.of("The alarm web-5xx is " + state + "."), quiet.disturbances());
      assertFalse(quiet.isQuiet());
    }
  }

  @Test
  @DisplayName("a rollout and missing, pending or unhealthy instances are disturbances")
  void disturbances() {
    assertEquals(
        List.of("An instance refresh is under way."),
        judge(new BodyBuilder(), true, OK).disturbances());
    assertEquals(
        List.of("Only 9 of 10 instances are in service and healthy."),
        judge(new BodyBuilder().fleet(9, 9, "1"), false, OK).disturbances());
    assertEquals(
        List.of("Only 8 of 10 instances are in service and healthy."),
        judge(new BodyBuilder().fleet(10, 8, "1"), false, OK).disturbances());
    assertEquals(
        List.of("Only 0 of 1 instances are in service and healthy."),
        judge(
                new BodyBuilder()
                    .sizes(1, 1, 1)
                    .instances(List.of(BodyBuilder.instance(1, "Pending", true, "1", false))),
                false,
                OK)
            .disturbances());
    assertEquals(
        3,
        judge(
                new BodyBuilder().fleet(1, 1, "1"),
                true,
                Fixtures.alarm(AlarmReading.State.ALARM, Fixtures.NOW))
            .disturbances()
            .size());
  }

  @Test
  @DisplayName(
      "a stack is where its groups are, too, and those of what is nested in it are looked at")
  void stacks() {
    StackBuilder inner =
        new StackBuilder("inner")
            .resource("Group", "AWS::AutoScaling::AutoScalingGroup", "web-group")
            .resource("Orders", "AWS::DynamoDB::Table", "orders");
    StackState state = inner.body().state();
    assertEquals(List.of("web-group"), state.groupNames());
    StackState outer =
        new StackState(
            state.status(),
            state.reason(),
            state.lastUpdatedAt(),
            state.outputs(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            new TreeMap<>(Map.of("Inner", inner.body().capture(inner.text()))));
    assertEquals(List.of("web-group"), outer.groupNames());
    assertTrue(Quiet.judge(state, List.of(), List.of(OK)).isQuiet());
    assertEquals(
        List.of("The group web-group of the stack is not there."),
        Quiet.judge(
                state,
                List.of(new StackGroup("web-group", Optional.empty(), Optional.empty())),
                List.of(OK))
            .disturbances());
  }
}
