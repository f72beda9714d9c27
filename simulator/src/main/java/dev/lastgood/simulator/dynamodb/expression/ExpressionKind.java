package dev.lastgood.simulator.dynamodb.expression;

import dev.lastgood.simulator.dynamodb.value.Invalid;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Where in a request an expression stands: the same grammar, under different names in errors. */
public enum ExpressionKind {
  /** Guards a write. */
  CONDITION("ConditionExpression"),
  /** Sifts what a query or scan has read. */
  FILTER("FilterExpression"),
  /** Chooses what a query reads. */
  KEY_CONDITION("KeyConditionExpression"),
  /** Says what an update does. */
  UPDATE("UpdateExpression"),
  /** Says what of an item is returned. */
  PROJECTION("ProjectionExpression");

  private final String parameter;

  ExpressionKind(String parameter) {
    this.parameter = parameter;
  }

  AwsServiceException invalid(String message) {
    return Invalid.request("Invalid " + parameter + ": " + message);
  }

  AwsServiceException wrongOperand(String operator, String type) {
    return invalid(
        "Incorrect operand type for operator or function; operator or function: "
            + operator
            + ", operand type: "
            + type);
  }
}
