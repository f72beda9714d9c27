package dev.lastgood.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A plan from two descriptions of a stack")
class StackPlanCommandTest {
  private static final Path STACKS = Path.of("src", "test", "resources", "stacks");
  private static final String ID =
      "arn:aws:cloudformation:eu-west-1:123456789012:stack/big/0f1e2d3c-0000-11f1-8000-0a0b0c0d0e0f";

  @TempDir private Path folder;

  private static JsonNode plan(int status, Path good, Path live, String... more)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("plan", "--good", good.toString(), "--live", live.toString(), "--json"));
    arguments.addAll(List.of(more));
    Run run = Run.of(arguments.toArray(String[]::new));
    assertEquals(status, run.status(), run.err() + run.out());
    assertEquals("", run.err());
    return new ObjectMapper().readTree(run.out());
  }

  private static JsonNode plan(int status, String name) throws IOException {
    return plan(status, STACKS.resolve(name).resolve("good"), STACKS.resolve(name).resolve("live"));
  }

  private static List<String> texts(JsonNode list, String field) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.path(field).asText()));
    return texts;
  }

  private static String all(JsonNode list) {
    return list.toString();
  }

  private Path stack(String side, String status, String more, String template) throws IOException {
    Path stack = Files.createDirectories(folder.resolve(side));
    Files.writeString(
        stack.resolve("stacks.json"),
        """
        {"Stacks":[{"StackId":"%s","StackName":"big","StackStatus":"%s"%s}]}"""
            .formatted(ID, status, more));
    if (!template.isEmpty()) {
      Files.writeString(stack.resolve("any-name.txt"), template);
    }
    return stack;
  }

  private static String queues(int number, int timeoutSeconds) {
    StringBuilder template = new StringBuilder("Resources:\n");
    for (int queue = 0; queue < number; queue++) {
      template
          .append("  Queue")
          .append(queue)
          .append(":\n    Type: AWS::SQS::Queue\n    Properties: {VisibilityTimeout: ")
          .append(timeoutSeconds)
          .append("}\n");
    }
    return template.toString();
  }

  @Test
  @DisplayName("with data says what would be lost, and that it needs approval")
  void stateful() throws IOException {
    JsonNode plan = plan(0, "stateful");
    assertEquals(
        List.of(
            "Resources.Archive",
            "Resources.Dispatcher.Properties.Code.S3ObjectVersion",
            "Resources.Dispatcher.Properties.Timeout",
            "Resources.Orders.Properties.TableName",
            "ParameterValues.DatabaseClass"),
        texts(plan.path("differences"), "field"));
    assertEquals(
        List.of("REMOVES", "UPDATES", "UPDATES", "REPLACES", "MAY_REPLACE"),
        texts(plan.path("differences"), "kind"));
    JsonNode action = plan.path("actions").get(0);
    assertEquals("ChangeBack", action.path("action").asText());
    assertTrue(action.path("needsApproval").asBoolean());
    assertTrue(all(action.path("lost")).contains("orders-archive-2026) would be removed"));
    assertTrue(all(action.path("lost")).contains("the old one would be kept, unused"));
    assertEquals(
        List.of("REMOVE", "MODIFY", "MODIFY", "MODIFY"), texts(action.path("changes"), "action"));
    assertTrue(all(action.path("calls")).contains("DatabasePassword(as it is now)"));
    assertTrue(all(plan.path("notRestorable")).contains("NoEcho parameters are masked"));
  }

  @Test
  @DisplayName("with nested stacks names the templates that it needs, and gates what is nested")
  void nested() throws IOException {
    JsonNode plan = plan(0, "nested");
    assertTrue(
        all(plan.path("notRestorable")).contains("s3://templates-123456789012/r41/service.json"));
    assertTrue(
        all(plan.path("actions").get(0).path("lost"))
            .contains("Reports (AWS::CloudFormation::Stack) would be removed"));
  }

  @Test
  @DisplayName("of stacks that import of each other puts them in waves")
  void imports() throws IOException {
    JsonNode plan = plan(0, "imports");
    assertEquals("[[\"network\"],[\"web\"]]", all(plan.path("waves")));
    assertEquals("[\"network\",\"web\"]", all(plan.path("criticalPath")));
    assertEquals(plan.path("criticalPathSeconds").asInt(), plan.path("forecastSeconds").asInt());
    assertEquals(List.of("network", "web"), texts(plan.path("actions"), "stack"));
    JsonNode one =
        plan(0, STACKS.resolve("imports/good"), STACKS.resolve("imports/live"), "--stack", "web");
    assertEquals("[[\"web\"]]", all(one.path("waves")));
  }

  @Test
  @DisplayName("with a transform compares what it was expanded to, and deploys what was given")
  void serverless() throws IOException {
    JsonNode plan = plan(0, "serverless");
    assertEquals(
        List.of("Resources.Resize.Properties.Code.S3Key", "Resources.Resize.Properties.MemorySize"),
        texts(plan.path("differences"), "field"));
    JsonNode action = plan.path("actions").get(0);
    assertEquals("false", action.path("needsApproval").asText());
    assertTrue(all(action.path("calls")).contains("CAPABILITY_AUTO_EXPAND"));
    assertTrue(all(action.path("calls")).contains("TemplateBody=(322 bytes)"));
  }

  @Test
  @DisplayName("whose rollback failed goes on with it, after the repair that the reason tells")
  void rollbackFailed() throws IOException {
    JsonNode action = plan(0, "rollback-failed").path("actions").get(0);
    assertEquals("ContinueRollback", action.path("action").asText());
    assertEquals(
        "[\"SignalResource LogicalResourceId=Fleet Status=SUCCESS, 2 of them\","
            + "\"ContinueUpdateRollback StackName=fleet\"]",
        all(action.path("calls")));
    assertTrue(action.path("needsApproval").isMissingNode(), "no change set, no gate");
  }

  @Test
  @DisplayName("over 51,200 bytes is deployed through S3")
  void large() throws IOException {
    Path good = stack("good", "UPDATE_COMPLETE", "", queues(700, 30));
    Path live = stack("live", "UPDATE_COMPLETE", "", queues(700, 60));
    assertTrue(Files.size(good.resolve("any-name.txt")) > 51_200);
    JsonNode plan = plan(0, good, live);
    assertEquals(700, plan.path("differences").size());
    assertTrue(
        all(plan.path("actions").get(0).path("calls")).contains("bytes: through S3)"),
        plan.path("actions")::toString);
  }

  @Test
  @DisplayName("without differences is nothing")
  void nothing() throws IOException {
    Path good = stack("good", "UPDATE_COMPLETE", "", queues(2, 30));
    Path live = stack("live", "UPDATE_ROLLBACK_COMPLETE", "", queues(2, 30));
    JsonNode plan = plan(0, good, live);
    assertEquals("[]", all(plan.path("differences")));
    assertEquals("[]", all(plan.path("actions")));
    assertEquals(List.of("Nothing"), texts(plan.path("stacks"), "decision"));
  }

  @Test
  @DisplayName("of drift alone is a drift-aware change set")
  void drift() throws IOException {
    Path good = stack("good", "UPDATE_COMPLETE", "", queues(2, 30));
    Path live =
        stack(
            "live",
            "UPDATE_COMPLETE",
            ",\"DriftInformation\":{\"StackDriftStatus\":\"DRIFTED\"}",
            queues(2, 30));
    JsonNode action = plan(0, good, live).path("actions").get(0);
    assertEquals("RevertDrift", action.path("action").asText());
    assertTrue(action.path("calls").get(0).asText().endsWith("DeploymentMode=REVERT_DRIFT"));
  }

  @ParameterizedTest
  @DisplayName("in a status that only a person can mend has no action, and falls short")
  @CsvSource({"ROLLBACK_COMPLETE", "DELETE_FAILED", "CREATE_FAILED", "REVIEW_IN_PROGRESS"})
  void person(String status) throws IOException {
    Path good = stack("good", "UPDATE_COMPLETE", "", queues(2, 30));
    Path live = stack("live", status, "", queues(2, 60));
    JsonNode plan = plan(1, good, live);
    assertEquals("[]", all(plan.path("actions")));
    assertTrue(all(plan.path("notRestorable")).contains("Asks a person"));
  }

  @Test
  @DisplayName("whose image parameter now means another image is a person's")
  void reference() throws IOException {
    String image =
        ",\"Parameters\":[{\"ParameterKey\":\"Image\",\"ParameterValue\":\"/images/web\","
            + "\"ResolvedValue\":\"%s\"}]";
    Path good = stack("good", "UPDATE_COMPLETE", image.formatted("ami-1"), "");
    Path live = stack("live", "UPDATE_COMPLETE", image.formatted("ami-2"), "");
    JsonNode plan = plan(1, good, live);
    assertEquals("/images/web (ami-1)", plan.path("differences").get(0).path("good").asText());
    assertTrue(all(plan.path("notRestorable")).contains("gives no way to its earlier value"));
  }

  @Test
  @DisplayName("takes the one file that describe-stacks printed, and says what it cannot compare")
  void file() throws IOException {
    Path good = stack("good", "UPDATE_COMPLETE", ",\"RoleARN\":\"arn:role\"", "");
    Path live = stack("live", "UPDATE_COMPLETE", "", "");
    JsonNode plan = plan(0, good.resolve("stacks.json"), live.resolve("stacks.json"));
    assertEquals(List.of("Settings.RoleARN"), texts(plan.path("differences"), "field"));
    assertTrue(all(plan.path("notRestorable")).contains("templates are not compared"));
  }

  static Stream<String> refusals() {
    return Stream.of("{\"Functions\":[]}", "[1", "hello");
  }

  @ParameterizedTest
  @MethodSource("refusals")
  @DisplayName("refuses a file that is none of these, naming it")
  void refused(String text) throws IOException {
    Path good = stack("good", "UPDATE_COMPLETE", "", text);
    Run run = Run.of("plan", "--good", good.toString(), "--live", good.toString());
    assertEquals(2, run.status());
    assertTrue(run.err().contains("any-name.txt: "), run.err());
  }

  @Test
  @DisplayName("refuses a stack that is not there, and options of groups")
  void usage() throws IOException {
    String good = stack("good", "UPDATE_COMPLETE", "", "").toString();
    Run run = Run.of("plan", "--good", good, "--live", good, "--stack", "bigg");
    assertEquals(2, run.status());
    assertTrue(run.err().contains("holds no stack bigg; did you mean big?"), run.err());
    run = Run.of("plan", "--good", good, "--live", good, "--group", "big");
    assertEquals(2, run.status());
    assertTrue(run.err().contains("expected --stack"), run.err());
    run = Run.of("plan", "--good", folder.resolve("empty").toString(), "--live", good);
    assertEquals(2, run.status());
  }

  @Test
  @DisplayName("reads well for people")
  void text() {
    Run run =
        Run.of(
            "plan",
            "--good",
            STACKS.resolve("imports/good").toString(),
            "--live",
            STACKS.resolve("imports/live").toString());
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().contains("network before web: restores the export network-private"));
    assertTrue(run.out().contains("- subnet-0bad\n+ {\"Fn::ImportValue\""));
    assertTrue(run.out().lines().allMatch(line -> !line.endsWith(" ")), run.out());
  }
}
