package dev.lastgood.test.contract;

import dev.lastgood.simulator.dynamodb.SimulatedDynamoDb;
import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The simulated DynamoDB of a world in which nothing fails. */
final class Simulated {
  private Simulated() {}

  static DynamoDbClient dynamoDb() {
    VirtualTime time = new VirtualTime(Instant.parse("2026-03-01T02:00:00Z"));
    Calls calls = new Calls(time, new Chance(1), FaultSettings.NONE, List.of());
    return new SimulatedDynamoDb(new Account("123456789012", "eu-west-1"), time, calls).client();
  }
}
