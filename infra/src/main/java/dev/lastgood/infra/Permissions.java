package dev.lastgood.infra;

import static dev.lastgood.infra.Grant.allow;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.GroupSelection;
import dev.lastgood.functions.config.ResourceNames;
import dev.lastgood.functions.config.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  Permissions(Configuration configuration, Names names, StateStack state, String topicArn) {
    this.configuration = configuration;
    this.names = names;
    this.state = state;
    this.topicArn = topicArn;
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
                useKey(
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
          useKey(
              "EncryptWhatFailed",
              List.of("kms:Decrypt", "kms:GenerateDataKey"),
              "sqs." + names.region() + ".amazonaws.com"));
    }
    return statements;
  }

  private List<Grant> detect() {
    return List.of(
        describeAlarms(),
        onState("ReadState", "dynamodb:GetItem"),
        onState("OpenIncidents", "dynamodb:PutItem"),
        onLedger("KeepLedger", "dynamodb:Query", "dynamodb:PutItem"),
        startIncidents());
  }

  private List<Grant> open() {
    return List.of(
        onState("OpenIncidents", "dynamodb:GetItem", "dynamodb:PutItem"),
        onLedger("KeepLedger", "dynamodb:PutItem"),
        startIncidents());
  }

  private List<Grant> capture() {
    return List.of(
        describeGroups(whole("autoscaling:DescribeInstanceRefreshes")),
        describeTemplates(),
        resolveImages(),
        describeAlarms(),
        readAlarmHistory(),
        onState("KeepPoints", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem"),
        onObjects("KeepBodies", List.of("s3:PutObject"), "points/*"),
        // An object of a single part is encrypted and never read back.
        encryptObjects("kms:GenerateDataKey"),
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
                describeTemplates(),
                describeNeeds(),
                describeTargetGroups(),
                allow("ReadInstanceTypes", List.of("ec2:DescribeInstanceTypes"), List.of(ANY))
                    .because("Amazon EC2 has no resource-level permission to describe."),
                allow("ReadQuota", List.of("servicequotas:GetServiceQuota"), List.of(ANY))
                    .because("Service Quotas has no resource-level permission to read."),
                allow("ReadUse", List.of("cloudwatch:GetMetricStatistics"), List.of(ANY))
                    .because("Amazon CloudWatch has no resource-level permission for metrics."),
                onState("KeepFindings", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem"),
                onObjects("ReadPoints", List.of("s3:GetObject"), "points/*"),
                encryptObjects("kms:Decrypt"),
                allow(
                    "CheckSeals", List.of("kms:VerifyMac"), List.of(state.sealKey().getKeyArn()))),
            // No condition tells a launch from one that is only tried: what is tried is exactly
            // what
            // the function that changes groups may do.
            launch().stream())
        .flatMap(grants -> grants)
        .toList();
  }

  private List<Grant> sweep() {
    return Stream.of(
            Stream.of(
                describeAlarms(),
                onState("FindUnfinished", "dynamodb:Query"),
                startIncidents(),
                allow(
                        "FollowExecutions",
                        List.of("states:DescribeExecution"),
                        List.of(executions(Machines.INCIDENT)))
                    .because("An execution is named after its incident.")),
            discharge().stream())
        .flatMap(statements -> statements)
        .toList();
  }

  private List<Grant> acquire() {
    return List.of(
        onState(
            "TakeLeases", "dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:ConditionCheckItem"),
        onLedger("KeepLedger", "dynamodb:Query", "dynamodb:PutItem"));
  }

  private List<Grant> plan() {
    return List.of(
        describeGroups(
            whole(
                "autoscaling:DescribeInstanceRefreshes", "autoscaling:DescribeScalingActivities")),
        describeTemplates(),
        resolveImages(),
        describeTargetHealth(),
        // Whether many targets fail at the same time, or one keeps failing.
        describeAlarms(),
        readAlarmHistory(),
        describeNeeds(),
        describeTargetGroups(),
        // A point that an alarm followed becomes SUSPECT here.
        onState("ReadState", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem"),
        onLedger("KeepLedger", "dynamodb:Query", "dynamodb:PutItem"),
        onObjects("ReadPoints", List.of("s3:GetObject"), "points/*", "incidents/*"),
        onObjects("KeepPlans", List.of("s3:PutObject"), "incidents/*"),
        encryptObjects("kms:Decrypt", "kms:GenerateDataKey"),
        allow("CheckSeals", List.of("kms:VerifyMac"), List.of(state.sealKey().getKeyArn())));
  }

  private List<Grant> ask() {
    return Stream.concat(
            Stream.of(
                onState("KeepQuestions", "dynamodb:GetItem", "dynamodb:PutItem"),
                onLedger("KeepLedger", "dynamodb:Query", "dynamodb:PutItem")),
            tell("sns:Publish").stream())
        .toList();
  }

  private List<Grant> answer() {
    return List.of(
        onState("ReadQuestions", "dynamodb:GetItem"),
        onLedger("KeepLedger", "dynamodb:Query", "dynamodb:PutItem"),
        allow("PassAnswersOn", List.of("states:SendTaskSuccess"), List.of(ANY))
            .because(
                "AWS Step Functions has no resource-level permission for task tokens: the token, which"
                    + " nobody else is given, says which execution it is."));
  }

  private List<Grant> backUp() {
    return List.of(
        describeGroups(whole()),
        describeTemplates(),
        resolveImages(),
        describeAlarms(),
        onState("RenewLeases", "dynamodb:GetItem", "dynamodb:UpdateItem"),
        onLedger("KeepLedger", "dynamodb:Query", "dynamodb:PutItem"),
        onObjects("KeepUndoPoints", List.of("s3:GetObject", "s3:PutObject"), "incidents/*"),
        encryptObjects("kms:Decrypt", "kms:GenerateDataKey"));
  }

  private List<Grant> act() {
    Stream<Grant> changes =
        onGroups(
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
                describeGroups(
                    "autoscaling:DescribeInstanceRefreshes",
                    "autoscaling:DescribeLaunchConfigurations",
                    "autoscaling:DescribeScalingActivities"),
                describeTemplates(),
                describeTargetHealth(),
                allow(
                        "MakeVersionsAgain",
                        List.of("ec2:CreateLaunchTemplateVersion"),
                        List.of(names.arn("ec2", "launch-template/*")))
                    .because(
                        "Which template a group launches from, the group says, and the next may be"
                            + " another."),
                onState(
                    "CheckLeases",
                    "dynamodb:Query",
                    "dynamodb:UpdateItem",
                    "dynamodb:ConditionCheckItem"),
                onLedger("KeepLedger", "dynamodb:Query", "dynamodb:PutItem"),
                onObjects(
                    "ReadPlans", List.of("s3:GetObject"), "incidents/*", "points/*/user-data/*"),
                encryptObjects("kms:Decrypt")),
            launch().stream())
        .flatMap(grants -> grants)
        .toList();
  }

  /**
   * What Auto Scaling checks of whoever starts a refresh with a launch template, as if they
   * launched the instances themselves; see "Control launch template usage in Auto Scaling groups"
   * in the Amazon EC2 Auto Scaling User Guide. The images, subnets and security groups are the
   * template's, which this app does not know: the template is what the group names, and not limited
   * further.
   */
  private List<Grant> launch() {
    List<Grant> statements =
        new ArrayList<>(
            List.of(
                allow(
                        "LaunchAsTemplatesSay",
                        List.of("ec2:RunInstances"),
                        List.of(
                            names.arn("ec2", "launch-template/*"),
                            names.ofAws("ec2", "image/*"),
                            names.arn("ec2", "instance/*"),
                            names.arn("ec2", "subnet/*"),
                            names.arn("ec2", "security-group/*"),
                            names.arn("ec2", "network-interface/*"),
                            names.arn("ec2", "volume/*"),
                            names.arn("ec2", "key-pair/*"),
                            names.arn("ec2", "placement-group/*"),
                            names.ofAws("ec2", "snapshot/*")))
                    .because(
                        "What is launched is what the group's template says; an image, a subnet, a security"
                            + " group or a key that a good point names must not need a deployment."),
                resolveImages(),
                allow(
                        "TagWhatIsLaunched",
                        List.of("ec2:CreateTags"),
                        List.of(names.arn("ec2", "instance/*"), names.arn("ec2", "volume/*")))
                    .when(Map.of("StringEquals", Map.of("ec2:CreateAction", "RunInstances")))
                    .because("It is allowed for what is being launched alone.")));
    List<String> roles =
        configuration.targets().stream()
            .flatMap(target -> target.instanceRoles().stream())
            .distinct()
            .map(names::role)
            .toList();
    if (!roles.isEmpty()) {
      statements.add(
          allow("PassInstanceRoles", List.of("iam:PassRole"), roles)
              .when(Map.of("StringEquals", Map.of("iam:PassedToService", names.ec2Principal()))));
    }
    return statements;
  }

  private List<Grant> verify() {
    List<Grant> statements =
        new ArrayList<>(
            List.of(
                describeGroups("autoscaling:DescribeLaunchConfigurations"),
                describeTemplates(),
                resolveImages(),
                describeAlarms(),
                describeTargetHealth(),
                onState("RenewLeases", "dynamodb:GetItem", "dynamodb:UpdateItem"),
                onLedger("KeepLedger", "dynamodb:Query", "dynamodb:PutItem"),
                onObjects("ReadPlans", List.of("s3:GetObject"), "incidents/*"),
                encryptObjects("kms:Decrypt")));
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
    return discharge();
  }

  /** What whoever closes an incident needs, to meet what it owes and to tell people. */
  private List<Grant> discharge() {
    return Stream.of(
            onGroups(
                "MeetObligations",
                "autoscaling:UpdateAutoScalingGroup",
                "autoscaling:ResumeProcesses"),
            Stream.of(
                describeGroups("autoscaling:DescribeInstanceRefreshes"),
                onState(
                    "CloseIncidents",
                    "dynamodb:GetItem",
                    "dynamodb:PutItem",
                    "dynamodb:UpdateItem",
                    "dynamodb:DeleteItem",
                    "dynamodb:ConditionCheckItem"),
                onLedger("KeepLedger", "dynamodb:Query", "dynamodb:PutItem")),
            tell("sns:Publish", "sns:ListSubscriptionsByTopic").stream())
        .flatMap(grants -> grants)
        .toList();
  }

  private List<Grant> tell(String... actions) {
    return List.of(
        allow("TellPeople", List.of(actions), List.of(topicArn)),
        useKey(
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

  private Grant describeAlarms() {
    return allow("ReadAlarms", List.of("cloudwatch:DescribeAlarms"), List.of(ANY))
        .because(
            "Metric and composite alarms are described together with all alarms as the resource"
                + " alone.");
  }

  private Grant readAlarmHistory() {
    return allow(
        "ReadAlarmHistory",
        List.of("cloudwatch:DescribeAlarmHistory"),
        configuration.alarmNames().stream()
            .map(alarm -> names.arn("cloudwatch", "alarm:" + alarm))
            .toList());
  }

  private Grant describeGroups(String... more) {
    return allow(
            "ReadGroups",
            Stream.concat(Stream.of("autoscaling:DescribeAutoScalingGroups"), Stream.of(more))
                .toList(),
            List.of(ANY))
        .because("Amazon EC2 Auto Scaling has no resource-level permission to describe.");
  }

  /** What a group launches from and what is attached to it, for whoever captures it whole. */
  private static String[] whole(String... more) {
    return Stream.concat(
            Stream.of(
                "autoscaling:DescribeLaunchConfigurations",
                "autoscaling:DescribeLifecycleHooks",
                "autoscaling:DescribeNotificationConfigurations",
                "autoscaling:DescribePolicies",
                "autoscaling:DescribeScheduledActions",
                "autoscaling:DescribeWarmPool"),
            Stream.of(more))
        .toArray(String[]::new);
  }

  /**
   * EC2 asks it of whoever launches from a template whose image is named by a parameter, or has
   * that image resolved; see "Use AWS Systems Manager parameters instead of AMI IDs in launch
   * templates" in the Amazon EC2 Auto Scaling User Guide. No function calls Systems Manager itself.
   */
  private Grant resolveImages() {
    return allow(
            "ResolveImages",
            List.of("ssm:GetParameters"),
            List.of(names.arn("ssm", "parameter/*"), names.ofAws("ssm", "parameter/aws/service/*")))
        .because(
            "Which parameter names an image, the group's template says, and the next may name"
                + " another. Without a key's permission, no secret parameter is decrypted.");
  }

  private Grant describeTemplates() {
    return allow("ReadTemplates", List.of("ec2:DescribeLaunchTemplateVersions"), List.of(ANY))
        .because("Amazon EC2 has no resource-level permission to describe launch templates.");
  }

  private static Grant describeTargetHealth() {
    return allow(
            "ReadTargetHealth", List.of("elasticloadbalancing:DescribeTargetHealth"), List.of(ANY))
        .because("Elastic Load Balancing has no resource-level permission to describe.");
  }

  /** What a point needs besides its templates. */
  private Grant describeNeeds() {
    return allow(
            "ReadNeeds",
            List.of(
                "ec2:DescribeImages",
                "ec2:DescribeKeyPairs",
                "ec2:DescribeSecurityGroups",
                "ec2:DescribeSubnets"),
            List.of(ANY))
        .because("Amazon EC2 has no resource-level permission to describe these.");
  }

  private Grant describeTargetGroups() {
    return allow(
            "ReadTargetGroups", List.of("elasticloadbalancing:DescribeTargetGroups"), List.of(ANY))
        .because("Elastic Load Balancing has no resource-level permission to describe.");
  }

  /** On the groups that are named, and on any that has a tag by which a target is selected. */
  private Stream<Grant> onGroups(String purpose, String... actions) {
    List<String> named = new ArrayList<>();
    List<Grant> tagged = new ArrayList<>();
    for (Target target : configuration.targets()) {
      switch (target.autoScalingGroup()) {
        case GroupSelection.Named group -> named.add(group(group.name()));
        case GroupSelection.Tagged tag ->
            tagged.add(
                allow(
                        purpose + "Tagged" + (tagged.size() + 1),
                        List.of(actions),
                        List.of(group(ANY)))
                    .when(
                        Map.of("StringEquals", Map.of("aws:ResourceTag/" + tag.key(), tag.value())))
                    .because("Which group has the tag changes with each deployment."));
      }
    }
    Stream<Grant> byName =
        named.isEmpty()
            ? Stream.of()
            : Stream.of(
                allow(purpose, List.of(actions), named)
                    .because(
                        "The group is named; the star is for its id, which changes when it is made"
                            + " anew."));
    return Stream.concat(byName, tagged.stream());
  }

  private String group(String name) {
    return names.arn("autoscaling", "autoScalingGroup:*:autoScalingGroupName/" + name);
  }

  private Grant onState(String purpose, String... actions) {
    return allow(
        purpose,
        List.of(actions),
        List.of(names.arn("dynamodb", "table/" + names.of(ResourceNames.STATE))));
  }

  private Grant onLedger(String purpose, String... actions) {
    return allow(
        purpose,
        List.of(actions),
        List.of(names.arn("dynamodb", "table/" + names.of(ResourceNames.LEDGER))));
  }

  private Grant onObjects(String purpose, List<String> actions, String... keys) {
    return allow(
            purpose,
            actions,
            Stream.of(keys).map(key -> names.ofS3(names.bucket() + "/" + key)).toList())
        .because("Keys under this prefix are hashes of what they hold.");
  }

  private Grant encryptObjects(String... actions) {
    return useKey("UseBucket", List.of(actions), "s3." + names.region() + ".amazonaws.com");
  }

  private Grant useKey(String purpose, List<String> actions, String service) {
    return allow(purpose, actions, List.of(state.dataKey().getKeyArn()))
        .when(Map.of("StringEquals", Map.of("kms:ViaService", service)));
  }

  private String machine(String name) {
    return names.arn("states", "stateMachine:" + names.of(name));
  }

  private String executions(String name) {
    return names.arn("states", "execution:" + names.of(name) + ":*");
  }
}
