package dev.lastgood.simulator.iam;

import dev.lastgood.simulator.iam.DependentAuthorisation.Basis;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What AWS checks of its services: that they may assume a role, and that resources let them in. A
 * resource that is not the assembly's is not checked, for nobody here knows its policy.
 */
final class ServiceRules {
  private static final Principal EVENTS = new Principal.Service("events.amazonaws.com");
  private static final Principal ALARMS = new Principal.Service("cloudwatch.amazonaws.com");
  private static final Principal ALARM_FUNCTIONS =
      new Principal.Service("lambda.alarms.cloudwatch.amazonaws.com");
  private static final String SOURCE_ACCOUNT = "aws:SourceAccount";
  private static final String SOURCE_ARN = "aws:SourceArn";
  private static final List<String> SOURCE = List.of(SOURCE_ACCOUNT, SOURCE_ARN);
  private static final List<String> USE_KEY = List.of("kms:GenerateDataKey", "kms:Decrypt");

  static final List<DependentRule<?>> ALL =
      List.of(
          DependentRule.of(
              Occasion.FunctionRan.class,
              "a function runs",
              List.of("sts:AssumeRole"),
              "the function's role, of lambda.amazonaws.com",
              List.of(),
              "\"Defining Lambda function permissions with an execution role\", AWS Lambda Developer"
                  + " Guide",
              Basis.REMEMBERED,
              (ran, facts) ->
                  facts.assembly().functionRole(ran.functionArn()).stream()
                      .map(role -> assume("lambda.amazonaws.com", role, Map.of()))),
          DependentRule.of(
              Occasion.MachineRan.class,
              "a state machine runs",
              List.of("sts:AssumeRole"),
              "the machine's role, of states.amazonaws.com",
              SOURCE,
              "\"Creating a state machine IAM role\", \"Prevent cross-service confused deputy issue\","
                  + " AWS Step Functions Developer Guide",
              Basis.REMEMBERED,
              (ran, facts) ->
                  facts.assembly().machineRole(ran.stateMachineArn()).stream()
                      .map(
                          role ->
                              assume(
                                  "states.amazonaws.com",
                                  role,
                                  source(facts, ran.stateMachineArn())))),
          DependentRule.of(
              Occasion.ScheduleFired.class,
              "a schedule invokes its target",
              List.of("sts:AssumeRole"),
              "the schedule's role, of scheduler.amazonaws.com",
              SOURCE,
              "\"Confused deputy prevention in EventBridge Scheduler\", EventBridge Scheduler User"
                  + " Guide",
              Basis.REMEMBERED,
              (fired, facts) ->
                  facts.assembly().scheduleRole(fired.scheduleName()).stream()
                      .map(
                          role ->
                              assume(
                                  "scheduler.amazonaws.com",
                                  role,
                                  // Not the schedule's ARN, but its group's.
                                  source(
                                      facts,
                                      facts.arns().arn("scheduler", "schedule-group/default"))))),
          DependentRule.of(
              Occasion.RuleMatched.class,
              "a rule gives an event to a function",
              List.of("lambda:InvokeFunction"),
              "the function as it is named, of events.amazonaws.com",
              List.of(SOURCE_ARN),
              "\"Troubleshooting Amazon EventBridge\", Amazon EventBridge User Guide, which says that"
                  + " a source account in the function's policy keeps EventBridge out",
              Basis.DOCUMENTED,
              (matched, facts) ->
                  facts.assembly().functionRole(matched.functionArn()).stream()
                      .map(
                          _ ->
                              new Check(
                                  EVENTS,
                                  matched.functionArn(),
                                  Map.of(SOURCE_ARN, matched.ruleArn())))),
          DependentRule.of(
              Occasion.RuleGaveUp.class,
              "a rule gives up",
              List.of("sqs:SendMessage"),
              "the dead-letter queue, of events.amazonaws.com",
              List.of(SOURCE_ARN, "aws:SecureTransport"),
              "\"Using dead-letter queues to process undelivered events\", Amazon EventBridge User"
                  + " Guide",
              Basis.REMEMBERED,
              (gaveUp, _) ->
                  Stream.of(
                      new Check(
                          EVENTS,
                          gaveUp.queueArn(),
                          Map.of(SOURCE_ARN, gaveUp.ruleArn(), "aws:SecureTransport", "true")))),
          DependentRule.of(
              Occasion.RuleGaveUp.class,
              "that queue has a customer managed key",
              USE_KEY,
              "the queue's key, of events.amazonaws.com",
              SOURCE,
              "\"Troubleshooting Amazon EventBridge\", Amazon EventBridge User Guide, which names no"
                  + " condition keys",
              Basis.REMEMBERED,
              (gaveUp, facts) ->
                  facts.assembly().queueKey(gaveUp.queueArn()).stream()
                      .map(key -> new Check(EVENTS, key, source(facts, gaveUp.ruleArn())))),
          DependentRule.of(
              Occasion.AlarmActed.class,
              "an alarm notifies a topic",
              List.of("sns:Publish"),
              "the topic, of cloudwatch.amazonaws.com",
              List.of(SOURCE_ACCOUNT, SOURCE_ARN, "aws:SecureTransport"),
              "\"Setting up Amazon SNS notifications\", Amazon CloudWatch User Guide",
              Basis.REMEMBERED,
              (acted, facts) ->
                  isTopic(acted)
                      ? Stream.of(
                          new Check(
                              ALARMS,
                              acted.actionArn(),
                              with(source(facts, acted.alarmArn()), "aws:SecureTransport", "true")))
                      : Stream.of()),
          DependentRule.of(
              Occasion.AlarmActed.class,
              "that topic has a customer managed key",
              USE_KEY,
              "the topic's key, of cloudwatch.amazonaws.com",
              SOURCE,
              "\"Key management\", Amazon SNS Developer Guide, which names no condition keys",
              Basis.REMEMBERED,
              (acted, facts) ->
                  isTopic(acted)
                      ? facts.assembly().topicKey(acted.actionArn()).stream()
                          .map(key -> new Check(ALARMS, key, source(facts, acted.alarmArn())))
                      : Stream.of()),
          DependentRule.of(
              Occasion.AlarmActed.class,
              "an alarm invokes a function",
              List.of("lambda:InvokeFunction"),
              "the function as it is named, of lambda.alarms.cloudwatch.amazonaws.com",
              SOURCE,
              "\"Invoke a Lambda function from an alarm\", Amazon CloudWatch User Guide",
              Basis.DOCUMENTED,
              (acted, facts) ->
                  acted.actionArn().contains(":lambda:")
                      ? Stream.of(
                          new Check(
                              ALARM_FUNCTIONS, acted.actionArn(), source(facts, acted.alarmArn())))
                      : Stream.of()));

  private ServiceRules() {}

  private static boolean isTopic(Occasion.AlarmActed acted) {
    return acted.actionArn().contains(":sns:");
  }

  private static Check assume(String service, Principal.Role role, Map<String, String> context) {
    return new Check(new Principal.Service(service), role.arn(), context);
  }

  private static Map<String, String> source(RuleFacts facts, String arn) {
    return Map.of(SOURCE_ACCOUNT, facts.arns().account(), SOURCE_ARN, arn);
  }

  private static Map<String, String> with(Map<String, String> context, String key, String value) {
    Map<String, String> more = new HashMap<>(context);
    more.put(key, value);
    return Map.copyOf(more);
  }
}
