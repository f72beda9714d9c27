package dev.lastgood.simulator.iam;

import dev.lastgood.simulator.iam.DependentAuthorisation.Basis;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** What AWS checks of whoever makes a call. */
final class CallRules {
  private static final String LAUNCH =
      "a launch by RunInstances, tried or carried out, or from the launch template that"
          + " CreateAutoScalingGroup or UpdateAutoScalingGroup names or StartInstanceRefresh uses";
  private static final String TEMPLATE_PERMISSIONS =
      "\"Control Amazon EC2 launch template usage in Auto Scaling groups\", Amazon EC2 Auto Scaling"
          + " User Guide";

  static final List<DependentRule<?>> ALL =
      List.of(
          rule(
              LAUNCH,
              List.of("ec2:RunInstances"),
              "the template, image, snapshots, subnets, security groups, key pair and placement group,"
                  + " and any instance, network interface and volume",
              List.of(),
              TEMPLATE_PERMISSIONS + "; a refresh is not named there",
              Basis.REMEMBERED,
              LaunchChecks::runInstances),
          rule(
              LAUNCH + " that tags what it launches",
              List.of("ec2:CreateTags"),
              "any resource of the types that it tags",
              List.of("ec2:CreateAction"),
              TEMPLATE_PERMISSIONS + ", \"Permissions required to tag instances and volumes\"",
              Basis.DOCUMENTED,
              LaunchChecks::createTags),
          rule(
              "CreateSnapshot that tags the snapshot",
              List.of("ec2:CreateTags"),
              "any snapshot",
              List.of("ec2:CreateAction"),
              "\"Grant permission to tag Amazon EC2 resources during creation\", Amazon EC2 User"
                  + " Guide",
              Basis.DOCUMENTED,
              (call, facts) ->
                  call.request() instanceof CreateSnapshotRequest create
                          && !create.tagSpecifications().isEmpty()
                      ? Stream.of(
                          new Check(
                              call.caller(),
                              facts.arns().ofAws("ec2", "snapshot/*"),
                              Map.of("ec2:CreateAction", "CreateSnapshot")))
                      : Stream.of()),
          rule(
              LAUNCH + " with an instance profile",
              List.of("iam:PassRole"),
              "the profile's role",
              List.of("iam:PassedToService"),
              TEMPLATE_PERMISSIONS + ", \"Additional permissions\"",
              Basis.DOCUMENTED,
              LaunchChecks::passRole),
          rule(
              LAUNCH
                  + " whose image is named by a parameter, or DescribeLaunchTemplateVersions is to"
                  + " resolve it",
              List.of("ssm:GetParameters"),
              "the parameter",
              List.of(),
              "\"Use AWS Systems Manager parameters instead of AMI IDs in launch templates\","
                  + " Amazon EC2 Auto Scaling User Guide; a refresh is not named there",
              Basis.REMEMBERED,
              LaunchChecks::imageParameters),
          rule(
              "items of a table with a customer managed key are read or written",
              List.of("kms:Decrypt"),
              "the table's key",
              List.of("kms:ViaService", "kms:CallerAccount", "kms:EncryptionContext"),
              "\"DynamoDB encryption at rest usage notes\", Amazon DynamoDB Developer Guide",
              Basis.DOCUMENTED,
              CallRules::tables),
          rule(
              "GetObject from a bucket with a customer managed key",
              List.of("kms:Decrypt"),
              "the bucket's key",
              List.of("kms:ViaService", "kms:CallerAccount", "kms:EncryptionContext"),
              "\"Using server-side encryption with AWS KMS keys (SSE-KMS)\", Amazon S3 User Guide",
              Basis.REMEMBERED,
              (call, facts) ->
                  call.request() instanceof GetObjectRequest get
                      ? object(call, facts, get.bucket(), get.key())
                      : Stream.of()),
          rule(
              "PutObject in one part into a bucket with a customer managed key",
              List.of("kms:GenerateDataKey"),
              "the bucket's key",
              List.of("kms:ViaService", "kms:CallerAccount", "kms:EncryptionContext"),
              "\"Using server-side encryption with AWS KMS keys (SSE-KMS)\", Amazon S3 User Guide",
              Basis.REMEMBERED,
              (call, facts) ->
                  call.request() instanceof PutObjectRequest put
                      ? object(call, facts, put.bucket(), put.key())
                      : Stream.of()),
          rule(
              "Publish to a topic with a customer managed key",
              List.of("kms:GenerateDataKey", "kms:Decrypt"),
              "the topic's key",
              List.of("kms:ViaService", "kms:CallerAccount"),
              "\"Key management\", Amazon SNS Developer Guide",
              Basis.DOCUMENTED,
              (call, facts) ->
                  call.request() instanceof PublishRequest publish
                      ? Stream.of(publish.topicArn(), publish.targetArn())
                          .flatMap(Stream::ofNullable)
                          .flatMap(topic -> facts.assembly().topicKey(topic).stream())
                          .map(key -> via(call.caller(), facts, key, "sns", Map.of()))
                      : Stream.of()),
          rule(
              "SendMessage to a queue with a customer managed key",
              List.of("kms:GenerateDataKey", "kms:Decrypt"),
              "the queue's key",
              List.of("kms:ViaService", "kms:CallerAccount"),
              "\"Key management\", Amazon SQS Developer Guide",
              Basis.REMEMBERED,
              (call, facts) ->
                  call.request() instanceof SendMessageRequest send
                      ? queue(call, facts, send.queueUrl())
                      : Stream.of()),
          rule(
              "ReceiveMessage from a queue with a customer managed key",
              List.of("kms:Decrypt"),
              "the queue's key",
              List.of("kms:ViaService", "kms:CallerAccount"),
              "\"Key management\", Amazon SQS Developer Guide",
              Basis.REMEMBERED,
              (call, facts) ->
                  call.request() instanceof ReceiveMessageRequest receive
                      ? queue(call, facts, receive.queueUrl())
                      : Stream.of()));

