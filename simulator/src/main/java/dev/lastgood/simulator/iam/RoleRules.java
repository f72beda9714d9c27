package dev.lastgood.simulator.iam;

import dev.lastgood.simulator.iam.DependentAuthorisation.Basis;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What AWS checks of the roles with which services act. */
final class RoleRules {
  private static final String ANY = "*";
  private static final List<String> VIA = List.of("kms:ViaService", "kms:CallerAccount");
  private static final String NESTED =
      "\"IAM policies for calling Step Functions workflows\", AWS Step Functions Developer Guide";

  static final List<DependentRule<?>> ALL =
      List.of(
          DependentRule.of(
              Occasion.FunctionRan.class,
              "a function runs",
              List.of("logs:CreateLogStream", "logs:PutLogEvents"),
              "the function's log streams",
              List.of(),
              "\"AWSLambdaBasicExecutionRole\", AWS Managed Policy Reference Guide",
              Basis.DOCUMENTED,
              (ran, facts) ->
                  on(
                      facts.assembly().functionRole(ran.functionArn()),
                      facts.assembly().logStreamArn(ran.functionArn()))),
          DependentRule.of(
              Occasion.FunctionRan.class,
              "a function with active tracing runs",
              List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords"),
              ANY,
              List.of(),
              "\"Visualize Lambda function invocations using AWS X-Ray\", AWS Lambda Developer Guide",
              Basis.REMEMBERED,
              (ran, facts) ->
                  facts.assembly().isTraced(ran.functionArn())
                      ? on(facts.assembly().functionRole(ran.functionArn()), ANY)
                      : Stream.of()),
          DependentRule.of(
              Occasion.EventFailed.class,
              "an event fails that has a queue as its on-failure destination",
              List.of("sqs:SendMessage"),
              "the queue",
              List.of("aws:SecureTransport"),
              "\"Retaining records of asynchronous invocations\", AWS Lambda Developer Guide",
              Basis.REMEMBERED,
              (failed, facts) ->
                  facts.assembly().failureDestination(failed.functionArn()).stream()
                      .flatMap(
                          queue ->
                              send(facts.assembly().functionRole(failed.functionArn()), queue))),
          DependentRule.of(
              Occasion.EventFailed.class,
              "that queue has a customer managed key",
              List.of("kms:GenerateDataKey", "kms:Decrypt"),
              "the queue's key",
              VIA,
              "\"Key management\", Amazon SQS Developer Guide",
              Basis.REMEMBERED,
              (failed, facts) ->
                  facts.assembly().failureDestination(failed.functionArn()).stream()
                      .flatMap(
                          queue ->
                              queueKey(
                                  facts.assembly().functionRole(failed.functionArn()),
                                  facts,
                                  queue))),
          DependentRule.of(
              Occasion.MachineRan.class,
              "a state machine with tracing runs",
              List.of(
                  "xray:PutTraceSegments",
                  "xray:PutTelemetryRecords",
                  "xray:GetSamplingRules",
                  "xray:GetSamplingTargets"),
              ANY,
              List.of(),
              "\"IAM policies for AWS X-Ray\", AWS Step Functions Developer Guide",
              Basis.DOCUMENTED,
              (ran, facts) ->
                  facts.assembly().isMachineTraced(ran.stateMachineArn())
                      ? on(facts.assembly().machineRole(ran.stateMachineArn()), ANY)
                      : Stream.of()),
          DependentRule.of(
              Occasion.MachineRan.class,
              "a state machine with logging runs",
              List.of(
                  "logs:CreateLogDelivery",
                  "logs:GetLogDelivery",
                  "logs:UpdateLogDelivery",
                  "logs:DeleteLogDelivery",
                  "logs:ListLogDeliveries",
                  "logs:PutResourcePolicy",
                  "logs:DescribeResourcePolicies",
                  "logs:DescribeLogGroups"),
              ANY,
              List.of(),
              "\"Logging using CloudWatch Logs\", AWS Step Functions Developer Guide",
              Basis.DOCUMENTED,
              (ran, facts) ->
                  facts.assembly().isMachineLogged(ran.stateMachineArn())
                      ? on(facts.assembly().machineRole(ran.stateMachineArn()), ANY)
                      : Stream.of()),
          DependentRule.of(
              Occasion.MachineInvoked.class,
              "a state machine invokes a function",
              List.of("lambda:InvokeFunction"),
              "the function as it is named",
              List.of(),
              "\"IAM policies for calling Lambda\", AWS Step Functions Developer Guide",
              Basis.REMEMBERED,
              (invoked, facts) ->
                  on(
                      facts.assembly().machineRole(invoked.stateMachineArn()),
                      invoked.functionArn())),
          started(
              List.of("states:StartExecution"),
              "the other machine as it is named",
              (started, _) -> started.startedArn()),
          started(
              List.of("states:DescribeExecution", "states:StopExecution"),
              "the execution",
              (started, _) -> started.executionArn()),
          started(
              List.of("events:PutTargets", "events:PutRule", "events:DescribeRule"),
              "the rule StepFunctionsGetEventsForStepFunctionsExecutionRule",
              (_, facts) ->
                  facts
                      .arns()
                      .arn("events", "rule/StepFunctionsGetEventsForStepFunctionsExecutionRule")),
          DependentRule.of(
              Occasion.ScheduleFired.class,
              "a schedule invokes a function",
              List.of("lambda:InvokeFunction"),
              "the function as it is named",
              List.of(),
              "\"Managing targets in EventBridge Scheduler\", EventBridge Scheduler User Guide",
              Basis.REMEMBERED,
              (fired, facts) ->
                  facts.assembly().scheduleTarget(fired.scheduleName()).stream()
                      .flatMap(
                          target ->
                              on(facts.assembly().scheduleRole(fired.scheduleName()), target))),
          DependentRule.of(
              Occasion.ScheduleGaveUp.class,
              "a schedule gives up",
              List.of("sqs:SendMessage"),
              "the dead-letter queue",
              List.of("aws:SecureTransport"),
              "\"Configuring a dead-letter queue for EventBridge Scheduler\", EventBridge Scheduler"
                  + " User Guide",
              Basis.REMEMBERED,
              (gaveUp, facts) ->
                  facts.assembly().scheduleQueue(gaveUp.scheduleName()).stream()
                      .flatMap(
                          queue ->
                              send(facts.assembly().scheduleRole(gaveUp.scheduleName()), queue))),
          DependentRule.of(
              Occasion.ScheduleGaveUp.class,
              "that queue has a customer managed key",
              List.of("kms:GenerateDataKey", "kms:Decrypt"),
              "the queue's key",
              VIA,
              "\"Key management\", Amazon SQS Developer Guide",
              Basis.REMEMBERED,
              (gaveUp, facts) ->
                  facts.assembly().scheduleQueue(gaveUp.scheduleName()).stream()
                      .flatMap(
                          queue ->
                              queueKey(
                                  facts.assembly().scheduleRole(gaveUp.scheduleName()),
                                  facts,
                                  queue))));

  private RoleRules() {}

  private static Stream<Check> on(Optional<Principal.Role> role, String resource) {
    return role.stream().map(principal -> new Check(principal, resource));
  }

  private static Stream<Check> send(Optional<Principal.Role> role, String queueArn) {
    return role.stream()
        .map(principal -> new Check(principal, queueArn, Map.of("aws:SecureTransport", "true")));
  }

  private static Stream<Check> queueKey(
      Optional<Principal.Role> role, RuleFacts facts, String queueArn) {
    return role.stream()
        .flatMap(
            principal ->
                facts.assembly().queueKey(queueArn).stream()
                    .map(key -> CallRules.via(principal, facts, key, "sqs", Map.of())));
  }

  private static DependentRule<Occasion.MachineStarted> started(
      List<String> actions,
      String says,
      BiFunction<Occasion.MachineStarted, RuleFacts, String> resource) {
    return DependentRule.of(
        Occasion.MachineStarted.class,
        "a state machine starts another one and waits for its end",
        actions,
        says,
        List.of(),
        NESTED,
        Basis.DOCUMENTED,
        (started, facts) ->
            on(
                facts.assembly().machineRole(started.stateMachineArn()),
                resource.apply(started, facts)));
  }
}
