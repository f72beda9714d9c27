package dev.lastgood.simulator.iam;

import static dev.lastgood.simulator.iam.Fixture.ALIAS;
import static dev.lastgood.simulator.iam.Fixture.BUCKET;
import static dev.lastgood.simulator.iam.Fixture.QUEUE;
import static dev.lastgood.simulator.iam.Fixture.TABLE;
import static dev.lastgood.simulator.iam.Fixture.TOPIC;
import static dev.lastgood.simulator.iam.Fixture.arn;
import static dev.lastgood.simulator.iam.Fixture.assembly;
import static dev.lastgood.simulator.iam.Fixture.resource;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lastgood.simulator.kernel.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateOrUpdateTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.EnterStandbyRequest;
import software.amazon.awssdk.services.autoscaling.model.ExitStandbyRequest;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.RollbackInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityRequest;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceHealthRequest;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceProtectionRequest;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.VerifyMacRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionByArnRequest;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.rds.model.CreateDbClusterSnapshotRequest;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskHeartbeatRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

@DisplayName("What a call asks for")
class RequestedAccessTest {
  private static final String GROUP =
      arn("autoscaling", "autoScalingGroup:1234:autoScalingGroupName/web");
  private static final String STACK = arn("cloudformation", "stack/web/1234");
  private static final String CHANGE_SET = arn("cloudformation", "changeSet/next/5678");
  private static final String URL = "https://sqs.eu-west-1.amazonaws.com/111122223333/queue";
  private static final String MACHINE = arn("states", "stateMachine:incident");
  private static final String EXECUTION = arn("states", "execution:incident:one");
  private static final String KEY = arn("kms", "key/0000");
  private static final String REPOSITORY = arn("ecr", "repository/shop/orders");

  private final RequestedAccess access =
      new RequestedAccess(
          assembly(
              resource(
                  "AWS::KMS::Alias", "alias", "AliasName", "alias/seal", "TargetKeyId", "0000")),
          new GroupDirectory() {
            @Override
            public String arn(String groupName) {
              return Fixture.arn(
                  "autoscaling", "autoScalingGroup:1234:autoScalingGroupName/" + groupName);
            }

            @Override
            public Optional<String> groupOf(String instanceId) {
              return instanceId.equals("i-1") ? Optional.of("web") : Optional.empty();
            }

            @Override
            public Map<String, String> tags(String groupName) {
              return Map.of("service", groupName);
            }
          },
          new StackDirectory() {
            @Override
            public Optional<String> ownerOf(String physicalId) {
              return physicalId.equals("vol-1") || physicalId.equals("orders-db")
                  ? Optional.of("orders")
                  : Optional.empty();
            }

            @Override
            public Optional<String> id(String nameOrId) {
              return nameOrId.equals("web") ? Optional.of(STACK) : Optional.empty();
            }

            @Override
            public Optional<String> ofChangeSet(String changeSetId) {
              return changeSetId.equals(CHANGE_SET) ? Optional.of(STACK) : Optional.empty();
            }

            @Override
            public Map<String, String> tags(String nameOrId) {
              return nameOrId.equals(STACK) ? Map.of("team", "shop") : Map.of();
            }
          });

  static Stream<Arguments> operations() {
    return Stream.of(
            autoScaling(),
            cloudFormation(),
            cloudWatch(),
            ec2(),
            data(),
            dynamoDb(),
            storage(),
            messages())
        .flatMap(calls -> calls);
  }

