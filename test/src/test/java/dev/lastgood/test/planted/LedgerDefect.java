package dev.lastgood.test.planted;

import dev.lastgood.functions.detect.DetectHandler;
import dev.lastgood.functions.ledger.AcquireHandler;
import dev.lastgood.functions.plan.PlanHandler;
import dev.lastgood.functions.policy.AnswerHandler;
import dev.lastgood.functions.policy.AskHandler;
import dev.lastgood.functions.recover.ActHandler;
import dev.lastgood.functions.sweep.CloseHandler;
import dev.lastgood.functions.sweep.SweepHandler;
import dev.lastgood.functions.verify.BackUpHandler;
import dev.lastgood.functions.verify.VerifyHandler;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** What can be wrong with the ledger. */
enum LedgerDefect implements PlantedDefect {
  /** An entry is put into its place whether another stands there or not. */
  ENTRY_WRITTEN_OVER(
      new Mistake(
          "An entry is put into its place whether another stands there or not.",
          "Ledger.put has a condition on every entry",
          Spoil.request(
              TransactWriteItemsRequest.class,
              request ->
                  Items.withPut(
                      request,
                      "incident#",
                      "0",
                      put -> put.toBuilder().conditionExpression(null).build()),
              DetectHandler.class,
              AcquireHandler.class,
              PlanHandler.class,
              AskHandler.class,
              AnswerHandler.class,
              BackUpHandler.class,
              ActHandler.class,
              VerifyHandler.class,
              CloseHandler.class,
              SweepHandler.class),
          Shown.at("flapping-alarm", "the ledger is a chain", "is written over"))),
  /** An entry keeps its time in seconds, and its hash is over milliseconds. */
  ENTRY_TIME_ROUNDED(
      new Mistake(
          "An entry keeps its time in seconds, and its hash is over milliseconds.",
          "Ledger.append truncates to what is kept before it hashes",
          Spoil.request(
              TransactWriteItemsRequest.class,
              request ->
                  Items.withPut(
                      request,
                      "incident#",
                      "0",
                      put -> {
                        Map<String, AttributeValue> item = new HashMap<>(put.item());
                        long millis = Long.parseLong(item.get("at").n());
                        item.put("at", AttributeValue.fromN(millis / 1000 * 1000 + ""));
                        return put.toBuilder().item(item).build();
                      }),
              DetectHandler.class,
              AcquireHandler.class,
              PlanHandler.class,
              AskHandler.class,
              AnswerHandler.class,
              BackUpHandler.class,
              ActHandler.class,
              VerifyHandler.class,
              CloseHandler.class,
              SweepHandler.class),
          Shown.at(
              "bad-launch-template",
              "the ledger is a chain",
              "does not link to the one before it"))),
  /** Whoever suspends processes gives new instances more time as well, by a call of its own. */
  CALL_BESIDE_THE_LEDGER(
      new Mistake(
          "Whoever suspends processes gives new instances more time as well, by a call of its own.",
          "Mutations.change: each call has an intent",
          Spoil.call(
              SuspendProcessesRequest.class,
              (request, right, platform) -> {
                platform
                    .client(AutoScalingClient.class)
                    .updateAutoScalingGroup(
                        update ->
                            update
                                .autoScalingGroupName(request.autoScalingGroupName())
                                .healthCheckGracePeriod(300));
                return right.call(request);
              },
              ActHandler.class),
          Shown.at("bad-launch-template", "8", "calls UpdateAutoScalingGroup without an intent")));

  private final Mistake mistake;

  LedgerDefect(Mistake mistake) {
    this.mistake = mistake;
  }

  @Override
  public Mistake mistake() {
    return mistake;
  }
}
