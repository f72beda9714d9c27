package dev.lastgood.simulator.iam;

import static dev.lastgood.simulator.iam.Fixture.ACCOUNT;
import static dev.lastgood.simulator.iam.Fixture.ALIAS;
import static dev.lastgood.simulator.iam.Fixture.BUCKET;
import static dev.lastgood.simulator.iam.Fixture.QUEUE;
import static dev.lastgood.simulator.iam.Fixture.TOPIC;
import static dev.lastgood.simulator.iam.Fixture.arn;
import static dev.lastgood.simulator.iam.Fixture.map;
import static dev.lastgood.simulator.iam.Fixture.resource;
import static dev.lastgood.simulator.iam.Fixture.roleArn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.ec2.ResolvedTemplate;
import dev.lastgood.simulator.kernel.Operation;
import dev.lastgood.simulator.template.CloudAssembly;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecification;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

@DisplayName("Beyond a call, AWS checks")
class DependentAuthorisationsTest {
  private static final String KEY = arn("kms", "key/0000");
  private static final String MACHINE = arn("states", "stateMachine:incident");
  private static final Principal CALLER = Fixture.role("detect");

  private static final CloudAssembly ASSEMBLY =
      Fixture.assembly(
          resource(
              "AWS::DynamoDB::Table",
              "table",
              "TableName",
              "state",
              "SSESpecification",
              map("SSEEnabled", true, "SSEType", "KMS", "KMSMasterKeyId", KEY)),
          resource("AWS::DynamoDB::Table", "plain", "TableName", "plain"),
          resource(
              "AWS::S3::Bucket",
              "bucket",
              "BucketName",
              "bucket",
              "BucketEncryption",
              map(
                  "ServerSideEncryptionConfiguration",
                  List.of(
                      map(
                          "BucketKeyEnabled",
                          true,
                          "ServerSideEncryptionByDefault",
                          map("SSEAlgorithm", "aws:kms", "KMSMasterKeyID", KEY))))),
          resource("AWS::SNS::Topic", "topic", "TopicName", "topic", "KmsMasterKeyId", KEY),
          resource("AWS::SQS::Queue", "queue", "QueueName", "queue", "KmsMasterKeyId", KEY),
          resource("AWS::SQS::Queue", "aws", "QueueName", "aws", "KmsMasterKeyId", "alias/aws/sqs"),
          resource(
              "AWS::Lambda::Function",
              "detect",
              "FunctionName",
              "detect",
              "Role",
              roleArn("detect"),
              "LoggingConfig",
              map("LogGroup", "/aws/lambda/detect"),
              "TracingConfig",
              map("Mode", "Active")),
          resource(
              "AWS::Lambda::EventInvokeConfig",
              "events",
              "FunctionName",
              "detect",
              "Qualifier",
              "live",
              "DestinationConfig",
              map("OnFailure", map("Destination", QUEUE))),
          resource(
              "AWS::StepFunctions::StateMachine",
              "machine",
              "StateMachineName",
              "incident",
              "RoleArn",
              roleArn("incident"),
              "TracingConfiguration",
              map("Enabled", true),
              "LoggingConfiguration",
              map("Destinations", List.of(map()))),
          resource(
              "AWS::Scheduler::Schedule",
              "schedule",
              "Name",
              "sweep",
              "Target",
              map(
                  "Arn",
                  ALIAS,
                  "RoleArn",
                  roleArn("schedules"),
                  "DeadLetterConfig",
                  map("Arn", QUEUE))));

  private final DependentAuthorisations dependent =
      new DependentAuthorisations(ASSEMBLY, new Launches());

  @Nested
  @DisplayName("of whoever launches by Auto Scaling")
  class Launching {
    private static final List<String> FROM_TEMPLATE =
        List.of(
            "ec2:RunInstances " + arn("ec2", "launch-template/lt-1"),
            "ec2:RunInstances arn:aws:ec2:eu-west-1::image/ami-1",
            "ec2:RunInstances " + arn("ec2", "subnet/subnet-1"),
            "ec2:RunInstances " + arn("ec2", "security-group/sg-1"),
            "ec2:RunInstances " + arn("ec2", "key-pair/pair"),
            "ec2:RunInstances " + arn("ec2", "instance/*"),
            "ec2:RunInstances " + arn("ec2", "network-interface/*"),
            "ec2:RunInstances " + arn("ec2", "volume/*"),
            "ec2:CreateTags " + arn("ec2", "instance/*"),
            "iam:PassRole " + roleArn("web"));