  private static Stream<Arguments> autoScaling() {
    return Stream.concat(
        Stream.of(
                "DescribeAutoScalingGroups",
                "DescribeScalingActivities",
                "DescribeInstanceRefreshes",
                "DescribeTags",
                "DescribeLoadBalancerTargetGroups",
                "DescribeTrafficSources",
                "DescribeAutoScalingInstances",
                "DescribeLifecycleHooks",
                "DescribePolicies",
                "DescribeScheduledActions",
                "DescribeNotificationConfigurations",
                "DescribeWarmPool")
            .map(name -> call("autoscaling", name, "", "autoscaling:" + name + " *")),
        Stream.of(
            group(
                "UpdateAutoScalingGroup",
                UpdateAutoScalingGroupRequest.builder().autoScalingGroupName("web").build()),
            group(
                "DeleteAutoScalingGroup",
                DeleteAutoScalingGroupRequest.builder().autoScalingGroupName("web").build()),
            group(
                "SetDesiredCapacity",
                SetDesiredCapacityRequest.builder().autoScalingGroupName("web").build()),
            group(
                "StartInstanceRefresh",
                StartInstanceRefreshRequest.builder().autoScalingGroupName("web").build()),
            group(
                "CancelInstanceRefresh",
                CancelInstanceRefreshRequest.builder().autoScalingGroupName("web").build()),
            group(
                "RollbackInstanceRefresh",
                RollbackInstanceRefreshRequest.builder().autoScalingGroupName("web").build()),
            group(
                "SuspendProcesses",
                SuspendProcessesRequest.builder().autoScalingGroupName("web").build()),
            group(
                "ResumeProcesses",
                ResumeProcessesRequest.builder().autoScalingGroupName("web").build()),
            group(
                "AttachLoadBalancerTargetGroups",
                AttachLoadBalancerTargetGroupsRequest.builder()
                    .autoScalingGroupName("web")
                    .build()),
            group(
                "DetachLoadBalancerTargetGroups",
                DetachLoadBalancerTargetGroupsRequest.builder()
                    .autoScalingGroupName("web")
                    .build()),
            group(
                "SetInstanceProtection",
                SetInstanceProtectionRequest.builder().autoScalingGroupName("web").build()),
            group(
                "EnterStandby", EnterStandbyRequest.builder().autoScalingGroupName("web").build()),
            group("ExitStandby", ExitStandbyRequest.builder().autoScalingGroupName("web").build()),
            group(
                "CreateOrUpdateTags",
                CreateOrUpdateTagsRequest.builder()
                    .tags(
                        Tag.builder().resourceId("web").build(),
                        Tag.builder().resourceId("web").build())
                    .build()),
            group(
                "DeleteTags",
                DeleteTagsRequest.builder().tags(Tag.builder().resourceId("web").build()).build()),
            call(
                "autoscaling",
                "CreateAutoScalingGroup",
                CreateAutoScalingGroupRequest.builder().autoScalingGroupName("web").build(),
                "autoscaling:CreateAutoScalingGroup "
                    + arn("autoscaling", "autoScalingGroup:*:autoScalingGroupName/web")),
            call(
                "autoscaling",
                "SetInstanceHealth",
                SetInstanceHealthRequest.builder().instanceId("i-1").build(),
                "autoscaling:SetInstanceHealth "
                    + arn("autoscaling", "autoScalingGroup:1234:autoScalingGroupName/web")),
            call(
                "autoscaling",
                "TerminateInstanceInAutoScalingGroup",
                TerminateInstanceInAutoScalingGroupRequest.builder().instanceId("i-1").build(),
                "autoscaling:TerminateInstanceInAutoScalingGroup "
                    + arn("autoscaling", "autoScalingGroup:1234:autoScalingGroupName/web"))));
  }

