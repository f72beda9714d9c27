package dev.lastgood.simulator.dynamodb;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * What every write has beside its own part.
 *
 * @param table the table's name
 * @param condition the ConditionExpression, where there is one
 * @param names ExpressionAttributeNames
 * @param values ExpressionAttributeValues
 * @param returnsItem whether the item is returned where the condition fails
 */
record Guard(
    String table,
    Optional<String> condition,
    Map<String, String> names,
    Map<String, AttributeValue> values,
    boolean returnsItem) {

  static Guard of(PutItemRequest request) {
    return of(
        request.tableName(),
        request.conditionExpression(),
        request.expressionAttributeNames(),
        request.expressionAttributeValues(),
        request.returnValuesOnConditionCheckFailure());
  }

  static Guard of(UpdateItemRequest request) {
    return of(
        request.tableName(),
        request.conditionExpression(),
        request.expressionAttributeNames(),
        request.expressionAttributeValues(),
        request.returnValuesOnConditionCheckFailure());
  }

  static Guard of(DeleteItemRequest request) {
    return of(
        request.tableName(),
        request.conditionExpression(),
        request.expressionAttributeNames(),
        request.expressionAttributeValues(),
        request.returnValuesOnConditionCheckFailure());
  }

  static Guard of(Put put) {
    return of(
        put.tableName(),
        put.conditionExpression(),
        put.expressionAttributeNames(),
        put.expressionAttributeValues(),
        put.returnValuesOnConditionCheckFailure());
  }

  static Guard of(Update update) {
    return of(
        update.tableName(),
        update.conditionExpression(),
        update.expressionAttributeNames(),
        update.expressionAttributeValues(),
        update.returnValuesOnConditionCheckFailure());
  }

  static Guard of(Delete delete) {
    return of(
        delete.tableName(),
        delete.conditionExpression(),
        delete.expressionAttributeNames(),
        delete.expressionAttributeValues(),
        delete.returnValuesOnConditionCheckFailure());
  }

  static Guard of(ConditionCheck check) {
    return of(
        check.tableName(),
        check.conditionExpression(),
        check.expressionAttributeNames(),
        check.expressionAttributeValues(),
        check.returnValuesOnConditionCheckFailure());
  }

  private static Guard of(
      String table,
      String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values,
      ReturnValuesOnConditionCheckFailure onFailure) {
    return new Guard(
        table,
        Optional.ofNullable(condition),
        names,
        values,
        onFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD);
  }
}