    @Test
    @DisplayName("that they may launch, tag and pass the role, as the template says")
    void update() {
      assertEquals(
          FROM_TEMPLATE,
          called(
              UpdateAutoScalingGroupRequest.builder()
                  .autoScalingGroupName("web")
                  .launchTemplate(template -> template.launchTemplateId("lt-1").version("7"))
                  .build()));
      List<AccessRequest> requests =
          dependent.of(
              call(
                  UpdateAutoScalingGroupRequest.builder()
                      .autoScalingGroupName("web")
                      .launchTemplate(template -> template.launchTemplateId("lt-1"))
                      .build()));
      assertEquals(Map.of("ec2:CreateAction", "RunInstances"), requests.get(8).context());
      assertEquals(
          Map.of("iam:PassedToService", "ec2.amazonaws.com"), requests.getLast().context());
      assertEquals(CALLER, requests.getLast().principal());
    }

    @Test
    @DisplayName("that they may read the parameter that names the image, by launching or asking")
    void imageParameter() {
      String read = "ssm:GetParameters " + arn("ssm", "parameter/images/web");
      assertEquals(
          read,
          called(
                  StartInstanceRefreshRequest.builder()
                      .autoScalingGroupName("web")
                      .desiredConfiguration(
                          desired ->
                              desired.launchTemplate(
                                  template -> template.launchTemplateId("lt-1").version("8")))
                      .build())
              .getLast());
      DescribeLaunchTemplateVersionsRequest.Builder describe =
          DescribeLaunchTemplateVersionsRequest.builder().launchTemplateId("lt-1").versions("8");
      assertEquals(List.of(), called(describe.build()));
      assertEquals(List.of(read), called(describe.resolveAlias(true).build()));
      assertEquals(List.of(), called(describe.versions("7").build()));
    }

    @Test
    @DisplayName("the same for a refresh, by its own template or by the group's")
    void refresh() {
      assertEquals(
          FROM_TEMPLATE,
          called(StartInstanceRefreshRequest.builder().autoScalingGroupName("web").build()));
      assertEquals(
          "ec2:RunInstances " + arn("ec2", "launch-template/lt-2"),
          called(
                  StartInstanceRefreshRequest.builder()
                      .autoScalingGroupName("web")
                      .desiredConfiguration(
                          desired ->
                              desired.mixedInstancesPolicy(
                                  policy ->
                                      policy.launchTemplate(
                                          launch ->
                                              launch.launchTemplateSpecification(
                                                  template -> template.launchTemplateId("lt-2")))))
                      .build())
              .getFirst());
    }

    @Test
    @DisplayName("the image that an override names, in place of the template's")
    void overridden() {
      List<String> checked =
          called(
              UpdateAutoScalingGroupRequest.builder()
                  .autoScalingGroupName("web")
                  .vpcZoneIdentifier("subnet-8, subnet-9")
                  .mixedInstancesPolicy(
                      policy ->
                          policy.launchTemplate(
                              launch ->
                                  launch
                                      .launchTemplateSpecification(
                                          template -> template.launchTemplateId("lt-1"))
                                      .overrides(
                                          LaunchTemplateOverrides.builder()
                                              .imageId("ami-9")
                                              .build())))
                  .build());
      assertTrue(checked.contains("ec2:RunInstances arn:aws:ec2:eu-west-1::image/ami-9"));
      assertFalse(checked.contains("ec2:RunInstances arn:aws:ec2:eu-west-1::image/ami-1"));
      assertTrue(checked.contains("ec2:RunInstances " + arn("ec2", "subnet/subnet-9")));
    }

