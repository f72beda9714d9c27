package dev.lastgood.test.ledger;

import dev.lastgood.simulator.dynamodb.SimulatedDynamoDb;
import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.VirtualTime;
import dev.lastgood.test.contract.DynamoDbLocal;
import dev.lastgood.test.contract.Endpoint;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * What the stores are tried on: the model that is rehearsed with, and AWS's own engine; or, where
 * {@code -Dcontract.endpoint} names one, that endpoint alone.
 */
enum Engine {
  SIMULATOR,
  DYNAMODB_LOCAL,
  ENDPOINT;

  /** Those of this run. */
  static Stream<Engine> all() {
    return Endpoint.named().isPresent()
        ? Stream.of(ENDPOINT)
        : Stream.of(SIMULATOR, DYNAMODB_LOCAL);
  }

  /** Those of this run that many threads may use at once. */
  static Stream<Engine> concurrent() {
    return all().filter(engine -> engine != SIMULATOR);
  }

  /** A client whose tables are empty, for the time of a test. */
  <T extends Exception> void run(Body<T> body) throws T {
    switch (this) {
      case SIMULATOR -> {
        VirtualTime time = new VirtualTime(Instant.parse("2026-03-01T02:00:00Z"));
        Calls calls = new Calls(time, new Chance(1), FaultSettings.NONE, List.of());
        body.run(
            withTables(
                new SimulatedDynamoDb(new Account("123456789012", "eu-west-1"), time, calls)
                    .client()));
      }
      case DYNAMODB_LOCAL -> {
        try (DynamoDbLocal local = new DynamoDbLocal()) {
          body.run(withTables(local.client()));
        }
      }
      case ENDPOINT -> {
        Endpoint endpoint = Endpoint.named().orElseThrow();
        try {
          body.run(withTables(endpoint.client()));
        } finally {
          endpoint.removeAll();
        }
      }
    }
  }

  /** What is done with a client. */
  interface Body<T extends Exception> {
    void run(DynamoDbClient client) throws T;
  }

  private static DynamoDbClient withTables(DynamoDbClient client) {
    return withTables(client, Stores.STATE, Stores.LEDGER);
  }

  /** Makes the two tables. */
  static DynamoDbClient withTables(DynamoDbClient client, String state, String ledger) {
    Function<String, KeySchemaElement.Builder> key =
        name -> KeySchemaElement.builder().attributeName(name);
    Function<String, AttributeDefinition> text =
        name ->
            AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    for (String table : List.of(state, ledger)) {
      client.createTable(
          CreateTableRequest.builder()
              .tableName(table)
              .billingMode(BillingMode.PAY_PER_REQUEST)
              .attributeDefinitions(text.apply("pk"), text.apply("sk"))
              .keySchema(
                  key.apply("pk").keyType(KeyType.HASH).build(),
                  key.apply("sk").keyType(KeyType.RANGE).build())
              .build());
    }
    return client;
  }
}
