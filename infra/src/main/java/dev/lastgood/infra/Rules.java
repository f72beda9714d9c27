package dev.lastgood.infra;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.constructs.Construct;

/**
 * What wakes the functions: alarms' changes of state by EventBridge, the same directly from
 * CloudWatch as a second path, and the ends of executions that did not close their incident.
 */
final class Rules extends Construct {
  /** An update that CloudFormation has taken back by itself is one: whether all is well is seen. */
  private static final List<String> FAILED =
      List.of(
          "CREATE_FAILED",
          "DELETE_FAILED",
          "IMPORT_ROLLBACK_COMPLETE",
          "IMPORT_ROLLBACK_FAILED",
          "ROLLBACK_COMPLETE",
          "ROLLBACK_FAILED",
          "UPDATE_FAILED",
          "UPDATE_ROLLBACK_COMPLETE",
          "UPDATE_ROLLBACK_FAILED");

  private static final List<String> CHANGED =
      List.of("CREATE_COMPLETE", "IMPORT_COMPLETE", "UPDATE_COMPLETE");

  private static final int RETRY_ATTEMPTS = 20;
  private static final int EVENT_AGE_SECONDS = 300;

  private final Names names;
  private final Functions functions;
  private final Queues queues;
  private final Map<String, List<String>> byQueue = new LinkedHashMap<>();

  Rules(
      Construct scope,
      Names names,
      Configuration configuration,
      Functions functions,
      Queues queues) {
    super(scope, "Rules");
    this.names = names;
    this.functions = functions;
    this.queues = queues;
    rule(
        "alarms",
        "An alarm of a target goes off.",
        Map.of(
            "source", List.of("aws.cloudwatch"),
            "detail-type", List.of("CloudWatch Alarm State Change"),
            "detail",
                Map.of(
                    "alarmName", configuration.alarmNames(),
                    "state", Map.of("value", List.of("ALARM")))),
        FunctionName.DETECT,
        Queues.ALARMS);
    rule(
        "executions",
        "An incident's execution has ended without closing its incident.",
        Map.of(
            "source", List.of("aws.states"),
            "detail-type", List.of("Step Functions Execution Status Change"),
            "detail",
                Map.of(
                    "stateMachineArn",
                        List.of(names.arn("states", "stateMachine:" + names.of(Machines.INCIDENT))),
                    "status", List.of("FAILED", "TIMED_OUT", "ABORTED"))),
        FunctionName.CLOSE,
        Queues.EXECUTIONS);
    stacks(configuration);
    byQueue.forEach(this::mayQueue);
    int number = 0;
    for (String alarm : configuration.alarmNames()) {
      CfnPermission.Builder.create(this, "alarm-action-" + ++number)
          .functionName(functions.live(FunctionName.DETECT).getFunctionArn())
          .action("lambda:InvokeFunction")
          .principal("lambda.alarms.cloudwatch.amazonaws.com")
          .sourceAccount(names.account())
          .sourceArn(names.arn("cloudwatch", "alarm:" + alarm))
          .build();
    }
  }

  /**
   * Stacks that an operation has failed on wake the detection, and those that one has changed are
   * captured.
   */
  private void stacks(Configuration configuration) {
    List<Target> targets =
        configuration.targets().stream().filter(target -> target.stack().isPresent()).toList();
    if (targets.isEmpty()) {
      return;
    }
    rule(
        "stacks",
        "An operation on a target's stack has failed.",
        pattern(targets, FAILED),
        FunctionName.DETECT,
        Queues.STACKS);
    for (Target target : targets) {
      rule(
          "stack-changed-" + target.id(),
          "The stack of the target " + target.id() + " has come to rest.",
          pattern(List.of(target), CHANGED),
          FunctionName.CAPTURE,
          Queues.STACKS,
          Optional.of("{\"targetIds\":[\"" + target.id() + "\"]}"));
    }
  }

  /** See "Stack status change event" in the AWS CloudFormation User Guide. */
  private Map<String, Object> pattern(List<Target> targets, List<String> statuses) {
    return Map.of(
        "source", List.of("aws.cloudformation"),
        "detail-type", List.of("CloudFormation Stack Status Change"),
        "detail",
            Map.of(
                "stack-id",
                    targets.stream()
                        .map(
                            target ->
                                Map.of(
                                    "prefix",
                                    names.arn(
                                        "cloudformation",
                                        "stack/" + target.stack().orElseThrow().stackName() + "/")))
                        .toList(),
                "status-details", Map.of("status", statuses)));
  }

  private void rule(
      String name,
      String says,
      Map<String, Object> pattern,
      FunctionName function,
      String queueName) {
    rule(name, says, pattern, function, queueName, Optional.empty());
  }

  private void rule(
      String name,
      String says,
      Map<String, Object> pattern,
      FunctionName function,
      String queueName,
      Optional<String> input) {
    CfnRule rule =
        CfnRule.Builder.create(this, name)
            .name(names.of(name))
            .description(says)
            .state("ENABLED")
            .eventPattern(new TreeMap<>(pattern))
            .targets(
                List.of(
                    CfnRule.TargetProperty.builder()
                        .id(function.id())
                        .arn(functions.live(function).getFunctionArn())
                        .input(input.orElse(null))
                        .retryPolicy(
                            CfnRule.RetryPolicyProperty.builder()
                                .maximumRetryAttempts(RETRY_ATTEMPTS)
                                .maximumEventAgeInSeconds(EVENT_AGE_SECONDS)
                                .build())
                        .deadLetterConfig(
                            CfnRule.DeadLetterConfigProperty.builder()
                                .arn(queues.queue(queueName).getQueueArn())
                                .build())
                        .build()))
            .build();
    CfnPermission.Builder.create(this, name + "-permission")
        .functionName(functions.live(function).getFunctionArn())
        .action("lambda:InvokeFunction")
        .principal("events.amazonaws.com")
        .sourceArn(rule.getAttrArn())
        .build();
    byQueue.computeIfAbsent(queueName, _ -> new ArrayList<>()).add(name);
  }

  private void mayQueue(String queueName, List<String> ruleNames) {
    List<String> arns =
        ruleNames.stream().map(name -> names.arn("events", "rule/" + names.of(name))).toList();
    queues
        .queue(queueName)
        .addToResourcePolicy(
            PolicyStatement.Builder.create()
                .sid("EventsMayQueue")
                .effect(Effect.ALLOW)
                .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
                .actions(List.of("sqs:SendMessage"))
                .resources(List.of(queues.queue(queueName).getQueueArn()))
                .conditions(
                    Map.of(
                        "ArnEquals",
                        Map.of("aws:SourceArn", arns.size() == 1 ? arns.getFirst() : arns)))
                .build());
  }
}
