package dev.lastgood.test.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.ResourceNames;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.test.Built;
import dev.lastgood.test.contract.OnEndpoint;
import dev.lastgood.test.documents.AwsCliCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What the runbook has a pipeline ask")
@ExtendWith(OnEndpoint.class)
class HoldCallTest {
  private static final Path RUNBOOK = Path.of("..", "docs", "runbooks", "hold.md");
  private static final Configuration PRODUCTION = Built.PRODUCTION.configuration();

  @TempDir private Path folder;

  private static AwsCliCall asksForHold() {
    return AwsCliCall.in(RUNBOOK).getFirst();
  }

  @Test
  @DisplayName("is asked of the table that the template makes, in its Region")
  void table() {
    List<AwsCliCall> calls = AwsCliCall.in(RUNBOOK);
    assertEquals(3, calls.size(), "the hold, what went bad, and the incident under way");
    for (AwsCliCall call : calls) {
      assertEquals(Built.PRODUCTION.stateTable(), call.table());
      assertEquals(PRODUCTION.region(), call.region());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("is answered by the hold that an incident has left, and by None once it is released")
  void answer(Engine engine) {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          List<AwsCliCall> calls = AwsCliCall.in(RUNBOOK);
          Incident incident = stores.incident("one", "web");
          assertEquals("None", calls.get(0).answer(client, Stores.STATE));
          stores.incidents().open(incident);
          assertEquals("one", calls.get(2).answer(client, Stores.STATE), "it is under way");
          stores
              .incidents()
              .close(
                  incident,
                  stores.ledger().read("one"),
                  Outcome.RECOVERED,
                  "Because.",
                  List.of(stores.hold("one", "web")),
                  List.of());
          assertEquals("It went bad.", calls.get(0).answer(client, Stores.STATE));
          assertEquals("ami-0bad", calls.get(1).answer(client, Stores.STATE));
          assertEquals("None", calls.get(2).answer(client, Stores.STATE));
          stores.holds().release("web", "one", "ada", "Mended.");
          assertEquals("None", calls.get(0).answer(client, Stores.STATE));
          assertEquals("None", calls.get(1).answer(client, Stores.STATE));
        });
  }

  @ParameterizedTest(name = "the AWS CLI prints \"{0}\" and exits with {1}: the pipeline with {2}")
  @CsvSource({"None, 0, 0", "It went bad., 0, 1", "'', 255, 2", "'', 0, 1"})
  @DisplayName("lets a pipeline go on only where AWS says that there is no hold")
  void gate(String printed, int status, int expected) throws IOException, InterruptedException {
    Path aws = folder.resolve("aws");
    Files.writeString(aws, "#!/bin/sh\necho '" + printed + "'\nexit " + status + "\n");
    assertTrue(aws.toFile().setExecutable(true));
    ProcessBuilder pipeline =
        new ProcessBuilder("/bin/sh", "-c", AwsCliCall.shell(RUNBOOK).getFirst());
    pipeline.environment().put("PATH", folder.toString());
    Process run = pipeline.redirectErrorStream(true).start();
    String said = new String(run.getInputStream().readAllBytes());
    assertEquals(expected, run.waitFor(), said);
    assertEquals(expected == 1 ? "web is on hold: " + printed + "\n" : "", said);
  }

  @Test
  @DisplayName("needs what the runbook's policy allows: this item's partition, and its key")
  void policy() throws IOException {
    Matcher block =
        Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(RUNBOOK));
    assertTrue(block.find());
    JsonNode statements = new ObjectMapper().readTree(block.group(1)).path("Statement");
    assertEquals(2, statements.size());
    JsonNode ask = statements.get(0);
    ResourceNames names = ResourceNames.of(PRODUCTION);
    assertEquals("dynamodb:GetItem", ask.path("Action").asText());
    assertEquals(
        names.arn("dynamodb", "table/" + Built.PRODUCTION.stateTable()),
        ask.path("Resource").asText());
    assertEquals(
        Map.of("dynamodb:LeadingKeys", List.of(asksForHold().key().get("pk").s())),
        new ObjectMapper().convertValue(ask.at("/Condition/ForAllValues:StringEquals"), Map.class));
    JsonNode read = statements.get(1);
    assertEquals("kms:Decrypt", read.path("Action").asText());
    assertEquals(names.arn("kms", "key/*"), read.path("Resource").asText());
    assertEquals(
        "dynamodb." + PRODUCTION.region() + ".amazonaws.com",
        read.at("/Condition/StringEquals/kms:ViaService").asText());
    assertTrue(
        Files.readString(Built.ASSEMBLY.resolve("lastgood-production-state.template.json"))
            .contains(
                "\"AliasName\": \""
                    + read.at("/Condition/ForAnyValue:StringEquals/kms:ResourceAliases").asText()
                    + "\""));
  }
}
