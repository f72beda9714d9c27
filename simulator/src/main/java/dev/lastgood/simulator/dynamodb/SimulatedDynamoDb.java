package dev.lastgood.simulator.dynamodb;

import dev.lastgood.simulator.dynamodb.expression.Expressions;
import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Unmodelled;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * DynamoDB of one simulated account and Region.
 *
 * <p>Tables are created through the client, as on AWS, and are ACTIVE at once. Nothing is
 * throttled: on-demand tables of this size are not.
 */
public final class SimulatedDynamoDb {
  private final Tables tables;
  private final DynamoDbClient client;

  /**
   * An account without tables.
   *
   * @param account where it is
   * @param time its clock
   * @param calls what every call of its client passes through
   */
  public SimulatedDynamoDb(Account account, VirtualTime time, Calls calls) {
    this.tables = new Tables(account);
    Expressions expressions = new Expressions();
    Writes writes = new Writes(tables, expressions);
    ItemOperations items = new ItemOperations(tables, expressions, writes);
    this.client =
        Unmodelled.refused(
            DynamoDbClient.class,
            "DynamoDB",
            new ModelledDynamoDbClient(
                time,
                calls,
                tables,
                items,
                new ReadOperations(tables, expressions),
                new TransactOperations(tables, writes, items, new TransactionTokens(time))),
            DynamoDbErrors.COMMON);
  }

  /**
   * The client to hand to those who use DynamoDB.
   *
   * @return refuses by name what is not modelled
   */
  public DynamoDbClient client() {
    return client;
  }

  /**
   * Looks into a table without a call.
   *
   * @param name the table's name
   * @return its items as they are at any time
   * @throws software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException where there is
   *     no such table
   */
  public TableView table(String name) {
    return new TableView(tables.table(name));
  }

  /**
   * Tells of every write that takes effect, in order; those of a transaction one after another.
   *
   * @param listener what to tell; called while the write's call is under way
   */
  public void listen(Consumer<TableChange> listener) {
    tables.listen(listener);
  }
}
