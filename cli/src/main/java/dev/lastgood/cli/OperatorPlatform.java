package dev.lastgood.cli;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.ResourceNames;
import dev.lastgood.functions.handler.Platform;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.SdkClient;

/**
 * What the functions' own code runs on when a person uses it: one service in the account and Region
 * of an environment, and nothing else.
 *
 * @param client the service's client
 * @param clock the one clock
 * @param configuration the environment
 * @param ofAccount whether tables are asked for by their ARNs, which DynamoDB takes for names: with
 *     the credentials of another account, a table of the same name there must not be taken for the
 *     environment's. DynamoDB Local, which knows no accounts, refuses them in transactions
 */
record OperatorPlatform(
    SdkClient client, InstantSource clock, Configuration configuration, boolean ofAccount)
    implements Platform {
  @Override
  public <C extends SdkClient> C client(Class<C> type) {
    return type.cast(client);
  }

  @Override
  public RandomGenerator chance() {
    throw new UnsupportedOperationException("Nothing that a person does is left to chance.");
  }

  @Override
  public String variable(String name) {
    return switch (name) {
      case "STATE_TABLE" -> table(ResourceNames.STATE);
      case "LEDGER_TABLE" -> table(ResourceNames.LEDGER);
      default -> throw new IllegalStateException("No variable " + name + " is set here.");
    };
  }

  private String table(String what) {
    ResourceNames names = ResourceNames.of(configuration);
    String table = names.of(what);
    return ofAccount ? names.arn("dynamodb", "table/" + table) : table;
  }

  @Override
  public void metric(String name, double value, String unit, Map<String, String> dimensions) {
    // What people do is in the ledger; it is no metric of a function.
  }
}
