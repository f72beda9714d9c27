package dev.lastgood.test.contract;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** AWS's own DynamoDB Local inside this process: no port, no file, everything in memory. */
public final class DynamoDbLocal implements AutoCloseable {
  private final AmazonDynamoDBLocal local = DynamoDBEmbedded.create(true);

  /** Its client, safe for any number of threads. */
  public DynamoDbClient client() {
    return local.dynamoDbClient();
  }

  @Override
  public void close() {
    local.shutdownNow();
  }
}