  private static Stream<Arguments> data() {
    return Stream.of(
        call(
            "ec2",
            "CreateSnapshot",
            CreateSnapshotRequest.builder().volumeId("vol-1").build(),
            "ec2:CreateSnapshot " + arn("ec2", "volume/vol-1"),
            "ec2:CreateSnapshot arn:aws:ec2:eu-west-1::snapshot/*"),
        call(
            "rds",
            "DescribeDBInstances",
            DescribeDbInstancesRequest.builder().dbInstanceIdentifier("db").build(),
            "rds:DescribeDBInstances " + arn("rds", "db:db")),
        call(
            "rds",
            "DescribeDBClusters",
            DescribeDbClustersRequest.builder().build(),
            "rds:DescribeDBClusters " + arn("rds", "cluster:*")),
        call(
            "rds",
            "DescribeDBSnapshots",
            DescribeDbSnapshotsRequest.builder().dbSnapshotIdentifier("one").build(),
            "rds:DescribeDBSnapshots " + arn("rds", "db:*"),
            "rds:DescribeDBSnapshots " + arn("rds", "snapshot:one")),
        call(
            "rds",
            "DescribeDBClusterSnapshots",
            DescribeDbClusterSnapshotsRequest.builder().dbClusterSnapshotIdentifier("one").build(),
            "rds:DescribeDBClusterSnapshots " + arn("rds", "cluster:*"),
            "rds:DescribeDBClusterSnapshots " + arn("rds", "cluster-snapshot:one")),
        call(
            "rds",
            "CreateDBSnapshot",
            CreateDbSnapshotRequest.builder()
                .dbInstanceIdentifier("db")
                .dbSnapshotIdentifier("one")
                .build(),
            "rds:CreateDBSnapshot " + arn("rds", "db:db"),
            "rds:CreateDBSnapshot " + arn("rds", "snapshot:one")),
        call(
            "rds",
            "CreateDBClusterSnapshot",
            CreateDbClusterSnapshotRequest.builder()
                .dbClusterIdentifier("stock")
                .dbClusterSnapshotIdentifier("one")
                .build(),
            "rds:CreateDBClusterSnapshot " + arn("rds", "cluster:stock"),
            "rds:CreateDBClusterSnapshot " + arn("rds", "cluster-snapshot:one")));
  }

  @Test
  @DisplayName("knows the stack that has what a snapshot is taken of, and the snapshot's tags")
  void snapshots() {
    List<Access> ofVolume =
        access.of(
            new Operation("ec2", "CreateSnapshot", true),
            CreateSnapshotRequest.builder()
                .volumeId("vol-1")
                .tagSpecifications(
                    TagSpecification.builder()
                        .tags(
                            software.amazon.awssdk.services.ec2.model.Tag.builder()
                                .key("a")
                                .value("b")
                                .build())
                        .build())
                .build());
    String stack = "aws:ResourceTag/aws:cloudformation:stack-name";
    assertEquals("orders", ofVolume.getFirst().context().get(stack));
    assertEquals("b", ofVolume.getLast().context().get("aws:RequestTag/a"));
    List<Access> ofDatabase =
        access.of(
            new Operation("rds", "CreateDBSnapshot", true),
            CreateDbSnapshotRequest.builder()
                .dbInstanceIdentifier("orders-db")
                .dbSnapshotIdentifier("one")
                .build());
    assertEquals("orders", ofDatabase.getFirst().context().get(stack));
    assertEquals(null, ofDatabase.getLast().context().get(stack));
  }

  private static Stream<Arguments> cloudWatch() {
    return Stream.of(
        call(
            "cloudwatch",
            "PutMetricAlarm",
            PutMetricAlarmRequest.builder().alarmName("a").build(),
            "cloudwatch:PutMetricAlarm " + arn("cloudwatch", "alarm:a")),
        call(
            "cloudwatch",
            "DeleteAlarms",
            DeleteAlarmsRequest.builder().alarmNames("a", "b").build(),
            "cloudwatch:DeleteAlarms " + arn("cloudwatch", "alarm:a"),
            "cloudwatch:DeleteAlarms " + arn("cloudwatch", "alarm:b")),
        call(
            "cloudwatch",
            "SetAlarmState",
            SetAlarmStateRequest.builder().alarmName("a").build(),
            "cloudwatch:SetAlarmState " + arn("cloudwatch", "alarm:a")),
        call(
            "cloudwatch",
            "DescribeAlarms",
            DescribeAlarmsRequest.builder().alarmNames("a").build(),
            "cloudwatch:DescribeAlarms " + arn("cloudwatch", "alarm:a")),
        call(
            "cloudwatch",
            "DescribeAlarms",
            DescribeAlarmsRequest.builder().build(),
            "cloudwatch:DescribeAlarms " + arn("cloudwatch", "alarm:*")),
        call(
            "cloudwatch",
            "DescribeAlarms",
            DescribeAlarmsRequest.builder()
                .alarmNames("a")
                .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
                .build(),
            "cloudwatch:DescribeAlarms *"),
        call(
            "cloudwatch",
            "DescribeAlarmHistory",
            DescribeAlarmHistoryRequest.builder().alarmName("a").build(),
            "cloudwatch:DescribeAlarmHistory " + arn("cloudwatch", "alarm:a")),
        call(
            "cloudwatch",
            "DescribeAlarmHistory",
            DescribeAlarmHistoryRequest.builder().build(),
            "cloudwatch:DescribeAlarmHistory " + arn("cloudwatch", "alarm:*")));
  }

