package dev.lastgood.test.contract;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** Runs the contract against DynamoDB Local. */
@DisplayName("DynamoDB Local")
class DynamoDbLocalContractTest {
  private static DynamoDbLocal local;

  @BeforeAll
  static void start() {
    local = new DynamoDbLocal();
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  @Nested
  @DisplayName("in conditions")
  class Conditions extends ConditionsContract {
    Conditions() {
      super(local.client());
    }
  }

  @Nested
  @DisplayName("in single writes")
  class Writes extends WritesContract {
    Writes() {
      super(local.client());
    }
  }

  @Nested
  @DisplayName("in update expressions")
  class Updates extends UpdatesContract {
    Updates() {
      super(local.client());
    }
  }

  @Nested
  @DisplayName("in queries and scans")
  class Queries extends QueriesContract {
    Queries() {
      super(local.client());
    }
  }

  @Nested
  @DisplayName("in transactions")
  class Transactions extends TransactionsContract {
    Transactions() {
      super(local.client());
    }
  }
}
