package dev.lastgood.cli;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.ResourceNames;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Change;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Heartbeats;
import dev.lastgood.functions.ledger.Hold;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.Incidents;
import dev.lastgood.functions.ledger.Ledger;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.simulator.dynamodb.SimulatedDynamoDb;
import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The tables of one environment on the simulated DynamoDB, and incidents that have ended in it. */
final class SimulatedAws implements Aws {
  static final Instant NOW = Instant.parse("2026-03-02T10:45:00.123Z");
  static final String CALLER = "arn:aws:sts::111122223333:assumed-role/on-call/ada";

  private final DynamoDbClient dynamoDb;
  private final Platform platform;
  private final Deque<Runnable> meanwhile = new ArrayDeque<>();
  private Instant now = NOW;

  SimulatedAws(String environment) {
    VirtualTime time = new VirtualTime(NOW);
    Calls calls = new Calls(time, new Chance(1), FaultSettings.NONE, List.of());
    this.dynamoDb =
        new SimulatedDynamoDb(new Account("111122223333", "eu-west-1"), time, calls).client();
    ResourceNames names = new ResourceNames(environment, "111122223333", "eu-west-1");
    create(names.of("state"));
    create(names.of("ledger"));
    this.platform =
        new OperatorPlatform(
            dynamoDb,
            () -> now,
            new Configuration(environment, "111122223333", "eu-west-1", List.of()),
            true);
  }

  private void create(String table) {
    dynamoDb.createTable(
        CreateTableRequest.builder()
            .tableName(table)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(text("pk"), text("sk"))
            .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
            .build());
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  @Override
  public Platform tables(Configuration configuration, Optional<URI> endpoint) {
    return new OperatorPlatform(dynamoDb, () -> now, configuration, endpoint.isEmpty());
  }

  @Override
  public Platform stacks(Configuration configuration) {
    throw new AssertionError("There are tables here, and no stacks.");
  }

  @Override
  public void pause(Duration duration) {
    now = now.plus(duration);
    Optional.ofNullable(meanwhile.poll()).ifPresent(Runnable::run);
  }

  @Override
  public String caller(Configuration configuration) {
    return CALLER;
  }

  /**
   * Something happens at the next moment at which the tool waits, and nobody is waited for else.
   */
  void meanwhile(Runnable what) {
    meanwhile.add(what);
  }

  /** Adds to the ledger of an incident, as its recovery does. */
  void write(String incidentId, Fact... facts) {
    for (Fact fact : facts) {
      ledger().append(ledger().read(incidentId), fact);
    }
  }

  /** A step of the recovery says what it is doing. */
  void beat(String incidentId, String doing) {
    new Heartbeats(platform).beat(ledger().read(incidentId), "act", doing, "It looks again.");
  }

  void close(String incidentId, Outcome outcome, String because) {
    Incidents incidents = new Incidents(platform);
    incidents.close(
        incidents.require(incidentId),
        ledger().read(incidentId),
        outcome,
        because,
        List.of(),
        List.of());
  }

  /** The wishes to stop in the ledger of an incident. */
  List<Fact.CancelAsked> wishes(String incidentId) {
    return ledger().read(incidentId).facts(Fact.CancelAsked.class).toList();
  }

  /** An incident goes bad on a target, and leaves its hold. */
  SimulatedAws wentBad(String incidentId, String targetId) {
    Incident incident = open(incidentId, targetId);
    new Incidents(platform)
        .close(
            incident,
            ledger().read(incidentId),
            Outcome.RECOVERED,
            "It runs version 7 again.",
            List.of(
                new Hold(
                    targetId,
                    incidentId,
                    NOW,
                    Outcome.RECOVERED,
                    incident.cause() + ". It runs version 7 again.",
                    List.of(new Change("launchTemplate/ImageId", "ami-0good", "ami-0bad")))),
            List.of());
    return this;
  }

  Incident open(String incidentId, String targetId) {
    Incident incident =
        new Incident(
            incidentId,
            List.of(targetId),
            "web-5xx",
            NOW.minusSeconds(600),
            NOW.plusSeconds(300),
            NOW.minusSeconds(590),
            Optional.empty());
    new Incidents(platform).open(incident);
    return incident;
  }

  /** What the ledger of an incident says of releases. */
  List<Fact.HoldReleased> releases(String incidentId) {
    return ledger().read(incidentId).facts(Fact.HoldReleased.class).toList();
  }

  /** Somebody writes over the first entry of an incident's ledger. */
  SimulatedAws tamperedWith(String incidentId) {
    Map<String, AttributeValue> key =
        Map.of(
            "pk", AttributeValue.fromS("incident#" + incidentId),
            "sk", AttributeValue.fromS("000000"));
    String table = platform.variable("LEDGER_TABLE");
    Map<String, AttributeValue> entry =
        new TreeMap<>(dynamoDb.getItem(request -> request.tableName(table).key(key)).item());
    entry.put("hash", AttributeValue.fromS("0"));
    dynamoDb.putItem(request -> request.tableName(table).item(entry));
    return this;
  }

  private Ledger ledger() {
    return new Ledger(platform);
  }
}
