package dev.lastgood.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A plan from what people keep of a group's description")
class PlanInputTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Path GOOD =
      Path.of("src", "test", "resources", "groups", "launch-template-latest", "good.json");

  @TempDir private Path folder;

  /** What is done to a group or to a part of it. */
  private interface Edit {
    void on(ObjectNode object);
  }

  /** The group as it was when it was good, and whatever is done to it. */
  private static ObjectNode group(Edit... changes) throws IOException {
    ObjectNode group =
        (ObjectNode) MAPPER.readTree(Files.readAllBytes(GOOD)).at("/AutoScalingGroups/0");
    Arrays.asList(changes).forEach(change -> change.on(group));
    return group;
  }

  private static Edit runs(String... versions) {
    return group -> {
      for (int index = 0; index < versions.length; index++) {
        ((ObjectNode) group.at("/Instances/" + index + "/LaunchTemplate"))
            .put("Version", versions[index]);
      }
    };
  }

  private static Edit template(Edit change) {
    return group -> change.on((ObjectNode) group.path("LaunchTemplate"));
  }

  private static ObjectNode described(ObjectNode... groups) {
    ObjectNode document = MAPPER.createObjectNode();
    ArrayNode list = document.putArray("AutoScalingGroups");
    Arrays.asList(groups).forEach(list::add);
    return document;
  }

  private Path file(String name, JsonNode document, Charset charset, String before)
      throws IOException {
    return Files.write(
        folder.resolve(name), (before + document.toPrettyString()).getBytes(charset));
  }

  private Run run(JsonNode good, JsonNode live, String... more) throws IOException {
    return run(
        file("good.json", good, StandardCharsets.UTF_8, ""),
        file("live.json", live, StandardCharsets.UTF_8, ""),
        more);
  }

  private static Run run(Path good, Path live, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("plan", "--good", good.toString(), "--live", live.toString()));
    arguments.addAll(Arrays.asList(more));
    return Run.of(arguments.toArray(String[]::new));
  }

  private JsonNode json(int status, JsonNode good, JsonNode live) throws IOException {
    Run run = run(good, live, "--json");
    assertEquals(status, run.status(), run.err() + run.out());
    return MAPPER.readTree(run.out());
  }

  private static String version(JsonNode plan, String side) {
    return plan.at("/differences/0/" + side).asText();
  }

  private static void bad(JsonNode plan) {
    assertEquals("launchTemplate/Version", plan.at("/differences/0/field").asText());
    assertEquals("41", version(plan, "good"));
    assertEquals("42", version(plan, "live"));
    assertEquals("RefreshToPoint", plan.at("/actions/0/action").asText());
  }

  @Test
  @DisplayName("reads the whole output, one group of it, or a list, whatever --query left")
  void shapes() throws IOException {
    ObjectNode good = group();
    ObjectNode live = group(runs("42", "42", "42", "42"));
    bad(json(0, described(good), described(live)));
    bad(json(0, good, described(live)));
    bad(json(0, MAPPER.createArrayNode().add(good), live));
  }

  @Test
  @DisplayName("reads files with a byte order mark, and those of a shell that writes UTF-16")
  void encodings() throws IOException {
    Path good = file("good.json", described(group()), StandardCharsets.UTF_8, "\uFEFF");
    Path live =
        file(
            "live.json",
            described(group(runs("42", "42", "42", "42"))),
            StandardCharsets.UTF_16LE,
            "\uFEFF");
    Run run = run(good, live, "--json");
    assertEquals(0, run.status(), run.err());
    bad(MAPPER.readTree(run.out()));
  }

  @Test
  @DisplayName("reads times as Python prints them, weights as numbers, null and empty lists")
  void values() throws IOException {
    ObjectNode good =
        group(
            group -> group.put("CreatedTime", "2026-01-14 09:12:44.531000+00:00"),
            group -> group.putNull("MixedInstancesPolicy"),
            group -> group.putNull("SuspendedProcesses"),
            group -> group.putNull("PlacementGroup"),
            group -> group.putArray("EnabledMetrics"),
            group -> ((ObjectNode) group.at("/Instances/0")).put("WeightedCapacity", 1));
    ObjectNode live = group(runs("42", "42", "42", "42"), group -> group.remove("EnabledMetrics"));
    JsonNode plan = json(0, described(good), described(live));
    bad(plan);
    assertEquals(1, plan.path("differences").size(), plan.path("differences")::toString);
  }

  @Test
  @DisplayName("knows a template by its name where the id is missing, and $Default unsaid")
  void names() throws IOException {
    ObjectNode good = group(template(named -> named.remove("LaunchTemplateId")));
    ObjectNode live =
        group(
            template(named -> named.remove(List.of("LaunchTemplateId", "Version"))),
            runs("42", "42", "42", "42"));
    JsonNode plan = json(0, described(good), described(live));
    bad(plan);
    assertTrue(
        plan.at("/actions/0/calls").toString().contains("=lt-0c41d7e9a2b358f60:41 "),
        plan::toString);
  }

  @Test
  @DisplayName("never replaces instances by what nobody can tell, and falls short then")
  void unresolved() throws IOException {
    ObjectNode good = group(runs("40", "41", "41", "41"));
    ObjectNode live = group(runs("42", "42", "42", "42"), group -> group.put("MinSize", 0));
    JsonNode plan = json(1, described(good), described(live));
    assertEquals("$Latest", version(plan, "good"));
    assertEquals(1, plan.path("actions").size(), plan.path("actions")::toString);
    assertEquals("RestoreSettings", plan.at("/actions/0/action").asText());
    assertTrue(
        plan.path("notRestorable").toString().contains("so no instance is replaced"),
        plan::toString);
    assertEquals(0, run(described(good), described(good)).status(), "nothing has changed");
  }

  @Test
  @DisplayName("says that some instances run something else, where the settings do not show it")
  void strays() throws IOException {
    Edit numbered = template(named -> named.put("Version", "41"));
    JsonNode plan =
        json(0, described(group(numbered)), described(group(numbered, runs("41", "43"))));
    assertEquals("instancesInService", plan.at("/differences/0/field").asText());
    assertEquals("4 of lt-0c41d7e9a2b358f60:41", version(plan, "good"));
    assertEquals(
        "3 of lt-0c41d7e9a2b358f60:41, 1 of lt-0c41d7e9a2b358f60:43", version(plan, "live"));
    assertEquals("RefreshToPoint", plan.at("/actions/0/action").asText());
    JsonNode kept =
        json(
            1,
            described(group(numbered)),
            described(
                group(
                    numbered,
                    runs("41", "43"),
                    group ->
                        ((ObjectNode) group.at("/Instances/0"))
                            .put("ProtectedFromScaleIn", true))));
    assertEquals(0, kept.path("actions").size());
    assertTrue(kept.path("notRestorable").toString().contains("protected from scale-in"));
  }

  @Test
  @DisplayName("says that the instances were left out of the description")
  void withoutInstances() throws IOException {
    Edit leftOut = group -> group.remove("Instances");
    JsonNode plan =
        json(
            0,
            described(group(leftOut)),
            described(group(leftOut, group -> group.put("MaxSize", 4))));
    assertEquals("maxSize", plan.at("/differences/0/field").asText());
    assertEquals("RestoreSettings", plan.at("/actions/0/action").asText());
    assertTrue(
        plan.path("notRestorable").toString().contains("ask without --no-include-instances"),
        plan::toString);
  }

  @Test
  @DisplayName("does nothing to a group that is being deleted, and falls short")
  void deleted() throws IOException {
    JsonNode plan =
        json(
            1,
            described(group()),
            described(group(group -> group.put("Status", "Delete in progress"))));
    assertEquals("status", plan.at("/differences/0/field").asText());
    assertEquals(0, plan.path("actions").size());
    assertTrue(plan.path("notRestorable").toString().contains("being deleted"), plan::toString);
  }

  @Test
  @DisplayName("tells of what this version does not know only where it differs, however deep")
  void notModelled() throws IOException {
    Edit same = group -> group.putArray("AvailabilityZoneIds").add("euw1-az1").add("euw1-az2");
    Edit deep = template(named -> named.put("Colour", "blue"));
    JsonNode plan = json(0, described(group(same)), described(group(same, deep)));
    assertEquals(1, plan.path("differences").size(), plan.path("differences")::toString);
    assertEquals("launchTemplate/Colour", plan.at("/differences/0/field").asText());
    assertEquals("blue", version(plan, "live"));
    assertTrue(
        plan.path("notRestorable").toString().contains("this version does not know it"),
        plan::toString);
  }

  @Test
  @DisplayName("plans nothing across accounts and Regions, and says where a group was made anew")
  void otherGroups() throws IOException {
    Edit elsewhere =
        group ->
            group.put(
                "AutoScalingGroupARN",
                group.path("AutoScalingGroupARN").asText().replace("eu-west-1", "us-east-1"));
    ObjectNode bad = group(elsewhere, runs("42", "42", "42", "42"));
    JsonNode plan = json(1, described(group()), described(bad));
    assertEquals(0, plan.path("actions").size());
    assertTrue(
        plan.path("notRestorable")
            .toString()
            .contains("in eu-west-1, the live one of account 111122223333 in us-east-1"),
        plan::toString);
    Edit anew =
        group ->
            group.put(
                "AutoScalingGroupARN",
                group.path("AutoScalingGroupARN").asText().replace("2f7b1c9e", "7a41d0c3"));
    assertTrue(
        json(0, described(group()), described(group(anew)))
            .path("notRestorable")
            .get(0)
            .asText()
            .startsWith("The live group was made anew"));
  }

  @Test
  @DisplayName("finds the group by its name in a page of several, and says that there are more")
  void pages() throws IOException {
    ObjectNode other = group(group -> group.put("AutoScalingGroupName", "billing"));
    ObjectNode page = described(other, group(runs("42", "42", "42", "42")));
    page.put("NextToken", "eyJNYXJrZXIiOiBudWxsfQ==");
    Run chosen = run(described(group()), page, "--group", "orders", "--json");
    assertEquals(0, chosen.status(), chosen.err());
    bad(MAPPER.readTree(chosen.out()));
    Run missing = run(described(group(), other), page, "--group", "payments");
    assertEquals(2, missing.status());
    assertTrue(missing.err().contains("good.json: holds no group payments\n"), missing.err());
    Run onLaterPage = run(page, described(group(), other), "--group", "payments");
    assertTrue(
        onLaterPage.err().contains("holds no group payments; it is one page of several"),
        onLaterPage.err());
  }

  @Test
  @DisplayName("is refused where the file is empty, holds null, or parts of a group alone")
  void nothing() throws IOException {
    Path good = file("good.json", described(group()), StandardCharsets.UTF_8, "");
    Path empty = Files.createFile(folder.resolve("empty.json"));
    Run failed = run(good, empty);
    assertEquals(2, failed.status());
    assertTrue(failed.err().contains("empty.json: is empty; look whether"), failed.err());
    Run none = run(good, Files.writeString(folder.resolve("null.json"), "null\n"));
    assertEquals(2, none.status());
    assertTrue(none.err().contains("null.json: holds no group; one that was deleted"), none.err());
    Run parts =
        run(good, file("instances.json", group().path("Instances"), StandardCharsets.UTF_8, ""));
    assertEquals(2, parts.status());
    assertTrue(parts.err().contains("AutoScalingGroupName is missing"), parts.err());
    Run unnamed =
        run(described(group()), described(group(group -> group.remove("LaunchTemplate"))));
    assertEquals(1, unnamed.status());
    assertTrue(
        unnamed.out().contains("What it launches from is not in this input."), unnamed.out());
  }
}
