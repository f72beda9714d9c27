package dev.lastgood.infra;

import dev.lastgood.functions.config.Configuration;
import java.util.List;
import java.util.Map;
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
  private static final int RETRY_ATTEMPTS = 20;
  private static final int EVENT_AGE_SECONDS = 300;

  private final Names names;
  private final Functions functions;
  private final Queues queues;

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

  private void rule(
      String name,
      String says,
      Map<String, Object> pattern,
      FunctionName function,
      String queueName) {
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
                        Map.of("aws:SourceArn", names.arn("events", "rule/" + names.of(name)))))
                .build());
  }
}
