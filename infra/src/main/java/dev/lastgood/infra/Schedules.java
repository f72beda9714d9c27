package dev.lastgood.infra;

import static dev.lastgood.infra.Grant.allow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.constructs.Construct;

/** What happens by the clock: the sweep, the capture, the check, and a canary for each function. */
final class Schedules extends Construct {
  /** What a canary sends; every handler answers it without doing anything. */
  private static final String CANARY = "{\"canary\":true}";

  private static final int RETRY_ATTEMPTS = 3;
  private static final int EVENT_AGE_SECONDS = 60;

  private final Names names;
  private final Functions functions;
  private final Queues queues;
  private final Role role;

  Schedules(Construct scope, Names names, StateStack state, Functions functions, Queues queues) {
    super(scope, "Schedules");
    this.names = names;
    this.functions = functions;
    this.queues = queues;
    this.role =
        Roles.create(
            this,
            "role",
            names.of("schedules"),
            "Of the schedules of " + names.environment() + ".",
            ServicePrincipal.Builder.create("scheduler.amazonaws.com")
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", names.account())))
                .build(),
            List.of(
                allow(
                    "RunFunctions",
                    List.of("lambda:InvokeFunction"),
                    FunctionName.ALL.stream()
                        .map(
                            function ->
                                names.arn(
                                    "lambda",
                                    "function:" + names.of(function.id()) + ":" + Names.LIVE))
                        .toList()),
                allow(
                    "KeepWhatFailed",
                    List.of("sqs:SendMessage"),
                    List.of(names.arn("sqs", names.of(Queues.SCHEDULES)))),
                allow(
                        "EncryptWhatFailed",
                        List.of("kms:Decrypt", "kms:GenerateDataKey"),
                        List.of(state.dataKey().getKeyArn()))
                    .when(
                        Map.of(
                            "StringEquals",
                            Map.of(
                                "kms:ViaService", "sqs." + names.region() + ".amazonaws.com")))));
    schedule("sweep", "rate(1 minute)", FunctionName.SWEEP, Optional.empty());
    schedule("capture", "rate(15 minutes)", FunctionName.CAPTURE, Optional.empty());
    schedule("check", "rate(15 minutes)", FunctionName.CHECK, Optional.empty());
    // A snapshot that nothing uses for 14 days is deleted, and the next start fails: "Improving
    // startup performance with Lambda SnapStart" in the AWS Lambda Developer Guide.
    for (FunctionName function : FunctionName.ALL) {
      schedule("canary-" + function.id(), "rate(1 day)", function, Optional.of(CANARY));
    }
  }

  private void schedule(String name, String rate, FunctionName function, Optional<String> input) {
    CfnSchedule.TargetProperty.Builder target =
        CfnSchedule.TargetProperty.builder()
            .arn(functions.live(function).getFunctionArn())
            .roleArn(role.getRoleArn())
            .retryPolicy(
                CfnSchedule.RetryPolicyProperty.builder()
                    .maximumRetryAttempts(RETRY_ATTEMPTS)
                    .maximumEventAgeInSeconds(EVENT_AGE_SECONDS)
                    .build())
            .deadLetterConfig(
                CfnSchedule.DeadLetterConfigProperty.builder()
                    .arn(queues.queue(Queues.SCHEDULES).getQueueArn())
                    .build());
    input.ifPresent(target::input);
    CfnSchedule.Builder.create(this, name)
        .name(names.of(name))
        .scheduleExpression(rate)
        .flexibleTimeWindow(CfnSchedule.FlexibleTimeWindowProperty.builder().mode("OFF").build())
        .state("ENABLED")
        .target(target.build())
        .build();
  }
}
