package dev.lastgood.functions.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A configuration file")
class ConfigurationFileTest {
  @TempDir private Path folder;

  @Test
  @DisplayName("is the project's own example, which is right")
  void exampleIsRight() {
    ConfigurationFile file = ConfigurationFile.read(Path.of("..", "lastgood.yaml"));
    assertEquals(List.of("production", "staging"), file.environmentNames());
    Configuration production = file.environment("production").orElseThrow();
    assertEquals("111122223333", production.account());
    assertEquals("eu-west-1", production.region());
    assertEquals(
        new Target(
            "web",
            new GroupSelection.Named("web-production"),
            Mode.AUTOMATIC,
            List.of(new Alarm("web-5xx", 60, 1, 1)),
            900,
            3600,
            120,
            90,
            1,
            5,
            List.of(),
            List.of("web-probe"),
            List.of("web-instance"),
            HeldInstances.ASK,
            HeldInstances.ASK),
        production.target("web").orElseThrow());
    assertEquals(Mode.APPROVE, production.target("checkout").orElseThrow().mode());
    assertEquals(Mode.OBSERVE, production.target("catalogue").orElseThrow().mode());
    assertEquals(
        List.of("checkout", "catalogue"),
        production.targetsOfAlarm("shop-availability").stream().map(Target::id).toList());
  }

  @Test
  @DisplayName("means the documented defaults where it says nothing")
  void defaults() {
    Target target = onlyTarget("");
    assertEquals(
        new Target(
            "web",
            "group",
            Mode.OBSERVE,
            List.of(new Alarm("alarm", 60, 1, 1)),
            900,
            3600,
            120,
            120,
            1,
            5),
        target);
  }

  @Test
  @DisplayName("takes an environment's defaults before the general ones, and a target's word first")
  void environmentDefaults() {
    Configuration configuration =
        ConfigurationFile.parse(
                """
                environments:
                  test:
                    account: "000000000001"
                    region: us-gov-west-1
                    defaults: {deadlineSeconds: 1200, startupSeconds: 30, pointsKept: 9}
                    targets:
                      one:
                        autoScalingGroup: one
                        alarms: &same [{name: shared, evaluationPeriods: 3}]
                      two:
                        autoScalingGroup: two
                        startupSeconds: 45
                        alarms: *same
                """,
                "test.yaml")
            .environments()
            .getFirst();
    assertEquals("000000000001", configuration.account());
    assertEquals(
        List.of(1200, 1200),
        configuration.targets().stream().map(Target::deadlineSeconds).toList());
    assertEquals(
        List.of(30, 45), configuration.targets().stream().map(Target::startupSeconds).toList());
    assertEquals(
        List.of(new Alarm("shared", 60, 3, 3)),
        configuration.target("two").orElseThrow().alarms(),
        "datapointsToAlarm is evaluationPeriods where it is left out");
  }

  @Test
  @DisplayName("selects a group by its tag where it says so, until an incident pins it to a name")
  void byTag() {
    Target target =
        ConfigurationFile.parse(
                """
                environments:
                  test:
                    account: "111122223333"
                    region: eu-west-1
                    targets:
                      web:
                        autoScalingGroupTag: {key: service, value: web}
                        alarms: [{name: a}]
                """,
                "test.yaml")
            .environments()
            .getFirst()
            .targets()
            .getFirst();
    assertEquals(new GroupSelection.Tagged("service", "web"), target.subject());
    assertEquals("tagged service=web", target.subject().says());
    assertEquals(new GroupSelection.Named("web-blue"), target.pinnedTo("web-blue").subject());
  }

  @Test
  @DisplayName("keeps the order of its environments and targets")
  void order() {
    StringBuilder text = new StringBuilder("environments:\n");
    List<String> names = List.of("zulu", "alpha", "mike", "bravo", "yankee");
    for (String name : names) {
      text.append("  %s:\n    account: '111122223333'\n    region: eu-west-1\n".formatted(name))
          .append("    targets:\n");
      for (String target : names) {
        text.append(
            "      %s: {autoScalingGroup: %s-%s, alarms: [{name: a}]}\n"
                .formatted(target, name, target));
      }
    }
    ConfigurationFile file = ConfigurationFile.parse(text.toString(), "test.yaml");
    assertEquals(names, file.environmentNames());
    for (Configuration configuration : file.environments()) {
      assertEquals(names, configuration.targets().stream().map(Target::id).toList());
    }
  }

