package dev.lastgood.test.planted;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.functions.ledger.AcquireHandler;
import dev.lastgood.functions.recover.ActHandler;
import dev.lastgood.functions.sweep.CloseHandler;
import dev.lastgood.functions.sweep.SweepHandler;
import dev.lastgood.functions.verify.VerifyHandler;
import dev.lastgood.test.installation.Mutated;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Mistakes that no campaign has shown so far: another guard makes up for them, or no rehearsal
 * comes to where they matter. Each is a gap in the proof.
 */
enum UnseenDefect implements PlantedDefect {
  /** The lease is taken whoever holds it. */
  LEASE_TAKEN_WHILE_HELD(
      new Mistake(
          "The lease is taken whoever holds it.",
          "Leases.acquire takes what is free or was left alone for a whole lease",
          Spoil.request(
              UpdateItemRequest.class,
              request ->
                  Items.isLease(request)
                          && request.conditionExpression().startsWith("attribute_not_exists")
                      ? request.toBuilder().conditionExpression(null).build()
                      : request,
              AcquireHandler.class,
              CloseHandler.class,
              SweepHandler.class),
          Shown.NOWHERE)),
  /** An entry under a lease asks who holds it, and not under which fence. */
  FENCE_NOT_COMPARED(
      new Mistake(
          "An entry under a lease asks who holds it, and not under which fence.",
          "Ledger.append compares both",
          Spoil.request(
              TransactWriteItemsRequest.class,
              request ->
                  Items.withCheck(
                      request,
                      check -> {
                        Map<String, AttributeValue> values =
                            new HashMap<>(check.expressionAttributeValues());
                        values.remove(":fence");
                        return check.toBuilder()
                            .conditionExpression("leaseOwner = :me")
                            .expressionAttributeValues(values)
                            .build();
                      }),
              ActHandler.class,
              CloseHandler.class,
              SweepHandler.class),
          Shown.NOWHERE)),
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
          Shown.NOWHERE)),
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
          Shown.NOWHERE)),
  /** The recovery may use all of the time that is left, so that none is left to close in. */
  RECOVERY_WITHOUT_RESERVE(
      new Mistake(
          "The recovery may use all of the time that is left, so that none is left to close in.",
          "incident.asl.json: Recover keeps 45 seconds back",
          Spoil.machine(
              "incident",
              states ->
                  ((ObjectNode) states.get("Recover"))
                      .put(
                          "TimeoutSeconds",
                          "{% $max([1, $floor(($toMillis($deadline) - $millis()) / 1000)]) %}")),
          Shown.NOWHERE)),
  /** The function that closes has Lambda's default timeout of 3 seconds. */
  CLOSE_WITH_DEFAULT_TIMEOUT(
      new Mistake(
          "The function that closes has Lambda's default timeout of 3 seconds.",
          "infra: Functions gives it 45 seconds",
          Spoil.template(
              resources ->
                  Mutated.properties(
                          resources,
                          "AWS::Lambda::Function",
                          "FunctionName",
                          "lastgood-production-close")
                      .put("Timeout", 3)),
          Shown.NOWHERE));

  private final Mistake mistake;

  UnseenDefect(Mistake mistake) {
    this.mistake = mistake;
  }

  @Override
  public Mistake mistake() {
    return mistake;
  }
}
