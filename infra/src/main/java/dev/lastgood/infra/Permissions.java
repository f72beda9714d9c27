package dev.lastgood.infra;

import static dev.lastgood.infra.Grant.allow;

import dev.lastgood.functions.config.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What each function may do, and nothing else: actions on named resources. A rehearsal refuses
 * every call that is not allowed here, and names every permission that no rehearsal uses.
 *
 * <p>Which resources an action can be limited to: "Actions, resources, and condition keys for AWS
 * services" in the Service Authorization Reference.
 */
final class Permissions {
  private static final String ANY = "*";

  private final Configuration configuration;
  private final Names names;
  private final StateStack state;
  private final String topicArn;
  private final ComputeGrants compute;
  private final StoreGrants stores;
  private final StackGrants stacks;

  Permissions(Configuration configuration, Names names, StateStack state, String topicArn) {
    this.configuration = configuration;
    this.names = names;
    this.state = state;
    this.topicArn = topicArn;
    this.compute = new ComputeGrants(configuration, names);
    this.stores = new StoreGrants(names, state);
    this.stacks = new StackGrants(configuration, names, stores);
  }

  /** The statements of one function's role. */
  List<Grant> of(FunctionName function) {
    List<Grant> statements = new ArrayList<>(common(function));
    statements.addAll(
        switch (function) {
          case DETECT -> detect();
          case OPEN -> open();
          case CAPTURE -> capture();
          case CHECK -> check();
          case SWEEP -> sweep();
          case ACQUIRE -> acquire();
          case PLAN -> plan();
          case ASK -> ask();
          case ANSWER -> answer();
          case BACK_UP -> backUp();
          case ACT -> act();
          case VERIFY -> verify();
          case CLOSE -> close();
        });
    statements.addAll(stacks.of(function));
    return statements;
  }

  private List<Grant> common(FunctionName function) {
    String logGroup = names.arn("logs", "log-group:/aws/lambda/" + names.of(function.id()));
    List<Grant> statements =
        new ArrayList<>(
            List.of(
                allow(
                        "WriteLogs",
                        List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                        List.of(logGroup + ":log-stream:*"))
                    .because("Lambda names the log streams."),
                allow(
                        "SendTraces",
                        List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords"),
                        List.of(ANY))
                    .because("AWS X-Ray has no resource-level permission for sending."),
                stores.useKey(
                    "UseTables",
                    List.of("kms:Decrypt"),
                    "dynamodb." + names.region() + ".amazonaws.com")));
    if (function.isAsynchronous()) {
      statements.add(
          allow(
              "KeepWhatFailed",
              List.of("sqs:SendMessage"),
              List.of(names.arn("sqs", names.of(Queues.FUNCTIONS)))));
      statements.add(
          stores.useKey(
              "EncryptWhatFailed",
              List.of("kms:Decrypt", "kms:GenerateDataKey"),
              "sqs." + names.region() + ".amazonaws.com"));
    }
    return statements;
  }

  private List<Grant> detect() {
    return List.of(
        compute.describeAlarms(),
        stores.onState("ReadState", "dynamodb:GetItem"),
        stores.onState("OpenIncidents", "dynamodb:PutItem"),
        stores.onLedger("KeepLedger", "dynamodb:Query", "dynamodb:PutItem"),
        startIncidents());
  }

  private List<Grant> open() {
    return List.of(
        stores.onState("OpenIncidents", "dynamodb:GetItem", "dynamodb:PutItem"),
        stores.onLedger("KeepLedger", "dynamodb:PutItem"),
        startIncidents());
  }