  @Test
  @DisplayName("has no environment of another name")
  void unknownEnvironment() {
    assertEquals(
        Optional.empty(), ConfigurationFile.parse(text(""), "test.yaml").environment("other"));
  }

  @Test
  @DisplayName("may allow an alarm exactly as long as its deadline leaves it")
  void justInTime() {
    // 60 s of period and 60 s of ingestion, 120 s of window, 60 s of action, 60 s of margin.
    assertEquals(360, onlyTarget("        deadlineSeconds: 360\n").deadlineSeconds());
    assertThrows(ConfigurationException.class, () -> onlyTarget("        deadlineSeconds: 359\n"));
  }

  @Test
  @DisplayName("that is missing, a folder or no UTF-8 is refused as a whole")
  void unreadable() throws IOException {
    Path latin = folder.resolve("latin.yaml");
    Files.write(latin, "environments: {é: 1}".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals("no such file", refusal(folder.resolve("none.yaml")).found());
    assertEquals("a folder", refusal(folder).found());
    assertEquals(
        latin + ": expected a YAML file in UTF-8, found bytes that are not UTF-8",
        refusal(latin).message());
  }

  private static ConfigurationFault refusal(Path file) {
    List<ConfigurationFault> faults =
        assertThrows(ConfigurationException.class, () -> ConfigurationFile.read(file)).faults();
    assertEquals(1, faults.size());
    return faults.getFirst();
  }

  private static Target onlyTarget(String more) {
    return ConfigurationFile.parse(text(more), "test.yaml")
        .environments()
        .getFirst()
        .targets()
        .getFirst();
  }

  private static String text(String more) {
    return """
    environments:
      test:
        account: "111122223333"
        region: eu-west-1
        targets:
          web:
            autoScalingGroup: group
            alarms:
              - name: alarm
    """
        + more;
  }

  private static String dependent(String web, String shop) {
    return """
    environments:
      test:
        account: "000000000001"
        region: eu-west-1
        targets:
          web: {autoScalingGroup: web, alarms: [{name: a}], dependsOn: [%s], probes: [web-probe]}
          shop: {autoScalingGroup: shop, alarms: [{name: b}], dependsOn: [%s]}
    """
        .formatted(web, shop);
  }

  @Test
  @DisplayName("has targets that depend on each other, and the team's own probes")
  void dependencies() {
    Target web =
        ConfigurationFile.parse(dependent("shop", ""), "test.yaml")
            .environments()
            .getFirst()
            .target("web")
            .orElseThrow();
    assertEquals(List.of("shop"), web.dependsOn());
    assertEquals(List.of("web-probe"), web.probes());
  }

  private static List<String> refusals(String text) {
    return org.junit.jupiter.api.Assertions.assertThrows(
            ConfigurationException.class, () -> ConfigurationFile.parse(text, "test.yaml"))
        .faults()
        .stream()
        .map(ConfigurationFault::message)
        .toList();
  }

  @Test
  @DisplayName("refuses targets that depend on each other in a circle, or on none that exists")
  void circles() {
    assertEquals(
        List.of(
            "test.yaml:6:69: environments.test.targets.web.dependsOn[0]: expected targets that do"
                + " not depend on each other in a circle, found the circle web -> shop -> web",
            "test.yaml:7:71: environments.test.targets.shop.dependsOn[0]: expected targets that do"
                + " not depend on each other in a circle, found the circle shop -> web -> shop"),
        refusals(dependent("shop", "web")));
    assertEquals(
        List.of(
            "test.yaml:6:69: environments.test.targets.web.dependsOn[0]: expected another target of"
                + " this environment, found the name data, which none has"),
        refusals(dependent("data", "")));
    assertEquals(
        1, refusals(dependent("web", "")).size(), "a target does not depend on itself either");
  }
}
