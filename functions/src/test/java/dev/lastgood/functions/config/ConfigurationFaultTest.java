package dev.lastgood.functions.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A fault of a configuration file")
class ConfigurationFaultTest {
  private static final String RIGHT =
      """
      environments:
        test:
          account: "111122223333"
          region: eu-west-1
          targets:
            web:
              autoScalingGroup: group
              deadlineSeconds: 900
              alarms:
                - name: alarm
                  periodSeconds: 60
                  evaluationPeriods: 2
                  datapointsToAlarm: 1
      """;

  static Stream<Arguments> spoiled() {
    return Stream.of(
        spoil(
            "\"111122223333\"",
            "111122223333",
            "3:14: environments.test.account: expected the AWS account's twelve digits, in quotes, found the number 111122223333"),
        spoil(
            "\"111122223333\"",
            "'1111 2222 3333'",
            "3:14: environments.test.account: expected the AWS account's twelve digits, in quotes, found the text \"1111 2222 3333\""),
        spoil(
            "eu-west-1",
            "Ireland",
            "4:13: environments.test.region: expected an AWS Region such as eu-west-1, found the text \"Ireland\""),
        spoil(
            "    region: eu-west-1\n",
            "",
            "2:3: environments.test.region: expected an AWS Region such as eu-west-1, found nothing"),
        spoil(
            "autoScalingGroup: group",
            "autoScalingGroup: a:b",
            "7:27: environments.test.targets.web.autoScalingGroup: expected the name of an Auto Scaling group: 1 to 255 printable ASCII characters without a colon, found the text \"a:b\""),
        spoil(
            "deadlineSeconds: 900",
            "deadlineSeconds: 15:00",
            "8:26: environments.test.targets.web.deadlineSeconds: expected a whole number of seconds from 60 to 86400, found the text \"15:00\""),
        spoil(
            "deadlineSeconds: 900",
            "deadlineSeconds: 0900",
            "8:26: environments.test.targets.web.deadlineSeconds: expected a whole number of seconds from 60 to 86400, found the text \"0900\""),
        spoil(
            "deadlineSeconds: 900",
            "deadlineSeconds: 900.5",
            "8:26: environments.test.targets.web.deadlineSeconds: expected a whole number of seconds from 60 to 86400, found the number 900.5"),
        spoil(
            "deadlineSeconds: 900",
            "deadlineSeconds: 99999999999999999999",
            "8:26: environments.test.targets.web.deadlineSeconds: expected a whole number of seconds from 60 to 86400, found the number 99999999999999999999"),
        spoil(
            "deadlineSeconds: 900",
            "deadlineSeconds:",
            "8:25: environments.test.targets.web.deadlineSeconds: expected a whole number of seconds from 60 to 86400, found nothing"),
        spoil(
            "deadlineSeconds: 900",
            "mode: automatik",
            "8:15: environments.test.targets.web.mode: expected observe, approve or automatic, found the text \"automatik\""),
        spoil(
            "deadlineSeconds: 900",
            "deadline_second: 900",
            "8:9: environments.test.targets.web.deadline_second: expected one of autoScalingGroup, autoScalingGroupTag, mode, alarms, deadlineSeconds, soakSeconds, stabilityWindowSeconds, startupSeconds, approvalsRequired, pointsKept, dependsOn, probes, instanceRoles, protectedInstances, standbyInstances, stack, whileAtWork, migrationMarker, assetBuckets, assetRepositories, assetLayers, assetMacros, protectData, found the unknown field deadline_second; did you mean deadlineSeconds?"),
        spoil(
            "deadlineSeconds: 900",
            "<<: {}",
            "8:9: environments.test.targets.web.<<: expected one of autoScalingGroup, autoScalingGroupTag, mode, alarms, deadlineSeconds, soakSeconds, stabilityWindowSeconds, startupSeconds, approvalsRequired, pointsKept, dependsOn, probes, instanceRoles, protectedInstances, standbyInstances, stack, whileAtWork, migrationMarker, assetBuckets, assetRepositories, assetLayers, assetMacros, protectData, found the unknown field <<"),
        spoil(
            "deadlineSeconds: 900",
            "autoScalingGroup: other",
            "8:9: environments.test.targets.web.autoScalingGroup: expected each field once, found it again, after line 7"),
        spoil(
            "deadlineSeconds: 900",
            "autoScalingGroupTag: {key: a, value: b}",
            "7:9: environments.test.targets.web: expected either autoScalingGroup or autoScalingGroupTag, not both, found a mapping"),
        spoil(
            "autoScalingGroup: group",
            "autoScalingGroup: awseb-e-abcd1234ef-stack-AWSEBAutoScalingGroup-1AB",
            "7:27: environments.test.targets.web.autoScalingGroup: expected a group of your own; where it belongs to the Elastic Beanstalk environment, deploy the application version and the settings there that were good: aws elasticbeanstalk update-environment, found awseb-e-abcd1234ef-stack-AWSEBAutoScalingGroup-1AB"),
        spoil(
            "autoScalingGroup: group",
            "autoScalingGroupTag: {key: 'eks:nodegroup-name', value: b}",
            "7:36: environments.test.targets.web.autoScalingGroupTag.key: expected a group of your own; where it belongs to the EKS node group, update the node group there to the version that was good: aws eks update-nodegroup-version, found eks:nodegroup-name"),
        spoil(
            "autoScalingGroup: group",
            "autoScalingGroupTag: {key: 'aws:a', value: b}",
            "7:36: environments.test.targets.web.autoScalingGroupTag.key: expected a tag's key: 1 to 128 letters, digits, spaces and _ . : / = + - @, not beginning with aws:, found the text \"aws:a\""),
        spoil(
            "autoScalingGroup: group",
            "autoScalingGroupTag: {key: a}",
            "7:9: environments.test.targets.web.autoScalingGroupTag.value: expected a tag's value: 1 to 256 letters, digits, spaces and _ . : / = + - @, found nothing"),
        spoil(
            "deadlineSeconds: 900",
            "[a, b]: 1",
            "8:9: environments.test.targets.web: expected a name before the colon, found a list or a mapping"),
        spoil(
            "deadlineSeconds: 900",
            "deadlineSeconds: !duration 900",
            "8:26: environments.test.targets.web.deadlineSeconds: expected a value without a tag, found the tag !duration"),
        spoil(
            "      web:",
            "      Web_1:",
            "6:7: environments.test.targets.Web_1: expected a target's name: lower-case letters, digits and hyphens, beginning with a letter, at most 40, found the text \"Web_1\""),
        spoil(
            "  test:",
            "  5:",
            "2:3: environments.5: expected an environment's name: lower-case letters, digits and hyphens, beginning with a letter, at most 32, found the text \"5\""),
        spoil(
            "name: alarm",
            "name: ''",
            "10:19: environments.test.targets.web.alarms[0].name: expected the name of a CloudWatch alarm, 1 to 255 characters, found the text \"\""),
        spoil(
            "- name: alarm\n            periodSeconds",
            "- periodSeconds",
            "10:13: environments.test.targets.web.alarms[0].name: expected the name of a CloudWatch alarm, 1 to 255 characters, found nothing"),
        spoil(
            "periodSeconds: 60",
            "periodSeconds: 90",
            "11:28: environments.test.targets.web.alarms[0].periodSeconds: expected 10, 20, 30 or a multiple of 60, at most 86400, as a whole number, found the number 90"),
        spoil(
            "datapointsToAlarm: 1",
            "datapointsToAlarm: 3",
            "13:32: environments.test.targets.web.alarms[0].datapointsToAlarm: expected at most the alarm's evaluationPeriods, 2, found the number 3"),
        spoil(
            "evaluationPeriods: 2",
            "evaluationPeriods: 1441",
            "12:32: environments.test.targets.web.alarms[0].evaluationPeriods: expected at most 1440 periods of this length, as CloudWatch does, found the number 1441"),
        spoil(
            "evaluationPeriods: 2",
            "evaluationPeriods: 12",
            "8:26: environments.test.targets.web.deadlineSeconds: expected at least 1020 seconds: 780 until its alarms can clear, 120 of stability window, 60 for the fastest action, 60 of the orchestrator's own, found 900 seconds"),
        spoil(
            "datapointsToAlarm: 1\n",
            "datapointsToAlarm: 1\n          - name: alarm\n",
            "14:19: environments.test.targets.web.alarms[1].name: expected each alarm once a target, found alarm again"),
        spoil(
            "datapointsToAlarm: 1\n",
            "datapointsToAlarm: 1\n      other: {autoScalingGroup: group, alarms: [{name: other}]}\n",
            "14:33: environments.test.targets.other.autoScalingGroup: expected each Auto Scaling group in one target, found the group named group, which environments.test.targets.web protects already"),
        spoil(
            "datapointsToAlarm: 1\n",
            "datapointsToAlarm: 1\n      other: {autoScalingGroup: other, alarms: [{name: alarm}]}\n",
            "14:49: environments.test.targets.other.alarms[0]: expected the same figures for alarm as at environments.test.targets.web.alarms[0]: 1 of 2 periods of 60 seconds, found 1 of 1 periods of 60 seconds"),
        spoil(
            "    targets:",
            "    defaults: {soak: 60}\n    targets:",
            "5:16: environments.test.defaults.soak: expected one of deadlineSeconds, soakSeconds, stabilityWindowSeconds, startupSeconds, approvalsRequired, pointsKept, found the unknown field soak"),
        spoil(
            "eu-west-1",
            "\"eu-west-1",
            "14:1: expected YAML, found while scanning a quoted scalar: found unexpected end of stream"),
        spoil("eu-west-1", "eu-\u0000west-1", "4:16: expected printable characters, found U+0000"),
        spoil(
            "eu-west-1",
            "eu-west-1\n---\na: b",
            "5:1: expected YAML, found expected a single document in the stream: but found another document"),
        spoil(
            "deadlineSeconds: 900",
            "\tdeadlineSeconds: 900",
            "8:9: expected YAML, found while scanning for the next token: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)"));
  }

