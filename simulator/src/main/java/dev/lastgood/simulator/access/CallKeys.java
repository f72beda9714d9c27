package dev.lastgood.simulator.access;

import dev.lastgood.simulator.kernel.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.VerifyMacRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * What of a request decides whether it is allowed, for the calls that come again and again: two
 * calls with the same key get the same verdict.
 */
final class CallKeys {
  private CallKeys() {}

  /** Empty where the verdict depends on more than the template and a few names. */
  static Optional<Object> of(Operation operation, Object request) {
    if (operation.service().equals("ec2") || operation.service().equals("autoscaling")) {
      // What is described is not limited, unless a parameter is read for it; what is changed
      // launches what the group says by then, and what is tried what the request says.
      return operation.mutating()
              || request instanceof RunInstancesRequest
              || resolvesParameters(request)
          ? Optional.empty()
          : Optional.of("");
    }
    return switch (request) {
      case GetItemRequest get -> Optional.of(get.tableName());
      case PutItemRequest put -> Optional.of(put.tableName());
      case UpdateItemRequest update -> Optional.of(update.tableName());
      case DeleteItemRequest delete -> Optional.of(delete.tableName());
      case QueryRequest query when query.indexName() == null -> Optional.of(query.tableName());
      case TransactWriteItemsRequest write -> Optional.of(written(write));
      case GenerateMacRequest mac -> Optional.of(mac.keyId());
      case VerifyMacRequest mac -> Optional.of(mac.keyId());
      case PublishRequest publish when publish.topicArn() != null ->
          Optional.of(publish.topicArn());
      case ListSubscriptionsByTopicRequest list -> Optional.of(list.topicArn());
      case DescribeAlarmsRequest alarms ->
          Optional.of(List.of(alarms.alarmNames(), alarms.alarmTypesAsStrings()));
      case DescribeAlarmHistoryRequest history when history.alarmName() != null ->
          Optional.of(history.alarmName());
      default -> Optional.empty();
    };
  }

  private static boolean resolvesParameters(Object request) {
    return request instanceof DescribeLaunchTemplateVersionsRequest describe
        && Boolean.TRUE.equals(describe.resolveAlias());
  }

  private static List<String> written(TransactWriteItemsRequest request) {
    List<String> written = new ArrayList<>();
    for (TransactWriteItem item : request.transactItems()) {
      String one;
      if (item.put() != null) {
        one = "put " + item.put().tableName();
      } else if (item.update() != null) {
        one = "update " + item.update().tableName();
      } else if (item.delete() != null) {
        one = "delete " + item.delete().tableName();
      } else {
        one = "check " + item.conditionCheck().tableName();
      }
      if (!written.contains(one)) {
        written.add(one);
      }
    }
    return written;
  }
}
