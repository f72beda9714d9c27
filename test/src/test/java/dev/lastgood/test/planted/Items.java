package dev.lastgood.test.planted;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** How the items of the tables are known, and how writes of them are changed. */
final class Items {
  private Items() {}

  static boolean isLease(UpdateItemRequest request) {
    return request.key().get("sk").s().equals("lease");
  }

  /** Reads an item by a condition on it that fails, for a function that may do no more. */
  static UpdateItemResponse asItStands(
      UpdateItemRequest request, Spoil.Right<UpdateItemRequest> right) {
    try {
      right.call(
          request.toBuilder()
              .updateExpression("SET leaseOwner = :me")
              .conditionExpression("attribute_not_exists(pk)")
              .expressionAttributeValues(
                  Map.of(":me", request.expressionAttributeValues().get(":me")))
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
              .build());
      throw new IllegalStateException("There is no lease at all.");
    } catch (ConditionalCheckFailedException standing) {
      return UpdateItemResponse.builder().attributes(standing.item()).build();
    }
  }

  /** Whether an item's keys begin so. */
  static boolean has(Map<String, AttributeValue> item, String partition, String sort) {
    return item.get("pk").s().startsWith(partition) && item.get("sk").s().startsWith(sort);
  }

  /** Leaves puts of such items out of a transaction. */
  static TransactWriteItemsRequest withoutPut(
      TransactWriteItemsRequest request, String partition, String sort) {
    return without(
        request, write -> write.put() != null && has(write.put().item(), partition, sort));
  }

  private static TransactWriteItemsRequest without(
      TransactWriteItemsRequest request, Predicate<TransactWriteItem> which) {
    List<TransactWriteItem> kept = request.transactItems().stream().filter(which.negate()).toList();
    return request.toBuilder().transactItems(kept).build();
  }

  /** Changes the puts of a transaction whose items' keys begin so. */
  static TransactWriteItemsRequest withPut(
      TransactWriteItemsRequest request,
      String partition,
      String sort,
      UnaryOperator<Put> changed) {
    return each(
        request,
        write ->
            write.put() != null && has(write.put().item(), partition, sort)
                ? write.toBuilder().put(changed.apply(write.put())).build()
                : write);
  }

  /** Changes the checks of a transaction. */
  static TransactWriteItemsRequest withCheck(
      TransactWriteItemsRequest request, UnaryOperator<ConditionCheck> changed) {
    return each(
        request,
        write ->
            write.conditionCheck() == null
                ? write
                : write.toBuilder().conditionCheck(changed.apply(write.conditionCheck())).build());
  }

  /** Changes each write of a transaction. */
  static TransactWriteItemsRequest each(
      TransactWriteItemsRequest request, UnaryOperator<TransactWriteItem> changed) {
    return request.toBuilder()
        .transactItems(request.transactItems().stream().map(changed).toList())
        .build();
  }
}
