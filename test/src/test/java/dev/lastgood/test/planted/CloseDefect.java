package dev.lastgood.test.planted;

import dev.lastgood.functions.sweep.CloseHandler;
import dev.lastgood.functions.sweep.SweepHandler;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesResponse;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** What can be wrong with the end of an incident, and with the sweep. */
enum CloseDefect implements PlantedDefect {
  /** The raised minimum is called lowered, and is not. */
  MINIMUM_NOT_LOWERED(
      new Mistake(
          "The raised minimum is called lowered, and is not.",
          "Discharger.lower",
          Spoil.call(
              UpdateAutoScalingGroupRequest.class,
              (_, _, _) -> UpdateAutoScalingGroupResponse.builder().build(),
              CloseHandler.class,
              SweepHandler.class),
          Shown.at(
              "bad-launch-template", "everything converges", "is called met, but the minimum"))),
  /** Frozen schedules are called running, and are not. */
  PROCESSES_NOT_RESUMED(
      new Mistake(
          "Frozen schedules are called running, and are not.",
          "Discharger.resume",
          Spoil.call(
              ResumeProcessesRequest.class,
              (_, _, _) -> ResumeProcessesResponse.builder().build(),
              CloseHandler.class,
              SweepHandler.class),
          Shown.at("bad-launch-template", "everything converges", "is called met, but the group"))),
  /**
   * What cannot be met when an incident is closed is assigned to the sweep, which never hears of
   * it.
   */
  OBLIGATION_DROPPED_AT_CLOSE(
      new Mistake(
          "What cannot be met when an incident is closed is assigned to the sweep, which never hears of it.",
          "IncidentWrites.closing hands it over in the same transaction",
          Spoil.request(
              TransactWriteItemsRequest.class,
              request -> Items.withoutPut(request, "open", "obligation#"),
              CloseHandler.class,
              SweepHandler.class),
          Shown.at("execution-aborted", "everything converges", "is owed"))),
  /** A notice that could not be sent at once is owed by nobody. */
  NOTICE_NOT_OWED(
      new Mistake(
          "A notice that could not be sent at once is owed by nobody.",
          "IncidentWrites.closing writes it down in the same transaction",
          Spoil.request(
              TransactWriteItemsRequest.class,
              request -> Items.withoutPut(request, "open", "notice#"),
              CloseHandler.class,
              SweepHandler.class),
          Shown.at("bad-launch-template", "5", "nobody was told"))),
  /** A notice counts as given although the topic has refused it. */
  NOTICE_FAILURE_IGNORED(
      new Mistake(
          "A notice counts as given although the topic has refused it.",
          "Notifier.send lets it fail",
          Spoil.call(
              PublishRequest.class,
              (request, right, _) -> {
                try {
                  return right.call(request);
                } catch (SdkException unavailable) {
                  return PublishResponse.builder().messageId("").build();
                }
              },
              CloseHandler.class,
              SweepHandler.class),
          Shown.hostile("image-parameter", 14, "5", "nobody was told"))),
  /** What went bad may be deployed again at once. */
  HOLD_FORGOTTEN(
      new Mistake(
          "What went bad may be deployed again at once.",
          "Closer.holds",
          Spoil.request(
              TransactWriteItemsRequest.class,
              request -> Items.withoutPut(request, "target#", "hold"),
              CloseHandler.class,
              SweepHandler.class),
          Shown.at("bad-launch-template", "what went bad is held", "leaves no hold on web"))),
  /** The sweep takes an execution that is under way for one that was lost. */
  SWEEP_CLOSES_LIVE_INCIDENT(
      new Mistake(
          "The sweep takes an execution that is under way for one that was lost.",
          "Orphans.look asks whether it is running",
          Spoil.answer(
              DescribeExecutionRequest.class,
              DescribeExecutionResponse.class,
              answer -> answer.toBuilder().status(ExecutionStatus.TIMED_OUT).build(),
              SweepHandler.class),
          Shown.at("bad-launch-template", "1", "begins while")));

  private final Mistake mistake;

  CloseDefect(Mistake mistake) {
    this.mistake = mistake;
  }

  @Override
  public Mistake mistake() {
    return mistake;
  }
}
