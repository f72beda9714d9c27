/**
 * One suite of plain cases, run against every DynamoDB there is: the simulated one and AWS's own
 * DynamoDB Local.
 *
 * <p>Begin with {@link dev.lastgood.test.contract.DynamoDbContract}.
 */
package dev.lastgood.test.contract;
