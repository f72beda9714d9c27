package dev.lastgood.functions.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lastgood.functions.Fixtures;
import dev.lastgood.functions.config.Configuration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kms.KmsClient;

@DisplayName("The platform on Lambda")
class LambdaPlatformTest {
  private static final String CREDENTIALS = "/credentials";

  @TempDir Path folder;
  private final List<String> paths = new CopyOnWriteArrayList<>();
  private final List<String> signatures = new CopyOnWriteArrayList<>();
  private volatile String accessKeyId = "BEFORE";
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    System.setProperty("aws.region", "eu-west-1");
    System.setProperty("aws.endpointUrl", address);
    System.setProperty("aws.containerCredentialsFullUri", address + CREDENTIALS);
  }

  @AfterEach
  void stop() {
    server.stop(0);
    System.clearProperty("aws.region");
    System.clearProperty("aws.endpointUrl");
    System.clearProperty("aws.containerCredentialsFullUri");
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    paths.add(path);
    String body = "{}";
    if (path.equals(CREDENTIALS)) {
      body =
          """
          {"AccessKeyId":"%s","SecretAccessKey":"any","Token":"any",
           "Expiration":"2999-01-01T00:00:00Z"}
          """
              .formatted(accessKeyId);
    } else {
      signatures.add(exchange.getRequestHeaders().getFirst("Authorization"));
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private LambdaPlatform platform() throws IOException {
    Path configuration = folder.resolve("configuration.json");
    Files.writeString(
        configuration,
        Json.write(
            new Configuration(
                "test", "000000000001", "eu-west-1", List.of(Fixtures.target("web")))));
    return new LambdaPlatform(Map.of("CONFIGURATION_FILE", configuration.toString()));
  }

  @Test
  @DisplayName("looks credentials up after the snapshot, and once for all clients")
  void credentials() throws Exception {
    LambdaPlatform platform = platform();
    DynamoDbClient dynamoDb = platform.client(DynamoDbClient.class);
    KmsClient kms = platform.client(KmsClient.class);

    platform.priming().beforeCheckpoint(null);
    assertEquals(List.of(), paths, "nothing is asked for before the snapshot");
    accessKeyId = "AFTER";
    platform.priming().afterRestore(null);
    dynamoDb.getItem(
        request -> request.tableName("state").key(Map.of("pk", AttributeValue.fromS("any"))));
    kms.describeKey(request -> request.keyId("any"));

    assertEquals(1, paths.stream().filter(CREDENTIALS::equals).count());
    assertEquals(2, signatures.size());
    for (String signature : signatures) {
      assertTrue(signature.contains("Credential=AFTER/"), signature);
    }
  }
}