  private CallRules() {}

  /** A check of a key that a service uses for somebody; see "kms:ViaService" in the KMS guide. */
  static Check via(
      Principal principal,
      RuleFacts facts,
      String keyArn,
      String service,
      Map<String, String> encryptionContext) {
    Map<String, String> context = new HashMap<>();
    context.put("kms:ViaService", facts.arns().viaService(service));
    context.put("kms:CallerAccount", facts.arns().account());
    encryptionContext.forEach((name, value) -> context.put("kms:EncryptionContext:" + name, value));
    return new Check(principal, keyArn, Map.copyOf(context));
  }

  private static Stream<Check> tables(Occasion.Called call, RuleFacts facts) {
    return tableNames(call.request())
        .map(table -> table.substring(table.lastIndexOf('/') + 1))
        .distinct()
        .flatMap(
            table ->
                facts.assembly().tableKey(table).stream()
                    .map(
                        key ->
                            via(
                                call.caller(),
                                facts,
                                key,
                                "dynamodb",
                                Map.of(
                                    "aws:dynamodb:tableName",
                                    table,
                                    "aws:dynamodb:subscriberId",
                                    facts.arns().account()))));
  }

  private static Stream<String> tableNames(Object request) {
    return switch (request) {
      case GetItemRequest get -> Stream.of(get.tableName());
      case PutItemRequest put -> Stream.of(put.tableName());
      case UpdateItemRequest update -> Stream.of(update.tableName());
      case DeleteItemRequest delete -> Stream.of(delete.tableName());
      case QueryRequest query -> Stream.of(query.tableName());
      case ScanRequest scan -> Stream.of(scan.tableName());
      case BatchGetItemRequest get -> get.requestItems().keySet().stream().sorted();
      case BatchWriteItemRequest write -> write.requestItems().keySet().stream().sorted();
      case TransactGetItemsRequest get ->
          get.transactItems().stream().map(item -> item.get().tableName());
      case TransactWriteItemsRequest write ->
          write.transactItems().stream().map(CallRules::tableName);
      default -> Stream.of();
    };
  }

  private static String tableName(TransactWriteItem item) {
    return Stream.of(
            Optional.ofNullable(item.put()).map(put -> put.tableName()),
            Optional.ofNullable(item.update()).map(update -> update.tableName()),
            Optional.ofNullable(item.delete()).map(delete -> delete.tableName()),
            Optional.ofNullable(item.conditionCheck()).map(check -> check.tableName()))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow();
  }

  /** The key of the bucket that an object is in. */
  static Stream<Check> object(Occasion.Called call, RuleFacts facts, String bucket, String key) {
    String encrypted = facts.assembly().usesBucketKey(bucket) ? bucket : bucket + "/" + key;
    return facts.assembly().bucketKey(bucket).stream()
        .map(
            keyArn ->
                via(
                    call.caller(),
                    facts,
                    keyArn,
                    "s3",
                    Map.of("aws:s3:arn", facts.arns().s3(encrypted))));
  }

  private static Stream<Check> queue(Occasion.Called call, RuleFacts facts, String queueUrl) {
    return facts.assembly().queueKey(facts.arns().queueOfUrl(queueUrl)).stream()
        .map(key -> via(call.caller(), facts, key, "sqs", Map.of()));
  }

  private static DependentRule<Occasion.Called> rule(
      String when,
      List<String> actions,
      String resource,
      List<String> contextKeys,
      String document,
      Basis basis,
      BiFunction<Occasion.Called, RuleFacts, Stream<Check>> checks) {
    return DependentRule.of(
        Occasion.Called.class, when, actions, resource, contextKeys, document, basis, checks);
  }
}
