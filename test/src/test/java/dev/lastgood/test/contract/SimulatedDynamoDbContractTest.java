package dev.lastgood.test.contract;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** Runs the contract against the simulated DynamoDB. */
@DisplayName("The simulated DynamoDB")
class SimulatedDynamoDbContractTest {

  @Nested
  @DisplayName("in conditions")
  class Conditions extends ConditionsContract {
    Conditions() {
      super(Simulated.dynamoDb());
    }
  }

  @Nested
  @DisplayName("in single writes")
  class Writes extends WritesContract {
    Writes() {
      super(Simulated.dynamoDb());
    }
  }

  @Nested
  @DisplayName("in update expressions")
  class Updates extends UpdatesContract {
    Updates() {
      super(Simulated.dynamoDb());
    }
  }

  @Nested
  @DisplayName("in queries and scans")
  class Queries extends QueriesContract {
    Queries() {
      super(Simulated.dynamoDb());
    }
  }

  @Nested
  @DisplayName("in transactions")
  class Transactions extends TransactionsContract {
    Transactions() {
      super(Simulated.dynamoDb());
    }
  }
}
