/**
 * Amazon DynamoDB in memory: tables, items, conditional writes, transactions, queries and scans.
 *
 * <p>Begin with {@link dev.lastgood.simulator.dynamodb.SimulatedDynamoDb}. Not modelled, and
 * refused by name: secondary indexes, streams, time to live, PartiQL, backups, consumed capacity,
 * and the parameters that expressions have replaced. Every read is as of now, whether it asks for a
 * consistent read or not.
 */
package dev.lastgood.simulator.dynamodb;
