package dev.lastgood.test.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SnsException;

@DisplayName("An endpoint that the suites run against")
class EndpointTest {
  private final List<String> asked = new ArrayList<>();
  private final Refused refused = new Refused();
  private HttpServer server;
  private DynamoDbClient real;
  private SnsClient realTopics;
  private Endpoint endpoint;

  /** A stand-in that knows tables, and no transactions. */
  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    real = at(DynamoDbClient.builder()).build();
    realTopics = at(SnsClient.builder()).build();
    endpoint = new Endpoint(real, refused);
  }

  private <B extends AwsClientBuilder<B, ?>> B at(B builder) {
    return builder
        .region(Region.EU_WEST_1)
        .endpointOverride(URI.create("http://localhost:" + server.getAddress().getPort()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "nothing")))
        .overrideConfiguration(it -> it.retryStrategy(AwsRetryStrategy.doNotRetry()));
  }

  @AfterEach
  void stop() {
    real.close();
    realTopics.close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String operation =
        target == null ? "of a service that speaks XML" : target.substring(target.indexOf('.') + 1);
    asked.add(operation);
    boolean gone = asked.contains("DeleteTable");
    Map.Entry<Integer, String> answer =
        switch (operation) {
          case "CreateTable", "DeleteTable" -> Map.entry(200, "{}");
          case "DescribeTable" ->
              gone
                  ? Map.entry(400, error("ResourceNotFoundException"))
                  : Map.entry(200, "{\"Table\":{\"TableStatus\":\"ACTIVE\"}}");
          case "PutItem" -> Map.entry(400, error("ValidationException"));
          case "Query" -> Map.entry(501, "");
          case "of a service that speaks XML" -> Map.entry(500, error("InternalFailure"));
          default -> Map.entry(400, error("UnknownOperationException"));
        };
    byte[] body = answer.getValue().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(answer.getKey(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String error(String type) {
    return "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + type + "\",\"message\":\"no\"}";
  }

  @Test
  @DisplayName("is waited for until a table is there, and until it is gone")
  void tables() {
    Attributes.createTable(endpoint.client(), "one");
    assertEquals(List.of("CreateTable", "DescribeTable"), asked);
    endpoint.client().deleteTable(request -> request.tableName("one"));
    assertEquals(List.of("CreateTable", "DescribeTable", "DeleteTable", "DescribeTable"), asked);
  }

  @Test
  @DisplayName("keeps nothing of what was made on it")
  void removed() {
    Attributes.createTable(endpoint.client(), "one");
    endpoint.removeAll();
    assertEquals("DeleteTable", asked.get(2));
    endpoint.removeAll();
    assertEquals(4, asked.size(), "there is nothing left to delete");
  }

  @Test
  @DisplayName(
      "refuses what it does not provide, which is no failure; what it answers wrongly is one")
  void refusals() {
    DynamoDbClient client = endpoint.client();
    refused.begin();
    assertThrows(
        DynamoDbException.class,
        () -> client.putItem(request -> request.tableName("one").item(Map.of())));
    assertEquals(List.of(), refused.operations());
    assertThrows(
        DynamoDbException.class,
        () ->
            client.transactWriteItems(
                request -> request.transactItems(TransactWriteItem.builder().build())));
    assertThrows(DynamoDbException.class, () -> client.query(request -> request.tableName("one")));
    assertEquals(List.of("query", "transactWriteItems"), refused.operations());
    refused.begin();
    assertEquals(List.of(), refused.operations());
  }

  @Test
  @DisplayName("refuses what it has not understood, and so answers in another protocol")
  void otherProtocol() {
    SnsClient topics = Watched.client(SnsClient.class, realTopics, refused, _ -> {});
    refused.begin();
    assertThrows(SnsException.class, () -> topics.publish(request -> request.message("x")));
    assertEquals(List.of("publish"), refused.operations());
  }

  @Test
  @DisplayName("is reported case by case")
  void report() {
    Cases cases = new Cases();
    cases.held();
    cases.held();
    cases.refused("Transactions, all or nothing", "transactWriteItems");
    cases.notAsked("Groups, their sizes", "needs -Dcontract.subnet, a subnet's id");
    cases.failed("Queries, in order", "expected: <1> but was: <2>");
    assertEquals(
        """
        Contract suites against http://localhost:8000
        2 cases held, 1 were refused, 1 were not asked, 1 failed
        refused    Transactions, all or nothing (transactWriteItems)
        not asked  Groups, their sizes: needs -Dcontract.subnet, a subnet's id
        failed     Queries, in order: expected: <1> but was: <2>
        """,
        cases.report("http://localhost:8000"));
  }
}