  private static Arguments spoil(String right, String wrong, String message) {
    return Arguments.of(right, wrong, message);
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("spoiled")
  @DisplayName("is told with its line, column, field, what was expected and what was found")
  void isTold(String right, String wrong, String message) {
    assertEquals(1, RIGHT.split(Pattern.quote(right), -1).length - 1, right);
    assertEquals(List.of("test.yaml:" + message), faults(RIGHT.replace(right, wrong)));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("documents")
  @DisplayName("may be of the whole document")
  void wholeDocument(String text, String message) {
    assertEquals(List.of("test.yaml:" + message), faults(text));
  }

  static Stream<Arguments> documents() {
    String environments =
        "expected a mapping from the names of environments to what they hold, with at least one";
    return Stream.of(
        Arguments.of(
            "", "1:1: expected a mapping with the field environments, found an empty file"),
        Arguments.of(
            "# nothing but a comment\n",
            "1:1: expected a mapping with the field environments, found an empty file"),
        Arguments.of("- a\n", "1:1: expected a mapping with the field environments, found a list"),
        Arguments.of("{}\n", "1:1: environments: " + environments + ", found nothing"),
        Arguments.of(
            "environments: {}\n",
            "1:15: environments: " + environments + ", found an empty mapping"),
        Arguments.of(
            "environments: &a {test: *a}\n",
            "1:15: environments.test: expected a value, found an alias of what it stands in"));
  }

  @Test
  @DisplayName("may be one target more than an alarm can speak for within one incident")
  void tooManyTargets() {
    StringBuilder text =
        new StringBuilder(
            "environments:\n  test:\n    account: '111122223333'\n    region: eu-west-1\n"
                + "    targets:\n");
    for (int target = 1; target <= 16; target++) {
      text.append(
          "      t%d: {autoScalingGroup: g%d, alarms: [{name: a}]}\n".formatted(target, target));
    }
    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class,
            () -> ConfigurationFile.parse(text.toString(), "test.yaml"));
    assertEquals(1, refused.faults().size());
    assertTrue(
        refused.getMessage().contains("t16.alarms[0]: expected an alarm for at most 15 targets"),
        refused.getMessage());
  }

  @Test
  @DisplayName("does not hide the others, which come in the order of the file")
  void allAtOnce() {
    List<String> faults =
        faults(
            """
            environments:
              production:
                account: 5
                targets:
                  web:
                    autoScalingGroup: web
                    alarms: []
                  api:
                    autoScalingGroup: api
                    alarms:
                      - name: slow
                        periodSeconds: 900
                        colour: red
                  shop:
                    autoScalingGroup: shop
                    deadlineSeconds: 300
                    alarms: [{name: shop}]
              staging: nothing yet
            """);
    List<String> places = new ArrayList<>();
    faults.forEach(fault -> places.add(fault.substring("test.yaml:".length()).split(": ", 3)[1]));
    assertEquals(
        List.of(
            "environments.production.region",
            "environments.production.account",
            "environments.production.targets.web.alarms",
            "environments.production.targets.api.alarms[0].colour",
            "environments.production.targets.shop.deadlineSeconds",
            "environments.staging"),
        places);
  }

  private static List<String> faults(String text) {
    return assertThrows(
            ConfigurationException.class, () -> ConfigurationFile.parse(text, "test.yaml"))
        .faults()
        .stream()
        .map(ConfigurationFault::message)
        .toList();
  }
}