  private static Stream<Arguments> ec2() {
    String template = arn("ec2", "launch-template/lt-1");
    return Stream.concat(
        Stream.of(
                "ec2:DescribeLaunchTemplates",
                "ec2:DescribeLaunchTemplateVersions",
                "ec2:DescribeImages",
                "ec2:DescribeSubnets",
                "ec2:DescribeInstances",
                "ec2:DescribeInstanceTypes",
                "ec2:DescribeKeyPairs",
                "ec2:DescribeSecurityGroups",
                "ec2:DescribeSnapshots",
                "servicequotas:GetServiceQuota",
                "cloudwatch:GetMetricStatistics",
                "elasticloadbalancing:DescribeTargetGroups",
                "elasticloadbalancing:DescribeTargetGroupAttributes",
                "elasticloadbalancing:DescribeTargetHealth")
            .map(
                action -> {
                  String[] parts = action.split(":");
                  return call(parts[0], parts[1], "", action + " *");
                }),
        Stream.of(
            call(
                "ec2",
                "CreateLaunchTemplate",
                CreateLaunchTemplateRequest.builder().build(),
                "ec2:CreateLaunchTemplate " + arn("ec2", "launch-template/*")),
            call(
                "ec2",
                "CreateLaunchTemplateVersion",
                CreateLaunchTemplateVersionRequest.builder().launchTemplateId("lt-1").build(),
                "ec2:CreateLaunchTemplateVersion " + template),
            call(
                "ec2",
                "ModifyLaunchTemplate",
                ModifyLaunchTemplateRequest.builder().launchTemplateId("lt-1").build(),
                "ec2:ModifyLaunchTemplate " + template),
            call(
                "ec2",
                "DeleteLaunchTemplate",
                DeleteLaunchTemplateRequest.builder().launchTemplateName("web").build(),
                "ec2:DeleteLaunchTemplate " + arn("ec2", "launch-template/*")),
            call(
                "ec2",
                "DeleteLaunchTemplateVersions",
                DeleteLaunchTemplateVersionsRequest.builder().launchTemplateId("lt-1").build(),
                "ec2:DeleteLaunchTemplateVersions " + template),
            call(
                "ec2",
                "RunInstances",
                RunInstancesRequest.builder().imageId("ami-1").subnetId("subnet-1").build(),
                "ec2:RunInstances " + arn("ec2", "instance/*"),
                "ec2:RunInstances " + arn("ec2", "network-interface/*"),
                "ec2:RunInstances " + arn("ec2", "volume/*"))));
  }

  private static Stream<Arguments> dynamoDb() {
    String ledger = arn("dynamodb", "table/ledger");
    return Stream.of(
        table("GetItem", GetItemRequest.builder().tableName("state").build()),
        table("PutItem", PutItemRequest.builder().tableName(TABLE).build()),
        table("UpdateItem", UpdateItemRequest.builder().tableName("state").build()),
        table("DeleteItem", DeleteItemRequest.builder().tableName("state").build()),
        table("Query", QueryRequest.builder().tableName("state").build()),
        table("Scan", ScanRequest.builder().tableName("state").build()),
        table("CreateTable", CreateTableRequest.builder().tableName("state").build()),
        table("DescribeTable", DescribeTableRequest.builder().tableName("state").build()),
        table("DeleteTable", DeleteTableRequest.builder().tableName("state").build()),
        call(
            "dynamodb",
            "Query",
            QueryRequest.builder().tableName("state").indexName("byTime").build(),
            "dynamodb:Query " + TABLE + "/index/byTime"),
        call(
            "dynamodb",
            "BatchGetItem",
            BatchGetItemRequest.builder()
                .requestItems(
                    Map.of(
                        "state",
                        KeysAndAttributes.builder().build(),
                        "ledger",
                        KeysAndAttributes.builder().build()))
                .build(),
            "dynamodb:BatchGetItem " + ledger,
            "dynamodb:BatchGetItem " + TABLE),
        call(
            "dynamodb",
            "BatchWriteItem",
            BatchWriteItemRequest.builder()
                .requestItems(Map.of("state", List.of(WriteRequest.builder().build())))
                .build(),
            "dynamodb:BatchWriteItem " + TABLE),
        call(
            "dynamodb",
            "TransactGetItems",
            TransactGetItemsRequest.builder()
                .transactItems(
                    TransactGetItem.builder().get(get -> get.tableName("state")).build(),
                    TransactGetItem.builder().get(get -> get.tableName("state")).build(),
                    TransactGetItem.builder().get(get -> get.tableName("ledger")).build())
                .build(),
            "dynamodb:GetItem " + TABLE,
            "dynamodb:GetItem " + ledger),
        call(
            "dynamodb",
            "TransactWriteItems",
            transaction(),
            "dynamodb:PutItem " + ledger,
            "dynamodb:UpdateItem " + TABLE,
            "dynamodb:DeleteItem " + TABLE,
            "dynamodb:ConditionCheckItem " + TABLE));
  }

