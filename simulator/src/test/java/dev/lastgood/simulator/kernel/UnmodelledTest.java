package dev.lastgood.simulator.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;

@DisplayName("What a simulated service does not model")
class UnmodelledTest {
  private final DynamoDbClient client = newClient();

  @Test
  @DisplayName("is refused by the names of service and operation, in every overload")
  void refused() {
    assertRefused("TagResource", () -> client.tagResource(TagResourceRequest.builder().build()));
    assertRefused("TagResource", () -> client.tagResource(request -> request.resourceArn("arn")));
    assertRefused(
        "Scan",
        () -> client.scanPaginator(request -> request.tableName("t")).items().iterator().next());
  }

  @Test
  @DisplayName("does not stand in the way of what it does, of its paginators and of its errors")
  void passedOn() {
    assertEquals(List.of("a", "b"), client.listTables().tableNames());
    assertEquals(List.of("a", "b"), client.listTablesPaginator().tableNames().stream().toList());
    var failure =
        assertThrows(
            InternalServerErrorException.class,
            () -> client.listTables(request -> request.exclusiveStartTableName("listed")));
    assertEquals("listed", failure.getMessage());
    assertEquals("dynamodb", client.serviceName());
  }

  @Test
  @DisplayName("is no error either: an operation answers with those of its API model alone")
  void errors() {
    var unlisted =
        assertThrows(
            IllegalStateException.class,
            () -> client.listTables(request -> request.exclusiveStartTableName("unlisted")));
    assertEquals(
        "Simulated DynamoDB answers ListTables with ResourceNotFoundException, which its API model"
            + " does not list.",
        unlisted.getMessage());
    assertThrows(
        ThrottlingException.class,
        () -> client.listTables(request -> request.exclusiveStartTableName("common")));
  }

  @Test
  @DisplayName("is told from what it does")
  void operations() {
    assertEquals(
        List.of("ListTables"),
        ModelledOperation.of(client).stream().map(ModelledOperation::name).toList());
    assertEquals(ListTablesRequest.class, ModelledOperation.of(client).getFirst().requestType());
  }

  @Test
  @DisplayName("leaves a client equal to itself alone, and readable in messages")
  void identity() {
    assertEquals(client, client);
    assertNotEquals(client, newClient());
    assertEquals("Simulated DynamoDB", client.toString());
  }

  private static void assertRefused(String operation, Executable call) {
    var refusal = assertThrows(UnsupportedOperationException.class, call);
    assertEquals("Simulated DynamoDB does not model " + operation + ".", refusal.getMessage());
  }

  private static DynamoDbClient newClient() {
    return Unmodelled.refused(DynamoDbClient.class, "DynamoDB", new Fixture(), answers());
  }

  private static ServiceProfile.Answers answers() {
    ServiceError error =
        new ServiceError("DynamoDb", "ThrottlingException", 400, ThrottlingException::builder);
    return new ServiceProfile.Answers(error, error, error, Validation.constraints(error));
  }

  private static final class Fixture implements DynamoDbClient {
    @Override
    public ListTablesResponse listTables(ListTablesRequest request) {
      String name = Objects.requireNonNullElse(request.exclusiveStartTableName(), "");
      switch (name) {
        case "listed" -> throw InternalServerErrorException.builder().message(name).build();
        case "unlisted" -> throw ResourceNotFoundException.builder().message(name).build();
        case "common" -> throw ThrottlingException.builder().message(name).build();
        default -> {}
      }
      return ListTablesResponse.builder().tableNames("a", "b").build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