    @Test
    @DisplayName("the same for a launch that is tried, its own parameters before the template's")
    void tried() {
      RunInstancesRequest.Builder run =
          RunInstancesRequest.builder()
              .dryRun(true)
              .subnetId("subnet-1")
              .launchTemplate(template -> template.launchTemplateId("lt-1").version("7"));
      assertEquals(FROM_TEMPLATE, called(run.build()));
      assertEquals(
          List.of(
              "ec2:RunInstances " + arn("ec2", "launch-template/lt-1"),
              "ec2:RunInstances arn:aws:ec2:eu-west-1::image/ami-9",
              "ec2:RunInstances " + arn("ec2", "subnet/subnet-9"),
              "ec2:RunInstances " + arn("ec2", "security-group/sg-1"),
              "ec2:RunInstances " + arn("ec2", "security-group/sg-9"),
              "ec2:RunInstances " + arn("ec2", "key-pair/other"),
              "ec2:RunInstances " + arn("ec2", "instance/*"),
              "ec2:RunInstances " + arn("ec2", "network-interface/*"),
              "ec2:RunInstances " + arn("ec2", "volume/*"),
              "ec2:CreateTags " + arn("ec2", "volume/*"),
              "iam:PassRole " + roleArn("other")),
          called(
              run.subnetId(null)
                  .imageId("ami-9")
                  .keyName("other")
                  .networkInterfaces(
                      InstanceNetworkInterfaceSpecification.builder()
                          .subnetId("subnet-9")
                          .groups("sg-9")
                          .build())
                  .iamInstanceProfile(profile -> profile.name("other"))
                  .tagSpecifications(TagSpecification.builder().resourceType("volume").build())
                  .build()));
    }

    @Test
    @DisplayName("only what it names where a launch that is tried names no template")
    void triedByData() {
      assertEquals(
          List.of(
              "ec2:RunInstances arn:aws:ec2:eu-west-1::image/ami-9",
              "ec2:RunInstances " + arn("ec2", "subnet/subnet-9"),
              "ec2:RunInstances " + arn("ec2", "security-group/sg-9"),
              "ec2:RunInstances " + arn("ec2", "placement-group/near"),
              "ec2:RunInstances " + arn("ec2", "instance/*"),
              "ec2:RunInstances " + arn("ec2", "network-interface/*"),
              "ec2:RunInstances " + arn("ec2", "volume/*")),
          called(
              RunInstancesRequest.builder()
                  .imageId("ami-9")
                  .subnetId("subnet-9")
                  .securityGroupIds("sg-9")
                  .placement(placement -> placement.groupName("near"))
                  .build()));
    }

    @Test
    @DisplayName("nothing where no template is named")
    void capacity() {
      assertEquals(
          List.of(),
          called(
              UpdateAutoScalingGroupRequest.builder()
                  .autoScalingGroupName("web")
                  .minSize(2)
                  .build()));
    }
  }

  @Nested
  @DisplayName("of whoever uses what is encrypted")
  class Encrypted {
    @Test
    @DisplayName("that they may decrypt with a table's key, once for each table")
    void table() {
      List<AccessRequest> requests =
          dependent.of(
              call(
                  TransactWriteItemsRequest.builder()
                      .transactItems(
                          write().put(put -> put.tableName("state")).build(),
                          write().conditionCheck(check -> check.tableName("state")).build(),
                          write().put(put -> put.tableName("plain")).build())
                      .build()));
      assertEquals(
          List.of(
              new AccessRequest(
                  CALLER,
                  "kms:Decrypt",
                  KEY,
                  Map.of(
                      "kms:ViaService",
                      "dynamodb.eu-west-1.amazonaws.com",
                      "kms:CallerAccount",
                      ACCOUNT,
                      "kms:EncryptionContext:aws:dynamodb:tableName",
                      "state",
                      "kms:EncryptionContext:aws:dynamodb:subscriberId",
                      ACCOUNT))),
          requests);
      assertEquals(List.of(), called(GetItemRequest.builder().tableName("plain").build()));
    }

    @Test
    @DisplayName("that they may decrypt what they get and make keys for what they put")
    void objects() {
      AccessRequest get =
          dependent
              .of(call(GetObjectRequest.builder().bucket("bucket").key("a").build()))
              .getFirst();
      assertEquals("kms:Decrypt", get.action());
      assertEquals("s3.eu-west-1.amazonaws.com", get.context().get("kms:ViaService"));
      assertEquals(BUCKET, get.context().get("kms:EncryptionContext:aws:s3:arn"));
      assertEquals(
          List.of("kms:GenerateDataKey " + KEY),
          called(PutObjectRequest.builder().bucket("bucket").key("a").build()));
    }

    @Test
    @DisplayName("both for topics and queues, and neither for AWS's own keys")
    void messages() {
      List<String> both = List.of("kms:GenerateDataKey " + KEY, "kms:Decrypt " + KEY);
      String url = "https://sqs.eu-west-1.amazonaws.com/" + ACCOUNT + "/";
      assertEquals(both, called(PublishRequest.builder().topicArn(TOPIC).build()));
      assertEquals(both, called(SendMessageRequest.builder().queueUrl(url + "queue").build()));
      assertEquals(List.of(), called(SendMessageRequest.builder().queueUrl(url + "aws").build()));
    }
  }

