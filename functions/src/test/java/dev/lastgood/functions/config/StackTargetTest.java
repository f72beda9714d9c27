package dev.lastgood.functions.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.handler.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A target that is a stack")
class StackTargetTest {
  private static final String BEFORE =
      """
      environments:
        test:
          account: "111122223333"
          region: eu-west-1
          targets:
            web:
              alarms: [{name: alarm}]
      """;
  private static final String PLACE = "environments.test.targets.web";

  private static String text(String... lines) {
    StringBuilder text = new StringBuilder(BEFORE);
    for (String line : lines) {
      text.append("        ").append(line).append('\n');
    }
    return text.toString();
  }

  private static Target target(String... lines) {
    return ConfigurationFile.parse(text(lines), "test.yaml")
        .environments()
        .getFirst()
        .targets()
        .getFirst();
  }

  private static List<String> faults(String text) {
    return assertThrows(
            ConfigurationException.class, () -> ConfigurationFile.parse(text, "test.yaml"))
        .faults()
        .stream()
        .map(ConfigurationFault::message)
        .toList();
  }

  @Test
  @DisplayName("means the documented defaults where it says nothing but its name")
  void defaults() {
    Target target = target("stack: web-production");
    assertEquals(
        new StackSelection(
            "web-production", OperationPolicy.WAIT, Optional.empty(), AssetPlaces.NONE, false),
        target.subject());
    assertEquals("named web-production", target.subject().says());
    assertEquals(Optional.empty(), target.group());
    assertEquals(Optional.of(target.subject()), target.stack());
    assertEquals(AssetPlaces.NONE, target.assetPlaces());
    assertFalse(target.protectsData());
    assertEquals(Mode.OBSERVE, target.mode());
    assertEquals(900, target.deadlineSeconds());
  }

  @Test
  @DisplayName("has each field that it says, and goes through JSON as it is")
  void everyField() {
    Target target =
        target(
            "stack: web-production",
            "whileAtWork: cancel",
            "migrationMarker: SchemaVersion",
            "assetBuckets: [build-artefacts, cdk.assets]",
            "protectData: true",
            "assetRepositories: [shop/orders, base]",
            "assetLayers: [tools, 'arn:aws:lambda:eu-west-1:999988887777:layer:telemetry']",
            "assetMacros: [Company-Defaults]",
            "mode: automatic");
    assertEquals(
        new StackSelection(
            "web-production",
            OperationPolicy.CANCEL,
            Optional.of("SchemaVersion"),
            new AssetPlaces(
                List.of("build-artefacts", "cdk.assets"),
                List.of("shop/orders", "base"),
                List.of("tools", "arn:aws:lambda:eu-west-1:999988887777:layer:telemetry"),
                List.of("Company-Defaults")),
            true),
        target.subject());
    assertEquals(List.of("build-artefacts", "cdk.assets"), target.assetPlaces().buckets());
    assertTrue(target.protectsData());
    assertEquals(Mode.AUTOMATIC, target.mode());
    assertEquals(target, Json.read(Json.write(target), Target.class));
    assertEquals(
        OperationPolicy.TELL,
        target("stack: a", "whileAtWork: tell").stack().orElseThrow().whileAtWork());
  }

  @Test
  @DisplayName("is pinned to its ARN by an incident, and keeps its policies")
  void pinned() {
    String stackId = "arn:aws:cloudformation:eu-west-1:111122223333:stack/web/1";
    assertEquals(
        new StackSelection(
            stackId,
            OperationPolicy.TELL,
            Optional.of("Marker"),
            new AssetPlaces(List.of("artefacts"), List.of(), List.of(), List.of()),
            true),
        target(
                "stack: web",
                "whileAtWork: tell",
                "migrationMarker: Marker",
                "assetBuckets: [artefacts]",
                "protectData: true")
            .pinnedTo(stackId)
            .subject());
  }

  @Test
  @DisplayName("may be called as a group is that another target protects")
  void sameName() {
    assertEquals(
        List.of("named web", "named web"),
        ConfigurationFile.parse(
                text("stack: web") + "      other: {autoScalingGroup: web, alarms: [{name: b}]}\n",
                "test.yaml")
            .environments()
            .getFirst()
            .targets()
            .stream()
            .map(each -> each.subject().says())
            .toList());
  }