  private static TransactWriteItemsRequest transaction() {
    return TransactWriteItemsRequest.builder()
        .transactItems(
            TransactWriteItem.builder().put(put -> put.tableName("ledger")).build(),
            TransactWriteItem.builder().update(update -> update.tableName("state")).build(),
            TransactWriteItem.builder().update(update -> update.tableName("state")).build(),
            TransactWriteItem.builder().delete(delete -> delete.tableName("state")).build(),
            TransactWriteItem.builder().conditionCheck(check -> check.tableName("state")).build())
        .build();
  }

  private static Stream<Arguments> storage() {
    String object = BUCKET + "/points/a";
    return Stream.of(
        call(
            "s3",
            "GetObject",
            GetObjectRequest.builder().bucket("bucket").key("points/a").build(),
            "s3:GetObject " + object),
        call(
            "s3",
            "GetObject",
            GetObjectRequest.builder().bucket("bucket").key("points/a").versionId("1").build(),
            "s3:GetObjectVersion " + object),
        call(
            "s3",
            "HeadObject",
            HeadObjectRequest.builder().bucket("bucket").key("points/a").build(),
            "s3:GetObject " + object),
        call(
            "s3",
            "PutObject",
            PutObjectRequest.builder().bucket("bucket").key("points/a").build(),
            "s3:PutObject " + object),
        call(
            "s3",
            "DeleteObject",
            DeleteObjectRequest.builder().bucket("bucket").key("points/a").build(),
            "s3:DeleteObject " + object),
        call(
            "s3",
            "ListObjectsV2",
            ListObjectsV2Request.builder().bucket("bucket").prefix("points/").build(),
            "s3:ListBucket " + BUCKET),
        call(
            "ecr",
            "DescribeImages",
            DescribeImagesRequest.builder().repositoryName("shop/orders").build(),
            "ecr:DescribeImages " + REPOSITORY),
        call(
            "ecr",
            "DescribeImages",
            DescribeImagesRequest.builder()
                .registryId("999988887777")
                .repositoryName("shop/orders")
                .build(),
            "ecr:DescribeImages " + REPOSITORY.replaceFirst(":[0-9]{12}:", ":999988887777:")),
        call(
            "ecr",
            "BatchDeleteImage",
            BatchDeleteImageRequest.builder().repositoryName("shop/orders").build(),
            "ecr:BatchDeleteImage " + REPOSITORY),
        call(
            "kms",
            "GenerateMac",
            GenerateMacRequest.builder().keyId(KEY).build(),
            "kms:GenerateMac " + KEY),
        call(
            "kms",
            "VerifyMac",
            VerifyMacRequest.builder().keyId("alias/seal").build(),
            "kms:VerifyMac " + KEY));
  }