  @Nested
  @DisplayName("of the roles and services")
  class Acting {
    @Test
    @DisplayName("that a function's role may write logs and traces, and be assumed by Lambda")
    void function() {
      String stream = arn("logs", "log-group:/aws/lambda/detect:log-stream:simulated");
      assertEquals(
          List.of(
              "detect logs:CreateLogStream " + stream,
              "detect logs:PutLogEvents " + stream,
              "detect xray:PutTraceSegments *",
              "detect xray:PutTelemetryRecords *",
              "lambda.amazonaws.com sts:AssumeRole " + roleArn("detect")),
          who(new Occasion.FunctionRan(ALIAS)));
      assertEquals(List.of(), who(new Occasion.FunctionRan(arn("lambda", "function:probe"))));
    }

    @Test
    @DisplayName("that a function's role may keep what failed, where that alias keeps it")
    void failed() {
      assertEquals(
          List.of(
              "detect sqs:SendMessage " + QUEUE,
              "detect kms:GenerateDataKey " + KEY,
              "detect kms:Decrypt " + KEY),
          who(new Occasion.EventFailed(ALIAS)));
      assertEquals(List.of(), who(new Occasion.EventFailed(arn("lambda", "function:detect:1"))));
    }

    @Test
    @DisplayName("that a machine's role may trace, deliver logs, invoke and run other machines")
    void machine() {
      List<String> running = who(new Occasion.MachineRan(MACHINE + ":live"));
      assertEquals(13, running.size());
      assertTrue(running.contains("incident logs:CreateLogDelivery *"));
      assertTrue(running.contains("incident xray:GetSamplingTargets *"));
      assertTrue(running.contains("states.amazonaws.com sts:AssumeRole " + roleArn("incident")));
      assertEquals(
          List.of("incident lambda:InvokeFunction " + ALIAS),
          who(new Occasion.MachineInvoked(MACHINE, ALIAS)));
      String started = arn("states", "stateMachine:recovery:3");
      String execution = arn("states", "execution:recovery:one");
      String rule = arn("events", "rule/StepFunctionsGetEventsForStepFunctionsExecutionRule");
      assertEquals(
          List.of(
              "incident states:StartExecution " + started,
              "incident states:DescribeExecution " + execution,
              "incident states:StopExecution " + execution,
              "incident events:PutTargets " + rule,
              "incident events:PutRule " + rule,
              "incident events:DescribeRule " + rule),
          who(new Occasion.MachineStarted(MACHINE, started, execution)));
    }

    @Test
    @DisplayName("that a schedule's role may invoke its target and keep what failed")
    void schedule() {
      assertEquals(
          List.of(
              "schedules lambda:InvokeFunction " + ALIAS,
              "scheduler.amazonaws.com sts:AssumeRole " + roleArn("schedules")),
          who(new Occasion.ScheduleFired("sweep")));
      assertEquals(
          List.of(
              "schedules sqs:SendMessage " + QUEUE,
              "schedules kms:GenerateDataKey " + KEY,
              "schedules kms:Decrypt " + KEY),
          who(new Occasion.ScheduleGaveUp("sweep")));
    }

    @Test
    @DisplayName("that EventBridge may invoke a function, naming its rule and no account")
    void rule() {
      String rule = arn("events", "rule/alarms");
      assertEquals(
          List.of(
              new AccessRequest(
                  Fixture.service("events.amazonaws.com"),
                  "lambda:InvokeFunction",
                  ALIAS,
                  Map.of("aws:SourceArn", rule))),
          dependent.of(new Occasion.RuleMatched(rule, ALIAS)));
      assertEquals(
          List.of(
              "events.amazonaws.com sqs:SendMessage " + QUEUE,
              "events.amazonaws.com kms:GenerateDataKey " + KEY,
              "events.amazonaws.com kms:Decrypt " + KEY),
          who(new Occasion.RuleGaveUp(rule, QUEUE)));
    }

