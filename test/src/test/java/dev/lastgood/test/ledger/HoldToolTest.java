package dev.lastgood.test.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.test.Built;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

@DisplayName("The tool, over the AWS SDK and HTTP against DynamoDB Local,")
class HoldToolTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Map<String, String> CREDENTIALS =
      Map.of("AWS_ACCESS_KEY_ID", "none", "AWS_SECRET_ACCESS_KEY", "none");

  @TempDir private Path folder;
  private DynamoDBProxyServer server;
  private String endpoint;
  private DynamoDbClient client;

  @BeforeEach
  void start() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    server =
        ServerRunner.createServerFromCommandLineArgs(
            new String[] {
              "-inMemory", "-sharedDb", "-disableTelemetry", "-port", Integer.toString(port)
            });
    server.start();
    endpoint = "http://localhost:" + port;
    client =
        DynamoDbClient.builder()
            .endpointOverride(URI.create(endpoint))
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.stop();
  }

  private record Run(int status, String out, String err) {
    JsonNode json() throws IOException {
      return new ObjectMapper().readTree(out);
    }
  }

  /** A process of its own, with no other environment than this. */
  private Run run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=UTC",
                "-Duser.home=" + folder,
                "-Dlastgood.home=" + ROOT,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.lastgood.cli.Main"));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(ROOT.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    // Not even the machine that it runs on may have a role for it.
    builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    builder.environment().putAll(environment);
    int status = builder.start().waitFor();
    return new Run(
        status,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("finds no table, then no hold, then one, and releases it for good")
  void fromBeginningToEnd() throws IOException, InterruptedException {
    String[] ask = {"hold", "--endpoint-url", endpoint, "--json"};
    Run early = run(CREDENTIALS, ask);
    assertEquals(2, early.status());
    assertEquals("", early.out());
    assertTrue(early.err().contains(Built.PRODUCTION.stateTable() + " and"), early.err());

    Stores stores =
        Stores.over(
            Engine.withTables(
                client, Built.PRODUCTION.stateTable(), Built.PRODUCTION.ledgerTable()),
            Built.PRODUCTION.stateTable(),
            Built.PRODUCTION.ledgerTable());
    assertEquals(0, run(CREDENTIALS, ask).status());

    Incident incident = stores.incident("one", "web");
    stores.incidents().open(incident);
    stores
        .incidents()
        .close(
            incident,
            stores.ledger().read("one"),
            Outcome.RECOVERED,
            "Because.",
            List.of(stores.hold("one", "web")),
            List.of());
    Run held = run(CREDENTIALS, ask);
    assertEquals(1, held.status(), held.err());
    assertEquals("", held.err());
    assertEquals("web", held.json().at("/holds/0/target").asText());
    assertEquals("ami-0bad", held.json().at("/holds/0/changes/0/bad").asText());

    Run released =
        run(
            CREDENTIALS,
            "hold",
            "release",
            "web",
            "--endpoint-url=" + endpoint,
            "--by=ada",
            "--because=Version 9 is mended.",
            "--incident=one",
            "--yes");
    assertEquals(0, released.status(), released.err());
    assertEquals("The hold on web is released.\n", released.out());
    assertEquals(
        List.of(new Fact.HoldReleased("web", "ada", "Version 9 is mended.")),
        stores.ledger().read("one").facts(Fact.HoldReleased.class).toList());
    assertEquals(0, run(CREDENTIALS, ask).status());
  }

  @Test
  @DisplayName("says what is missing where there are no credentials, or nobody answers")
  void cannotAsk() throws Exception {
    Run nobody = run(Map.of(), "hold", "--endpoint-url", endpoint);
    assertEquals(2, nobody.status());
    assertTrue(
        nobody
            .err()
            .startsWith("lastgood: expected credentials of account 111122223333, found none;"),
        nobody.err());
    assertEquals(1, nobody.err().lines().count(), nobody.err());
    server.stop();
    Run silent = run(CREDENTIALS, "hold", "--endpoint-url", endpoint);
    assertEquals(2, silent.status());
    assertEquals("", silent.out());
    assertTrue(silent.err().contains("DynamoDB did not answer in account"), silent.err());
  }
}
