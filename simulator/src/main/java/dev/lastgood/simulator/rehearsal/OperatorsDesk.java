package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Where a person sits who uses the operator's tool in a simulated world: the tables, and nothing
 * else.
 *
 * @param world the world
 * @param installation what is deployed in it
 */
record OperatorsDesk(SimulatedWorld world, Installation installation) implements Platform {
  @Override
  public <C extends SdkClient> C client(Class<C> type) {
    if (type != DynamoDbClient.class) {
      throw new IllegalArgumentException("The tool asks for no client of type " + type.getName());
    }
    return type.cast(world.dynamoDb().client());
  }

  @Override
  public InstantSource clock() {
    return world.time()::now;
  }

  @Override
  public RandomGenerator chance() {
    throw new UnsupportedOperationException("Nothing that a person does is left to chance.");
  }

  @Override
  public String variable(String name) {
    return switch (name) {
      case "STATE_TABLE" -> installation.stateTable();
      case "LEDGER_TABLE" -> installation.ledgerTable();
      default -> throw new IllegalStateException("No variable " + name + " is set here.");
    };
  }

  @Override
  public Configuration configuration() {
    return installation.configuration();
  }

  @Override
  public void metric(String name, double value, String unit, Map<String, String> dimensions) {
    // What people do is in the ledger; it is no metric of a function.
  }
}
