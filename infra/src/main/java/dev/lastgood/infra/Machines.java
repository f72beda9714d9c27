package dev.lastgood.infra;

import static dev.lastgood.infra.Grant.allow;

import dev.lastgood.functions.config.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachine;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachineAlias;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachineVersion;
import software.constructs.Construct;

/**
 * The two state machines. Each is published as a version that calls versions of functions, so that
 * an incident under way finishes on the code that it began with, whatever is deployed meanwhile.
 */
final class Machines extends Construct {
  /** The machine that owns an incident's deadline. */
  static final String INCIDENT = "incident";

  /** The machine that does the work. */
  static final String RECOVERY = "recovery";

  private final Names names;
  private final Configuration configuration;
  private final StateStack state;
  private final Functions functions;
  private final Sources sources;

  Machines(
      Construct scope,
      Names names,
      Configuration configuration,
      StateStack state,
      Functions functions,
      Sources sources) {
    super(scope, "Machines");
    this.names = names;
    this.configuration = configuration;
    this.state = state;
    this.functions = functions;
    this.sources = sources;
    Map<String, String> recovery = new TreeMap<>();
    recovery.put("AcquireFunctionArn", functions.versionArn(FunctionName.ACQUIRE));
    recovery.put("PlanFunctionArn", functions.versionArn(FunctionName.PLAN));
    recovery.put("AskFunctionArn", functions.versionArn(FunctionName.ASK));
    recovery.put("BackUpFunctionArn", functions.versionArn(FunctionName.BACK_UP));
    recovery.put("ActFunctionArn", functions.versionArn(FunctionName.ACT));
    recovery.put("VerifyFunctionArn", functions.versionArn(FunctionName.VERIFY));
    CfnStateMachineVersion recoveryVersion =
        machine(
            RECOVERY,
            recovery,
            List.of(
                invoke(
                    FunctionName.ACQUIRE,
                    FunctionName.PLAN,
                    FunctionName.ASK,
                    FunctionName.BACK_UP,
                    FunctionName.ACT,
                    FunctionName.VERIFY)));
    Map<String, String> incident = new TreeMap<>();
    incident.put("RecoveryStateMachineArn", recoveryVersion.getAttrArn());
    incident.put(
        "RecoveryExecutionArnPrefix", names.arn("states", "execution:" + names.of(RECOVERY)));
    incident.put("CloseFunctionArn", functions.versionArn(FunctionName.CLOSE));
    incident.put("OpenFunctionArn", functions.versionArn(FunctionName.OPEN));
    incident.put("PlanFunctionArn", functions.versionArn(FunctionName.PLAN));
    machine(
        INCIDENT,
        incident,
        Stream.concat(
                Stream.of(invoke(FunctionName.CLOSE, FunctionName.OPEN, FunctionName.PLAN)),
                runRecoveries().stream())
            .toList());
  }

  private CfnStateMachineVersion machine(
      String name, Map<String, String> substitutions, List<Grant> statements) {
    LogGroup log =
        LogGroup.Builder.create(this, name + "-log")
            .logGroupName("/aws/vendedlogs/states/" + names.of(name))
            .retention(Functions.retention(configuration.deployment().logDays()))
            .encryptionKey(state.dataKey())
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    Role role = role(name, statements);
    CfnStateMachine machine =
        CfnStateMachine.Builder.create(this, name)
            .stateMachineName(names.of(name))
            .stateMachineType("STANDARD")
            .roleArn(role.getRoleArn())
            .definitionString(sources.definition(name))
            .definitionSubstitutions(substitutions)
            .loggingConfiguration(
                CfnStateMachine.LoggingConfigurationProperty.builder()
                    .level("ERROR")
                    // Payloads may hold what only the incident's own readers should see.
                    .includeExecutionData(false)
                    .destinations(
                        List.of(
                            CfnStateMachine.LogDestinationProperty.builder()
                                .cloudWatchLogsLogGroup(
                                    CfnStateMachine.CloudWatchLogsLogGroupProperty.builder()
                                        .logGroupArn(log.getLogGroupArn())
                                        .build())
                                .build()))
                    .build())
            .tracingConfiguration(
                CfnStateMachine.TracingConfigurationProperty.builder().enabled(true).build())
            .build();
    CfnStateMachineVersion version =
        CfnStateMachineVersion.Builder.create(this, name + "-version")
            .stateMachineArn(machine.getAttrArn())
            .stateMachineRevisionId(machine.getAttrStateMachineRevisionId())
            .build();
    version.getCfnOptions().setDeletionPolicy(CfnDeletionPolicy.RETAIN);
    version.getCfnOptions().setUpdateReplacePolicy(CfnDeletionPolicy.RETAIN);
    CfnStateMachineAlias.Builder.create(this, name + "-live")
        .name(Names.LIVE)
        .routingConfiguration(
            List.of(
                CfnStateMachineAlias.RoutingConfigurationVersionProperty.builder()
                    .stateMachineVersionArn(version.getAttrArn())
                    .weight(100)
                    .build()))
        .build();
    return version;
  }

  private Role role(String name, List<Grant> statements) {
    List<Grant> all = new ArrayList<>(statements);
    // See "Setting up X-Ray tracing" and "Using CloudWatch Logs to log execution history in Step
    // Functions" in the AWS Step Functions Developer Guide.
    all.add(
        allow(
                "SendTraces",
                List.of(
                    "xray:PutTraceSegments",
                    "xray:PutTelemetryRecords",
                    "xray:GetSamplingRules",
                    "xray:GetSamplingTargets"),
                List.of("*"))
            .because("AWS X-Ray has no resource-level permission for sending."));
    all.add(
        allow(
                "DeliverLogs",
                List.of(
                    "logs:CreateLogDelivery",
                    "logs:GetLogDelivery",
                    "logs:UpdateLogDelivery",
                    "logs:DeleteLogDelivery",
                    "logs:ListLogDeliveries",
                    "logs:PutResourcePolicy",
                    "logs:DescribeResourcePolicies",
                    "logs:DescribeLogGroups"),
                List.of("*"))
            .because("The delivery of vended logs has no resource-level permission."));
    return Roles.create(
        this,
        name + "-role",
        names.of(name),
        "Of the state machine " + names.of(name) + ".",
        ServicePrincipal.Builder.create("states.amazonaws.com")
            .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", names.account())))
            .build(),
        all);
  }

  /** Every version: what an older version of the machine calls must stay callable. */
  private Grant invoke(FunctionName... called) {
    return allow(
            "RunFunctions",
            List.of("lambda:InvokeFunction"),
            Stream.of(called)
                .map(function -> names.arn("lambda", "function:" + names.of(function.id()) + ":*"))
                .toList())
        .because("An older version of the machine calls older versions of the functions.");
  }

  /** See "IAM policies for calling Step Functions workflows" in the AWS Step Functions guide. */
  private List<Grant> runRecoveries() {
    String machine = names.arn("states", "stateMachine:" + names.of(RECOVERY));
    return List.of(
        allow("StartRecoveries", List.of("states:StartExecution"), List.of(machine, machine + ":*"))
            .because("An older version of this machine starts an older version of that one."),
        allow(
                "FollowRecoveries",
                List.of("states:DescribeExecution", "states:StopExecution"),
                List.of(names.arn("states", "execution:" + names.of(RECOVERY) + ":*")))
            .because("An execution is named after its incident."),
        allow(
            "HearOfTheirEnd",
            List.of("events:PutTargets", "events:PutRule", "events:DescribeRule"),
            List.of(
                names.arn("events", "rule/StepFunctionsGetEventsForStepFunctionsExecutionRule"))));
  }
}
