/**
 * Attribute values as DynamoDB keeps, compares and measures them.
 *
 * <p>Begin with {@link dev.lastgood.simulator.dynamodb.value.Values}.
 */
package dev.lastgood.simulator.dynamodb.value;