  static Stream<Arguments> wrong() {
    String name =
        "expected the name of a CloudFormation stack: 1 to 128 letters, digits and hyphens,"
            + " beginning with a letter, found the text ";
    String stackAlone =
        "7:9: "
            + PLACE
            + ": expected a stack alone: autoScalingGroup, autoScalingGroupTag, instanceRoles,"
            + " protectedInstances and standbyInstances are for groups, found a mapping";
    String groupAlone =
        "7:9: "
            + PLACE
            + ": expected a group alone: whileAtWork, migrationMarker, assetBuckets,"
            + " assetRepositories, assetLayers, assetMacros and protectData are for stacks, found a mapping";
    return Stream.of(
        Arguments.of("stack: a|autoScalingGroup: a", stackAlone),
        Arguments.of("stack: a|autoScalingGroupTag: {key: a, value: b}", stackAlone),
        Arguments.of("stack: a|instanceRoles: [a]", stackAlone),
        Arguments.of("stack: a|protectedInstances: ask", stackAlone),
        Arguments.of("stack: a|standbyInstances: ask", stackAlone),
        Arguments.of("autoScalingGroup: a|whileAtWork: wait", groupAlone),
        Arguments.of("autoScalingGroup: a|migrationMarker: a", groupAlone),
        Arguments.of("autoScalingGroup: a|assetBuckets: [abc]", groupAlone),
        Arguments.of("autoScalingGroup: a|protectData: true", groupAlone),
        Arguments.of(
            "stack: a|protectData: perhaps",
            "9:22: " + PLACE + ".protectData: expected true or false, found the text \"perhaps\""),
        Arguments.of("autoScalingGroup: a|assetRepositories: [abc]", groupAlone),
        Arguments.of("autoScalingGroup: a|assetLayers: [abc]", groupAlone),
        Arguments.of("autoScalingGroup: a|assetMacros: [abc]", groupAlone),
        Arguments.of("stack: 1web", "8:16: " + PLACE + ".stack: " + name + "\"1web\""),
        Arguments.of("stack: web_2", "8:16: " + PLACE + ".stack: " + name + "\"web_2\""),
        Arguments.of("stack: ''", "8:16: " + PLACE + ".stack: " + name + "\"\""),
        Arguments.of(
            "stack: a|whileAtWork: hope",
            "9:22: "
                + PLACE
                + ".whileAtWork: expected wait, cancel or tell, found the text \"hope\""),
        Arguments.of(
            "stack: a|migrationMarker: schema-version",
            "9:26: "
                + PLACE
                + ".migrationMarker: expected the name of a parameter or an output of the stack: 1"
                + " to 255 letters and digits, found the text \"schema-version\""),
        Arguments.of(
            "stack: a|assetBuckets: [Build]",
            "9:24: "
                + PLACE
                + ".assetBuckets[0]: expected the name of an S3 bucket: 3 to 63 lower-case letters,"
                + " digits, dots and hyphens, found the text \"Build\""),
        Arguments.of(
            "stack: a|assetBuckets: [abc, abc]",
            "9:23: "
                + PLACE
                + ".assetBuckets: expected a list of at most 10 names of S3 buckets, each once,"
                + " found a list"),
        Arguments.of(
            "stack: a|assetRepositories: [Shop]",
            "9:29: "
                + PLACE
                + ".assetRepositories[0]: expected the name of an ECR repository: 2 to 256"
                + " lower-case letters and digits, in parts divided by a slash, a hyphen, a dot or"
                + " an underscore, found the text \"Shop\""),
        Arguments.of(
            "stack: a|assetLayers: ['arn:aws:lambda:eu-west-1:111122223333:layer:tools:3']",
            "9:23: "
                + PLACE
                + ".assetLayers[0]: expected the name of a Lambda layer, or the ARN of one of"
                + " another account, without a version, found the text"
                + " \"arn:aws:lambda:eu-west-1:111122223333:layer:tools:3\""),
        Arguments.of(
            "stack: a|assetMacros: ['AWS::Include']",
            "9:23: "
                + PLACE
                + ".assetMacros[0]: expected the name of a CloudFormation macro of the account: 1"
                + " to 128 letters, digits, dots, colons, hyphens and underscores, found the text"
                + " \"AWS::Include\""),
        Arguments.of(
            "stack: a|migrationMaker: b",
            "9:9: "
                + PLACE
                + ".migrationMaker: expected one of autoScalingGroup, autoScalingGroupTag, mode,"
                + " alarms, deadlineSeconds, soakSeconds, stabilityWindowSeconds, startupSeconds,"
                + " approvalsRequired, pointsKept, dependsOn, probes, instanceRoles,"
                + " protectedInstances, standbyInstances, stack, whileAtWork, migrationMarker,"
                + " assetBuckets, assetRepositories, assetLayers, assetMacros, protectData, found the unknown"
                + " field migrationMaker; did you mean"
                + " migrationMarker?"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  @DisplayName("is refused with the place, what was expected and what was found")
  void isRefused(String lines, String message) {
    assertEquals(List.of("test.yaml:" + message), faults(text(lines.split("\\|"))));
  }

  @Test
  @DisplayName("is in one target alone")
  void rivals() {
    assertEquals(
        List.of(
            "test.yaml:9:22: environments.test.targets.other.stack: expected each stack in one"
                + " target, found the stack named web, which environments.test.targets.web protects"
                + " already"),
        faults(text("stack: web") + "      other: {stack: web, alarms: [{name: b}]}\n"));
  }
}
