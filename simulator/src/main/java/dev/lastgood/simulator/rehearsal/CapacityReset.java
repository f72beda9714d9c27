package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.simulator.lambda.FunctionSettings;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** A team's function that sets a group's capacity back to what it was. */
final class CapacityReset extends JsonHandler<Map<String, Object>, Map<String, Object>> {
  private static final String NAME = "reset-capacity";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final SimulatedWorld world;
  private final AutoScalingGroup before;

  @SuppressWarnings({"unchecked", "rawtypes"})
  private CapacityReset(SimulatedWorld world, AutoScalingGroup before) {
    super((Class) Map.class);
    this.world = world;
    this.before = before;
  }

  /**
   * Deploys it as the action of the stage's alarms: nothing invokes a function sooner; see "Invoke
   * a Lambda function from an alarm" in the CloudWatch User Guide.
   *
   * @param before the group while all was well
   */
  static void deploy(SimulatedWorld world, Scene scene, AutoScalingGroup before) {
    String functionArn =
        world
            .lambda()
            .register(FunctionSettings.of(NAME, TIMEOUT), _ -> new CapacityReset(world, before));
    world
        .cloudWatch()
        .listen(
            (alarmName, state) -> {
              if (state == StateValue.ALARM && scene.target().hasAlarm(alarmName)) {
                world
                    .lambda()
                    .invokeAsync(functionArn, Map.of("alarmData", Map.of("alarmName", alarmName)));
              }
            });
  }

  @Override
  public Map<String, Object> handle(Map<String, Object> input, Invocation invocation) {
    world
        .autoScaling()
        .client()
        .updateAutoScalingGroup(
            UpdateAutoScalingGroupRequest.builder()
                .autoScalingGroupName(before.autoScalingGroupName())
                .minSize(before.minSize())
                .maxSize(before.maxSize())
                .desiredCapacity(before.desiredCapacity())
                .build());
    return Map.of();
  }
}
