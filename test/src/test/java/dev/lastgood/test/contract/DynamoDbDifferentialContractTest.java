package dev.lastgood.test.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@DisplayName("The simulated DynamoDB, beside DynamoDB Local")
class DynamoDbDifferentialContractTest {
  private static final String TABLE = "contract";
  private static final int OPERATIONS = 1500;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  @DisplayName("answers the same to whatever is asked, and holds the same in the end")
  void sameAnswers(long seed) {
    RandomGenerator chance = new SplittableRandom(seed);
    DynamoDbClient simulated = Simulated.dynamoDb();
    try (DynamoDbLocal local = new DynamoDbLocal()) {
      Attributes.createTable(simulated, TABLE);
      Attributes.createTable(local.client(), TABLE);
      for (int i = 0; i < OPERATIONS; i++) {
        RandomOperation operation = RandomOperation.next(chance, TABLE);
        int number = i;
        assertEquals(
            operation.outcome(local.client()),
            operation.outcome(simulated),
            () -> "Operation " + number + ": " + operation.text());
      }
      assertEquals(items(local.client()), items(simulated));
    }
  }

  private static List<String> items(DynamoDbClient client) {
    return client.scan(request -> request.tableName(TABLE)).items().stream()
        .map(Attributes::canonical)
        .sorted()
        .toList();
  }
}