  private static Stream<Arguments> messages() {
    return Stream.of(
        call(
            "lambda",
            "GetLayerVersionByArn",
            GetLayerVersionByArnRequest.builder().arn("arn:layer:tools:3").build(),
            "lambda:GetLayerVersion arn:layer:tools:3"),
        call(
            "lambda",
            "Invoke",
            InvokeRequest.builder().functionName("detect").qualifier("live").build(),
            "lambda:InvokeFunction " + ALIAS),
        call(
            "lambda",
            "Invoke",
            InvokeRequest.builder().functionName("detect:live").build(),
            "lambda:InvokeFunction " + ALIAS),
        call(
            "lambda",
            "Invoke",
            InvokeRequest.builder().functionName(ALIAS).qualifier("live").build(),
            "lambda:InvokeFunction " + ALIAS),
        call(
            "lambda",
            "Invoke",
            InvokeRequest.builder().functionName("111122223333:function:detect").build(),
            "lambda:InvokeFunction " + arn("lambda", "function:detect")),
        call(
            "states",
            "StartExecution",
            StartExecutionRequest.builder().stateMachineArn(MACHINE + ":live").build(),
            "states:StartExecution " + MACHINE + ":live"),
        call(
            "states",
            "ListExecutions",
            ListExecutionsRequest.builder().stateMachineArn(MACHINE).build(),
            "states:ListExecutions " + MACHINE),
        call(
            "states",
            "StopExecution",
            StopExecutionRequest.builder().executionArn(EXECUTION).build(),
            "states:StopExecution " + EXECUTION),
        call(
            "states",
            "DescribeExecution",
            DescribeExecutionRequest.builder().executionArn(EXECUTION).build(),
            "states:DescribeExecution " + EXECUTION),
        call(
            "states",
            "SendTaskSuccess",
            SendTaskSuccessRequest.builder().build(),
            "states:SendTaskSuccess *"),
        call(
            "states",
            "SendTaskFailure",
            SendTaskFailureRequest.builder().build(),
            "states:SendTaskFailure *"),
        call(
            "states",
            "SendTaskHeartbeat",
            SendTaskHeartbeatRequest.builder().build(),
            "states:SendTaskHeartbeat *"),
        call(
            "sns",
            "Publish",
            PublishRequest.builder().topicArn(TOPIC).build(),
            "sns:Publish " + TOPIC),
        call(
            "sns",
            "Publish",
            PublishRequest.builder().phoneNumber("+353").build(),
            "sns:Publish *"),
        call(
            "sns",
            "ListSubscriptionsByTopic",
            ListSubscriptionsByTopicRequest.builder().topicArn(TOPIC).build(),
            "sns:ListSubscriptionsByTopic " + TOPIC),
        queue("SendMessage", SendMessageRequest.builder().queueUrl(URL).build()),
        queue("ReceiveMessage", ReceiveMessageRequest.builder().queueUrl(URL).build()),
        queue("DeleteMessage", DeleteMessageRequest.builder().queueUrl(URL).build()),
        queue(
            "ChangeMessageVisibility",
            ChangeMessageVisibilityRequest.builder().queueUrl(URL).build()),
        queue("GetQueueAttributes", GetQueueAttributesRequest.builder().queueUrl(URL).build()),
        call(
            "events",
            "PutEvents",
            PutEventsRequest.builder()
                .entries(
                    PutEventsRequestEntry.builder().source("a").build(),
                    PutEventsRequestEntry.builder().source("a").eventBusName("other").build())
                .build(),
            "events:PutEvents " + arn("events", "event-bus/default"),
            "events:PutEvents " + arn("events", "event-bus/other")));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource
  @DisplayName("is every action that AWS checks, on its resource")
  void operations(Operation operation, Object request, List<String> expected) {
    assertEquals(
        expected,
        access.of(operation, request).stream()
            .map(asked -> asked.action() + " " + asked.resource())
            .toList());
  }

  @Test
  @DisplayName("brings the condition keys that the templates use")
  void context() {
    assertEquals(
        Map.of(
            "aws:SecureTransport", "true",
            "aws:RequestedRegion", "eu-west-1",
            "s3:TlsVersion", "1.3",
            "s3:prefix", "points/"),
        access
            .of(
                new Operation("s3", "ListObjectsV2", false),
                ListObjectsV2Request.builder().bucket("bucket").prefix("points/").build())
            .getFirst()
            .context());
    assertEquals(
        "TransactWriteItems",
        access
            .of(new Operation("dynamodb", "TransactWriteItems", true), transaction())
            .getFirst()
            .context()
            .get("dynamodb:EnclosingOperation"));
  }

  @ParameterizedTest
  @MethodSource
  @DisplayName("is refused, by name, where it is not known")
  void unknown(String service) {
    UnsupportedOperationException refused =
        assertThrows(
            UnsupportedOperationException.class,
            () -> access.of(new Operation(service, "Unheard", true), ""));
    assertEquals(
        "What " + service + ":Unheard asks for is not known: add it to RequestedAccess.",
        refused.getMessage());
  }

  static Stream<String> unknown() {
    return Stream.of(
        "autoscaling",
        "cloudformation",
        "cloudwatch",
        "ec2",
        "elasticloadbalancing",
        "dynamodb",
        "s3",
        "kms",
        "lambda",
        "states",
        "sns",
        "sqs",
        "events",
        "route53");
  }

  private static Stream<Arguments> cloudFormation() {
    return Stream.of(
        call(
            "cloudformation",
            "ListStacks",
            ListStacksRequest.builder().build(),
            "cloudformation:ListStacks *"),
        call(
            "cloudformation",
            "DescribeStacks",
            DescribeStacksRequest.builder().build(),
            "cloudformation:DescribeStacks *"),
        call(
            "cloudformation",
            "DescribeStacks",
            DescribeStacksRequest.builder().stackName("web").build(),
            "cloudformation:DescribeStacks " + STACK),
        call(
            "cloudformation",
            "CreateStack",
            CreateStackRequest.builder().stackName("new").build(),
            "cloudformation:CreateStack " + arn("cloudformation", "stack/new/*")),
        call(
            "cloudformation",
            "UpdateStack",
            UpdateStackRequest.builder().stackName(STACK).build(),
            "cloudformation:UpdateStack " + STACK),
        call(
            "cloudformation",
            "ExecuteChangeSet",
            ExecuteChangeSetRequest.builder().changeSetName(CHANGE_SET).build(),
            "cloudformation:ExecuteChangeSet " + STACK),
        call(
            "cloudformation",
            "DescribeChangeSet",
            DescribeChangeSetRequest.builder().changeSetName("next").stackName("web").build(),
            "cloudformation:DescribeChangeSet " + STACK));
  }

  @Test
  @DisplayName("brings a stack's tags, and what else CloudFormation's conditions look at")
  void stackContext() {
    Access asked =
        access
            .of(
                new Operation("cloudformation", "CreateChangeSet", true),
                CreateChangeSetRequest.builder()
                    .stackName("web")
                    .changeSetName("next")
                    .roleARN("role")
                    .templateURL("url")
                    .build())
            .getFirst();
    assertEquals("shop", asked.context().get("aws:ResourceTag/team"));
    assertEquals("next", asked.context().get("cloudformation:ChangeSetName"));
    assertEquals("role", asked.context().get("cloudformation:RoleArn"));
    assertEquals("url", asked.context().get("cloudformation:TemplateUrl"));
  }

  private static Arguments group(String name, Object request) {
    return call("autoscaling", name, request, "autoscaling:" + name + " " + GROUP);
  }

  private static Arguments table(String name, Object request) {
    return call("dynamodb", name, request, "dynamodb:" + name + " " + TABLE);
  }

  private static Arguments queue(String name, Object request) {
    return call("sqs", name, request, "sqs:" + name + " " + QUEUE);
  }

  private static Arguments call(String service, String name, Object request, String... expected) {
    return Arguments.of(new Operation(service, name, true), request, List.of(expected));
  }

  @Test
  @DisplayName(
      "brings the tags of the group that it is about, under both names of the condition key")
  void tags() {
    Access asked =
        access
            .of(
                new Operation("autoscaling", "SuspendProcesses", true),
                SuspendProcessesRequest.builder().autoScalingGroupName("web").build())
            .getFirst();
    assertEquals("web", asked.context().get("aws:ResourceTag/service"));
    assertEquals("web", asked.context().get("autoscaling:ResourceTag/service"));
  }
}