    @Test
    @DisplayName("that CloudWatch may notify a topic, use its key, and invoke a function")
    void alarm() {
      String alarm = arn("cloudwatch", "alarm:web-5xx");
      assertEquals(
          List.of(
              "cloudwatch.amazonaws.com sns:Publish " + TOPIC,
              "cloudwatch.amazonaws.com kms:GenerateDataKey " + KEY,
              "cloudwatch.amazonaws.com kms:Decrypt " + KEY),
          who(new Occasion.AlarmActed(alarm, TOPIC)));
      assertEquals(
          List.of(
              new AccessRequest(
                  Fixture.service("lambda.alarms.cloudwatch.amazonaws.com"),
                  "lambda:InvokeFunction",
                  ALIAS,
                  Map.of("aws:SourceArn", alarm, "aws:SourceAccount", ACCOUNT))),
          dependent.of(new Occasion.AlarmActed(alarm, ALIAS)));
    }
  }

  @Nested
  @DisplayName("of whoever calls CloudFormation")
  class Stacks {
    @Test
    @DisplayName("the template and the policy that it is to fetch, and the role that it is to take")
    void stacks() {
      assertEquals(
          List.of(
              "s3:GetObject arn:aws:s3:::templates/web/main.yaml",
              "s3:GetObject arn:aws:s3:::policies/web.json",
              "iam:PassRole " + roleArn("deployer")),
          called(
              UpdateStackRequest.builder()
                  .stackName("web")
                  .templateURL("https://templates.s3.eu-west-1.amazonaws.com/web/main.yaml")
                  .stackPolicyURL("https://s3.eu-west-1.amazonaws.com/policies/web.json")
                  .roleARN(roleArn("deployer"))
                  .build()));
      assertEquals(List.of(), called(UpdateStackRequest.builder().stackName("web").build()));
    }
  }

  @Test
  @DisplayName("whoever tags a snapshot that they take, and nobody who does not")
  void snapshots() {
    CreateSnapshotRequest plain = CreateSnapshotRequest.builder().volumeId("vol-1").build();
    assertEquals(List.of(), called(plain));
    assertEquals(
        List.of("ec2:CreateTags arn:aws:ec2:eu-west-1::snapshot/*"),
        called(plain.toBuilder().tagSpecifications(TagSpecification.builder().build()).build()));
  }

  @Test
  @DisplayName("by a table in which every rule has its document")
  void documents() {
    List<DependentAuthorisation> table = DependentAuthorisations.table();
    assertEquals(36, table.size());
    for (DependentAuthorisation rule : table) {
      assertTrue(rule.document().startsWith("\""), rule.when());
      assertFalse(rule.actions().isEmpty(), rule.when());
    }
  }

  private static TransactWriteItem.Builder write() {
    return TransactWriteItem.builder();
  }

  private List<String> called(Object request) {
    return dependent.of(call(request)).stream()
        .map(asked -> asked.action() + " " + asked.resource())
        .toList();
  }

  private static Occasion call(Object request) {
    return new Occasion.Called(CALLER, new Operation("service", "Operation", true), request);
  }

  private List<String> who(Occasion occasion) {
    return dependent.of(occasion).stream()
        .map(asked -> name(asked.principal()) + " " + asked.action() + " " + asked.resource())
        .toList();
  }

  private static String name(Principal principal) {
    return switch (principal) {
      case Principal.Role role -> role.arn().substring(role.arn().indexOf('/') + 1);
      case Principal.Service service -> service.name();
    };
  }

  /** One group, web, which launches from the template lt-1. */
  private static final class Launches implements GroupLaunches {
    @Override
    public List<LaunchTemplateSpecification> templates(String groupName) {
      return List.of(LaunchTemplateSpecification.builder().launchTemplateId("lt-1").build());
    }

    @Override
    public List<String> subnetIds(String groupName) {
      return List.of("subnet-1");
    }

    @Override
    public Optional<ResolvedTemplate> resolve(LaunchTemplateSpecification template) {
      return Optional.of(
          new ResolvedTemplate(
              template.launchTemplateId(),
              "web",
              7,
              ResponseLaunchTemplateData.builder()
                  .imageId("ami-1")
                  .keyName("pair")
                  .securityGroupIds("sg-1")
                  .iamInstanceProfile(profile -> profile.name("web"))
                  .tagSpecifications(
                      LaunchTemplateTagSpecification.builder().resourceType("instance").build())
                  .build()));
    }

    /** Version 8 names its image by a parameter. */
    @Override
    public Optional<String> imageParameter(LaunchTemplateSpecification template) {
      return Optional.of("/images/web").filter(_ -> "8".equals(template.version()));
    }

    @Override
    public String roleArn(String instanceProfile) {
      return Fixture.roleArn(instanceProfile);
    }
  }
}
