package dev.lastgood.simulator.iam;

import dev.lastgood.simulator.kernel.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.VerifyMacRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** What calls to DynamoDB, S3, ECR and KMS ask for. */
final class StorageAccess {
  private final Arns arns;
  private final Keys keys;
  private final Map<String, String> context;
  private final Map<String, String> s3Context;

  StorageAccess(Arns arns, Keys keys, Map<String, String> context) {
    this.arns = arns;
    this.keys = keys;
    this.context = context;
    Map<String, String> withTls = new HashMap<>(context);
    withTls.put("s3:TlsVersion", "1.3");
    this.s3Context = Map.copyOf(withTls);
  }

  List<Access> dynamoDb(Operation operation, Object request) {
    return switch (operation.name()) {
      case "GetItem" -> onTable(operation, ((GetItemRequest) request).tableName());
      case "PutItem" -> onTable(operation, ((PutItemRequest) request).tableName());
      case "UpdateItem" -> onTable(operation, ((UpdateItemRequest) request).tableName());
      case "DeleteItem" -> onTable(operation, ((DeleteItemRequest) request).tableName());
      case "CreateTable" -> onTable(operation, ((CreateTableRequest) request).tableName());
      case "DescribeTable" -> onTable(operation, ((DescribeTableRequest) request).tableName());
      case "DeleteTable" -> onTable(operation, ((DeleteTableRequest) request).tableName());
      case "Query" -> {
        QueryRequest query = (QueryRequest) request;
        yield onIndex(operation, query.tableName(), Optional.ofNullable(query.indexName()));
      }
      case "Scan" -> {
        ScanRequest scan = (ScanRequest) request;
        yield onIndex(operation, scan.tableName(), Optional.ofNullable(scan.indexName()));
      }
      case "BatchGetItem" ->
          onTables(operation, ((BatchGetItemRequest) request).requestItems().keySet().stream());
      case "BatchWriteItem" ->
          onTables(operation, ((BatchWriteItemRequest) request).requestItems().keySet().stream());
      case "TransactGetItems" ->
          ((TransactGetItemsRequest) request)
              .transactItems().stream()
                  .map(item -> item.get().tableName())
                  .distinct()
                  .map(table -> inTransaction(operation, "GetItem", table))
                  .toList();
      case "TransactWriteItems" ->
          ((TransactWriteItemsRequest) request)
              .transactItems().stream().map(item -> written(operation, item)).distinct().toList();
      default -> throw RequestedAccess.unmapped(operation);
    };
  }

  /** See "Using IAM with DynamoDB transactions" in the Amazon DynamoDB Developer Guide. */
  private Access written(Operation operation, TransactWriteItem item) {
    if (item.put() != null) {
      return inTransaction(operation, "PutItem", item.put().tableName());
    }
    if (item.update() != null) {
      return inTransaction(operation, "UpdateItem", item.update().tableName());
    }
    if (item.delete() != null) {
      return inTransaction(operation, "DeleteItem", item.delete().tableName());
    }
    return inTransaction(operation, "ConditionCheckItem", item.conditionCheck().tableName());
  }

  private Access inTransaction(Operation operation, String action, String table) {
    Map<String, String> within = new HashMap<>(context);
    within.put("dynamodb:EnclosingOperation", operation.name());
    return new Access("dynamodb:" + action, arns.table(table), within);
  }

  private List<Access> onTable(Operation operation, String table) {
    return onTables(operation, Stream.of(table));
  }

  private List<Access> onTables(Operation operation, Stream<String> tables) {
    return tables
        .sorted()
        .map(table -> new Access("dynamodb:" + operation.name(), arns.table(table), context))
        .toList();
  }

  private List<Access> onIndex(Operation operation, String table, Optional<String> index) {
    String resource = arns.table(table) + index.map(name -> "/index/" + name).orElse("");
    return List.of(new Access("dynamodb:" + operation.name(), resource, context));
  }

  /** See "Required permissions for Amazon S3 API operations" in the Amazon S3 User Guide. */
  List<Access> s3(Operation operation, Object request) {
    return switch (operation.name()) {
      case "GetObject" -> {
        GetObjectRequest get = (GetObjectRequest) request;
        yield onObject(
            get.versionId() == null ? "GetObject" : "GetObjectVersion", get.bucket(), get.key());
      }
      case "HeadObject" -> {
        HeadObjectRequest head = (HeadObjectRequest) request;
        yield onObject(
            head.versionId() == null ? "GetObject" : "GetObjectVersion", head.bucket(), head.key());
      }
      case "PutObject" -> {
        PutObjectRequest put = (PutObjectRequest) request;
        yield onObject("PutObject", put.bucket(), put.key());
      }
      case "DeleteObject" -> {
        DeleteObjectRequest delete = (DeleteObjectRequest) request;
        yield onObject(
            delete.versionId() == null ? "DeleteObject" : "DeleteObjectVersion",
            delete.bucket(),
            delete.key());
      }
      case "ListObjectsV2" -> {
        ListObjectsV2Request list = (ListObjectsV2Request) request;
        Map<String, String> asked = new HashMap<>(s3Context);
        if (list.prefix() != null) {
          asked.put("s3:prefix", list.prefix());
        }
        yield List.of(new Access("s3:ListBucket", arns.s3(list.bucket()), asked));
      }
      default -> throw RequestedAccess.unmapped(operation);
    };
  }

  private List<Access> onObject(String action, String bucket, String key) {
    return List.of(new Access("s3:" + action, arns.s3(bucket + "/" + key), s3Context));
  }

  List<Access> kms(Operation operation, Object request) {
    return switch (operation.name()) {
      case "GenerateMac" -> onKey(operation, ((GenerateMacRequest) request).keyId());
      case "VerifyMac" -> onKey(operation, ((VerifyMacRequest) request).keyId());
      default -> throw RequestedAccess.unmapped(operation);
    };
  }

  /** A registry of another account would be asked by its own repositories' ARNs. */
  List<Access> ecr(Operation operation, Object request) {
    return switch (operation.name()) {
      case "DescribeImages" -> {
        DescribeImagesRequest images = (DescribeImagesRequest) request;
        yield onRepository(operation, images.registryId(), images.repositoryName());
      }
      case "BatchDeleteImage" -> {
        BatchDeleteImageRequest images = (BatchDeleteImageRequest) request;
        yield onRepository(operation, images.registryId(), images.repositoryName());
      }
      default -> throw RequestedAccess.unmapped(operation);
    };
  }

  private List<Access> onRepository(Operation operation, String registryId, String name) {
    Arns registry =
        registryId == null ? arns : new Arns(arns.partition(), arns.region(), registryId);
    return List.of(
        new Access("ecr:" + operation.name(), registry.arn("ecr", "repository/" + name), context));
  }

  private List<Access> onKey(Operation operation, String keyId) {
    Map<String, String> called = new HashMap<>(context);
    called.put("kms:CallerAccount", arns.account());
    return List.of(new Access("kms:" + operation.name(), keys.arn(keyId), called));
  }
}
