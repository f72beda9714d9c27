package dev.lastgood.test.planted;

import dev.lastgood.functions.detect.DetectEvent;
import dev.lastgood.functions.detect.DetectHandler;
import dev.lastgood.functions.sweep.SweepHandler;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;

/** What can be wrong with how an incident begins. */
enum DetectDefect implements PlantedDefect {
  /** Whatever goes wrong while an event is handled is logged, and the event counts as handled. */
  EVENT_ACKNOWLEDGED_BEFORE_STORED(
      new Mistake(
          "Whatever goes wrong while an event is handled is logged, and the event counts as handled.",
          "DetectHandler.handle lets it fail, so that Lambda tries it again",
          Spoil.<DetectEvent, DetectHandler.Output>handler(
              DetectHandler.class,
              (event, invocation, right, _) -> {
                try {
                  return right.apply(event, invocation);
                } catch (RuntimeException failure) {
                  return new DetectHandler.Output("Nothing", "", failure.getMessage());
                }
              }),
          Shown.hostile("nested-stack-fails", 55, "6", "led to nothing that is written down"))),
  /** A decision to do nothing about an event is logged and not written down. */
  DECISION_NOT_RECORDED(
      new Mistake(
          "A decision to do nothing about an event is logged and not written down.",
          "Incidents.recordDecision",
          Spoil.call(
              PutItemRequest.class,
              (request, right, _) ->
                  Items.has(request.item(), "event#", "decision")
                      ? PutItemResponse.builder().build()
                      : right.call(request),
              DetectHandler.class),
          Shown.hostile("pipeline-at-work", 44, "6", "led to nothing"))),
  /** An event that belongs to an open incident is dropped without a word. */
  JOIN_NOT_RECORDED(
      new Mistake(
          "An event that belongs to an open incident is dropped without a word.",
          "DetectHandler.join",
          Spoil.call(
              TransactWriteItemsRequest.class,
              (request, right, _) ->
                  request.transactItems().stream()
                          .anyMatch(
                              write ->
                                  write.put() != null
                                      && write.put().item().containsKey("fact")
                                      && write
                                          .put()
                                          .item()
                                          .get("fact")
                                          .s()
                                          .startsWith("{\"fact\":\"Joined"))
                      ? TransactWriteItemsResponse.builder().build()
                      : right.call(request),
              DetectHandler.class),
          Shown.at("stateful-replacement", "6", "led to nothing that is written down"))),
  /** The deadline counts from when an event is handled. */
  DEADLINE_FROM_ARRIVAL(
      new Mistake(
          "The deadline counts from when an event is handled.",
          "Detector.incident counts from the alarm's own timestamp",
          Spoil.call(
              DescribeAlarmsRequest.class,
              (request, right, platform) ->
                  Alarms.each(
                      (DescribeAlarmsResponse) right.call(request),
                      alarm ->
                          alarm.stateValue() == StateValue.ALARM
                              ? Alarms.since(alarm, platform.clock().instant())
                              : alarm),
              DetectHandler.class,
              SweepHandler.class),
          Shown.at("bad-launch-template", "1", "did not go off"))),
  /** The execution of an incident gets a name that differs from attempt to attempt. */
  EXECUTION_NAMED_BY_TIME(
      new Mistake(
          "The execution of an incident gets a name that differs from attempt to attempt.",
          "IncidentStarter.start names it after the incident",
          Spoil.call(
              StartExecutionRequest.class,
              (request, right, platform) ->
                  right.call(
                      request.toBuilder()
                          .name(request.name() + "-" + platform.clock().millis())
                          .build()),
              DetectHandler.class,
              SweepHandler.class),
          Shown.hostile("processes-suspended", 30, "8", "without an intent under fence"))),
  /** The sweep reads the first page of alarms and no other. */
  SWEEP_READS_FIRST_PAGE(
      new Mistake(
          "The sweep reads the first page of alarms and no other.",
          "AlarmReader.read asks on while there is a token",
          Spoil.call(
              DescribeAlarmsRequest.class,
              (request, right, _) ->
                  ((DescribeAlarmsResponse) right.call(request.toBuilder().maxRecords(1).build()))
                      .toBuilder().nextToken(null).build(),
              SweepHandler.class),
          Shown.at("whole-fleet-fails", "6", "There are 1 incidents instead of 6")));

  private final Mistake mistake;

  DetectDefect(Mistake mistake) {
    this.mistake = mistake;
  }

  @Override
  public Mistake mistake() {
    return mistake;
  }
}
