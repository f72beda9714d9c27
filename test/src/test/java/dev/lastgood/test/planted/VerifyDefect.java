package dev.lastgood.test.planted;

import dev.lastgood.functions.verify.VerifyHandler;
import dev.lastgood.simulator.kernel.Fault;
import dev.lastgood.simulator.kernel.FaultSettings;
import java.time.Duration;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** What can be wrong with the proof that a recovery holds. */
enum VerifyDefect implements PlantedDefect {
  /** How long an alarm has been OK is told by the clock of the function. */
  WINDOW_BY_OWN_CLOCK(
      new Mistake(
          "How long an alarm has been OK is told by the clock of the function.",
          "VerifyHandler.Input.at is the state machine's",
          Spoil.<VerifyHandler.Input, VerifyHandler.Output>handler(
              VerifyHandler.class,
              (input, invocation, right, platform) ->
                  right.apply(
                      new VerifyHandler.Input(
                          input.incidentId(), input.planKey(), platform.clock().instant()),
                      invocation)),
          Shown.hostile("image-parameter", 14, "4", "or not quiet"))),
  /** An alarm that is OK at the moment counts as quiet. */
  WINDOW_NOT_WAITED(
      new Mistake(
          "An alarm that is OK at the moment counts as quiet.",
          "AlarmCheck.judge asks for the whole window",
          Spoil.call(
              DescribeAlarmsRequest.class,
              (request, right, platform) ->
                  Alarms.each(
                      (DescribeAlarmsResponse) right.call(request),
                      alarm ->
                          alarm.stateValue() == StateValue.OK
                              ? Alarms.since(
                                  alarm, platform.clock().instant().minus(Duration.ofHours(1)))
                              : alarm),
              VerifyHandler.class),
          Shown.at("bad-launch-template", "4", "or not quiet"))),
  /** The proof looks at the first page of alarms and no other. */
  ALARMS_FIRST_PAGE_ONLY(
      new Mistake(
          "The proof looks at the first page of alarms and no other.",
          "AlarmReader.read asks on while there is a token",
          Spoil.<DescribeAlarmsRequest>call(
              DescribeAlarmsRequest.class,
              (request, right, platform) ->
                  Alarms.firstPage(
                      request,
                      (DescribeAlarmsResponse)
                          right.call(request.toBuilder().maxRecords(1).build())),
              VerifyHandler.class),
          Shown.at("data-protected", "4", "or not quiet"))),
  /** The group is compared with the point, and what its instances run is not. */
  INSTANCES_NOT_COMPARED(
      new Mistake(
          "The group is compared with the point, and what its instances run is not.",
          "Verifier.judge looks at each instance in service",
          Spoil.answer(
              DescribeAutoScalingGroupsRequest.class,
              DescribeAutoScalingGroupsResponse.class,
              answer -> Groups.each(answer, Groups::asTold),
              VerifyHandler.class),
          Shown.under(
              "bad-launch-template",
              FaultSettings.NONE.with(Fault.STRAY_INSTANCE, 1),
              1,
              "4",
              "is not what it was"))),
  /** A stack is compared with its point, and the instances of its groups are not looked at. */
  STACK_GROUPS_NOT_LOOKED_AT(
      new Mistake(
          "A stack is compared with its point, and the instances of its groups are not looked at.",
          "VerifyHandler.groupsLack looks at each group that a stack owns",
          Spoil.answer(
              DescribeAutoScalingGroupsRequest.class,
              DescribeAutoScalingGroupsResponse.class,
              answer -> Groups.each(answer, Groups::ofStackAsWhole),
              VerifyHandler.class),
          Shown.hostile("group-owned-by-stack", 2951, "4", "is not what it was"))),
  /** An alarm that has too little data counts as quiet. */
  INSUFFICIENT_DATA_IS_QUIET(
      new Mistake(
          "An alarm that has too little data counts as quiet.",
          "AlarmReading.isOkFor asks for OK",
          Spoil.answer(
              DescribeAlarmsRequest.class,
              DescribeAlarmsResponse.class,
              answer ->
                  Alarms.each(
                      answer,
                      alarm ->
                          alarm.stateValue() == StateValue.INSUFFICIENT_DATA
                              ? Alarms.state(alarm, StateValue.OK)
                              : alarm),
              VerifyHandler.class),
          Shown.under(
              "bad-launch-template",
              FaultSettings.NONE.with(Fault.MISSING_DATA, 1),
              73,
              "4",
              "or not quiet")));

  private final Mistake mistake;

  VerifyDefect(Mistake mistake) {
    this.mistake = mistake;
  }

  @Override
  public Mistake mistake() {
    return mistake;
  }
}
