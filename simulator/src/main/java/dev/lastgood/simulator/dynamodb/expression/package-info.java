/**
 * DynamoDB's expression language: conditions, updates and projections, parsed once a text, then
 * checked and evaluated with each request's names and values.
 *
 * <p>Begin with {@link dev.lastgood.simulator.dynamodb.expression.Expressions}.
 *
 * <p>The rules come from "Using expressions in DynamoDB",
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.html
 */
package dev.lastgood.simulator.dynamodb.expression;
