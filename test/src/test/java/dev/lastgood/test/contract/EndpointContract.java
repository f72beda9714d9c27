package dev.lastgood.test.contract;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Runs the contract against the endpoint that {@code -Dcontract.endpoint} names. Its name is none
 * that a build looks for: it runs where it is asked for.
 */
@DisplayName("The endpoint")
@ExtendWith(OnEndpoint.class)
class EndpointContract {
  private static DynamoDbClient dynamoDb() {
    return Endpoint.named()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "No endpoint is named: -Dcontract.endpoint is a URL, or aws."))
        .client();
  }

  @Nested
  @DisplayName("in conditions")
  class Conditions extends ConditionsContract {
    Conditions() {
      super(EndpointContract.dynamoDb());
    }
  }

  @Nested
  @DisplayName("in single writes")
  class Writes extends WritesContract {
    Writes() {
      super(EndpointContract.dynamoDb());
    }
  }

  @Nested
  @DisplayName("in update expressions")
  class Updates extends UpdatesContract {
    Updates() {
      super(EndpointContract.dynamoDb());
    }
  }

  @Nested
  @DisplayName("in queries and scans")
  class Queries extends QueriesContract {
    Queries() {
      super(EndpointContract.dynamoDb());
    }
  }

  @Nested
  @DisplayName("in transactions")
  class Transactions extends TransactionsContract {
    Transactions() {
      super(EndpointContract.dynamoDb());
    }
  }
}