  private List<Grant> capture() {
    return List.of(
        compute.describeGroups(ComputeGrants.whole("autoscaling:DescribeInstanceRefreshes")),
        compute.describeTemplates(),
        compute.resolveImages(),
        compute.describeAlarms(),
        compute.readAlarmHistory(),
        stores.onState("KeepPoints", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem"),
        stores.onObjects("KeepBodies", List.of("s3:PutObject"), "points/*"),
        // An object of a single part is encrypted and never read back.
        stores.encryptObjects("kms:GenerateDataKey"),
        allow("Seal", List.of("kms:GenerateMac"), List.of(state.sealKey().getKeyArn())));
  }

  private List<Grant> check() {
    return Stream.of(
            Stream.of(
                allow(
                        "ReadGroups",
                        List.of("autoscaling:DescribeLaunchConfigurations"),
                        List.of(ANY))
                    .because(
                        "Amazon EC2 Auto Scaling has no resource-level permission to describe."),
                compute.describeTemplates(),
                compute.describeNeeds(),
                compute.describeTargetGroups(),
                allow("ReadInstanceTypes", List.of("ec2:DescribeInstanceTypes"), List.of(ANY))
                    .because("Amazon EC2 has no resource-level permission to describe."),
                allow("ReadQuota", List.of("servicequotas:GetServiceQuota"), List.of(ANY))
                    .because("Service Quotas has no resource-level permission to read."),
                allow("ReadUse", List.of("cloudwatch:GetMetricStatistics"), List.of(ANY))
                    .because("Amazon CloudWatch has no resource-level permission for metrics."),
                stores.onState(
                    "KeepFindings", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem"),
                stores.onObjects("ReadPoints", List.of("s3:GetObject"), "points/*"),
                stores.encryptObjects("kms:Decrypt"),
                allow(
                    "CheckSeals", List.of("kms:VerifyMac"), List.of(state.sealKey().getKeyArn()))),
            // No condition tells a launch from one that is only tried: what is tried is exactly
            // what
            // the function that changes groups may do.
            compute.launch().stream())
        .flatMap(grants -> grants)
        .toList();
  }

  private List<Grant> sweep() {
    return Stream.of(
            Stream.of(compute.describeAlarms(), stores.onState("FindUnfinished", "dynamodb:Query")),
            replace().stream(),
            discharge().stream())
        .flatMap(statements -> statements)
        .toList();
  }

  private List<Grant> acquire() {
    return List.of(
        stores.onState(
            "TakeLeases",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "dynamodb:ConditionCheckItem"),
        stores.onLedger("KeepLedger", "dynamodb:Query", "dynamodb:PutItem"));
  }

  private List<Grant> plan() {
    return List.of(
        compute.describeGroups(
            ComputeGrants.whole(
                "autoscaling:DescribeInstanceRefreshes", "autoscaling:DescribeScalingActivities")),
        compute.describeTemplates(),
        compute.resolveImages(),
        ComputeGrants.describeTargetHealth(),
        // Whether many targets fail at the same time, or one keeps failing.
        compute.describeAlarms(),
        compute.readAlarmHistory(),
        compute.describeNeeds(),
        compute.describeTargetGroups(),
        // A point that an alarm followed becomes SUSPECT here.
        stores.onState("ReadState", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem"),
        stores.onLedger("KeepLedger", "dynamodb:Query", "dynamodb:PutItem"),
        stores.onObjects("ReadPoints", List.of("s3:GetObject"), "points/*", "incidents/*"),
        stores.onObjects("KeepPlans", List.of("s3:PutObject"), "incidents/*"),
        stores.encryptObjects("kms:Decrypt", "kms:GenerateDataKey"),
        allow("CheckSeals", List.of("kms:VerifyMac"), List.of(state.sealKey().getKeyArn())));
  }

  private List<Grant> ask() {
    return Stream.concat(
            Stream.of(
                stores.onState("SayProgress", "dynamodb:GetItem", "dynamodb:PutItem"),
                stores.onLedger("KeepLedger", "dynamodb:Query", "dynamodb:PutItem")),
            tell("sns:Publish").stream())
        .toList();
  }

  private List<Grant> answer() {
    return List.of(stores.onLedger("KeepLedger", "dynamodb:Query", "dynamodb:PutItem"));
  }

  private List<Grant> backUp() {
    return List.of(
        compute.describeGroups(ComputeGrants.whole()),
        compute.describeTemplates(),
        compute.resolveImages(),
        compute.describeAlarms(),
        stores.onState(
            "RenewLeases", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"),
        stores.onLedger("KeepLedger", "dynamodb:Query", "dynamodb:PutItem"),
        stores.onObjects("KeepUndoPoints", List.of("s3:GetObject", "s3:PutObject"), "incidents/*"),
        stores.encryptObjects("kms:Decrypt", "kms:GenerateDataKey"));
  }

  private List<Grant> act() {
    Stream<Grant> changes =
        compute.onGroups(
            "ChangeGroups",
            "autoscaling:UpdateAutoScalingGroup",
            "autoscaling:StartInstanceRefresh",
            "autoscaling:SuspendProcesses",
            "autoscaling:ResumeProcesses",
            "autoscaling:RollbackInstanceRefresh",
            "autoscaling:CancelInstanceRefresh",
            "autoscaling:TerminateInstanceInAutoScalingGroup",
            "autoscaling:AttachLoadBalancerTargetGroups",
            "autoscaling:DetachLoadBalancerTargetGroups");
    return Stream.of(
            changes,
            Stream.of(
                compute.describeGroups(
                    "autoscaling:DescribeInstanceRefreshes",
                    "autoscaling:DescribeLaunchConfigurations",
                    "autoscaling:DescribeScalingActivities"),
                compute.describeTemplates(),
                ComputeGrants.describeTargetHealth(),
                allow(
                        "MakeVersionsAgain",
                        List.of("ec2:CreateLaunchTemplateVersion"),
                        List.of(names.arn("ec2", "launch-template/*")))
                    .because(
                        "Which template a group launches from, the group says, and the next may be"
                            + " another."),
                stores.onState(
                    "CheckLeases",
                    "dynamodb:Query",
                    "dynamodb:PutItem",
                    "dynamodb:UpdateItem",
                    "dynamodb:ConditionCheckItem"),
                stores.onLedger("KeepLedger", "dynamodb:Query", "dynamodb:PutItem"),
                stores.onObjects(
                    "ReadPlans", List.of("s3:GetObject"), "incidents/*", "points/*/user-data/*"),
                stores.encryptObjects("kms:Decrypt")),
            compute.launch().stream())
        .flatMap(grants -> grants)
        .toList();
  }

  private List<Grant> verify() {
    List<Grant> statements =
        new ArrayList<>(
            List.of(
                compute.describeGroups(
                    "autoscaling:DescribeInstanceRefreshes",
                    "autoscaling:DescribeLaunchConfigurations"),
                compute.describeTemplates(),
                compute.resolveImages(),
                compute.describeAlarms(),
                ComputeGrants.describeTargetHealth(),
                stores.onState(
                    "RenewLeases", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"),
                stores.onLedger("KeepLedger", "dynamodb:Query", "dynamodb:PutItem"),
                stores.onObjects("ReadPlans", List.of("s3:GetObject"), "incidents/*"),
                stores.encryptObjects("kms:Decrypt")));
    List<String> probes =
        configuration.targets().stream()
            .flatMap(target -> target.probes().stream())
            .distinct()
            .map(probe -> names.arn("lambda", "function:" + probe))
            .toList();
    if (!probes.isEmpty()) {
      statements.add(allow("AskProbes", List.of("lambda:InvokeFunction"), probes));
    }
    return statements;
  }

  private List<Grant> close() {
    return Stream.concat(replace().stream(), discharge().stream()).toList();
  }

  /** What whoever has an incident's lost execution replaced needs. */
  private List<Grant> replace() {
    return List.of(
        startIncidents(),
        allow(
                "FollowExecutions",
                List.of("states:DescribeExecution"),
                List.of(executions(Machines.INCIDENT), executions(Machines.RECOVERY)))
            .because("An execution is named after its incident."),
        allow(
                "StopWhatLostItsParent",
                List.of("states:StopExecution"),
                List.of(executions(Machines.RECOVERY)))
            .because("An execution is named after its incident."));
  }

  /** What whoever closes an incident needs, to meet what it owes and to tell people. */
  private List<Grant> discharge() {
    return Stream.of(
            compute.onGroups(
                "MeetObligations",
                "autoscaling:UpdateAutoScalingGroup",
                "autoscaling:ResumeProcesses"),
            Stream.of(
                compute.describeGroups("autoscaling:DescribeInstanceRefreshes"),
                stores.onState(
                    "CloseIncidents",
                    "dynamodb:GetItem",
                    "dynamodb:PutItem",
                    "dynamodb:UpdateItem",
                    "dynamodb:DeleteItem",
                    "dynamodb:ConditionCheckItem"),
                stores.onLedger("KeepLedger", "dynamodb:Query", "dynamodb:PutItem")),
            tell("sns:Publish", "sns:ListSubscriptionsByTopic").stream())
        .flatMap(grants -> grants)
        .toList();
  }

  private List<Grant> tell(String... actions) {
    return List.of(
        allow("TellPeople", List.of(actions), List.of(topicArn)),
        stores.useKey(
            "EncryptNotices",
            List.of("kms:Decrypt", "kms:GenerateDataKey"),
            "sns." + names.region() + ".amazonaws.com"));
  }

  private Grant startIncidents() {
    return allow(
        "StartIncidents",
        List.of("states:StartExecution"),
        List.of(machine(Machines.INCIDENT), machine(Machines.INCIDENT) + ":" + Names.LIVE));
  }

  private String machine(String name) {
    return names.arn("states", "stateMachine:" + names.of(name));
  }

  private String executions(String name) {
    return names.arn("states", "execution:" + names.of(name) + ":*");
  }
}
