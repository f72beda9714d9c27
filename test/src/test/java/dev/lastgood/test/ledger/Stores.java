package dev.lastgood.test.ledger;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.ledger.Change;
import dev.lastgood.functions.ledger.Hold;
import dev.lastgood.functions.ledger.Holds;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.Incidents;
import dev.lastgood.functions.ledger.Leases;
import dev.lastgood.functions.ledger.Ledger;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.test.TestClock;
import dev.lastgood.test.TestPlatform;
import dev.lastgood.test.contract.Endpoint;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The stores over one client and one clock. */
record Stores(DynamoDbClient client, TestClock clock, String stateName, String ledgerName) {
  static final String STATE = Endpoint.name("state");
  static final String LEDGER = Endpoint.name("ledger");

  static Stores over(DynamoDbClient client) {
    return over(client, STATE, LEDGER);
  }

  static Stores over(DynamoDbClient client, String stateName, String ledgerName) {
    return new Stores(client, new TestClock(), stateName, ledgerName);
  }

  /** The same, where each write's first answer is lost and the SDK writes it once more. */
  Stores losingAnswers() {
    Set<String> writes = Set.of("transactWriteItems", "updateItem", "putItem");
    DynamoDbClient twice =
        (DynamoDbClient)
            Proxy.newProxyInstance(
                Stores.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (_, method, arguments) -> {
                  try {
                    if (writes.contains(method.getName())) {
                      method.invoke(client, arguments);
                    }
                    return method.invoke(client, arguments);
                  } catch (InvocationTargetException thrown) {
                    throw thrown.getCause();
                  }
                });
    return new Stores(twice, clock, stateName, ledgerName);
  }

  Leases leases() {
    return new Leases(platform());
  }

  Ledger ledger() {
    return new Ledger(platform());
  }

  Incidents incidents() {
    return new Incidents(platform());
  }

  Holds holds() {
    return new Holds(platform());
  }

  private TestPlatform platform() {
    return new TestPlatform(
        Map.of(DynamoDbClient.class, client),
        clock,
        Map.of("STATE_TABLE", stateName, "LEDGER_TABLE", ledgerName),
        new Configuration("test", "111122223333", "eu-west-1", List.of()));
  }

  Incident incident(String id, String... targetIds) {
    return new Incident(
        id,
        List.of(targetIds),
        "web-5xx",
        clock.instant().minusSeconds(60),
        clock.instant().plusSeconds(840),
        clock.instant(),
        Optional.empty());
  }

  /** A hold of this moment, on a target that went bad in two ways. */
  Hold hold(String incidentId, String targetId) {
    return new Hold(
        targetId,
        incidentId,
        clock.instant(),
        Outcome.RECOVERED,
        "It went bad.",
        List.of(
            new Change("launchTemplate/ImageId", "ami-0good", "ami-0bad"),
            new Change("minSize", "2", "0")));
  }

  Map<String, AttributeValue> item(String table, String partition, String sort) {
    return client
        .getItem(
            request ->
                request
                    .tableName(table)
                    .consistentRead(true)
                    .key(
                        Map.of(
                            "pk",
                            AttributeValue.fromS(partition),
                            "sk",
                            AttributeValue.fromS(sort))))
        .item();
  }

  void overwrite(String table, Map<String, AttributeValue> item) {
    client.putItem(request -> request.tableName(table).item(item));
  }
}
