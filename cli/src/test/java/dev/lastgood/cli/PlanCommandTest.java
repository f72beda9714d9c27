package dev.lastgood.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A plan from two descriptions of a group")
class PlanCommandTest {
  private static final String TEMPLATE =
      "\"LaunchTemplate\":{\"LaunchTemplateId\":\"lt-0a1b2c3d4e5f60001\","
          + "\"LaunchTemplateName\":\"web\",\"Version\":\"%s\"}";

  @TempDir private Path folder;

  private static String template(String version) {
    return TEMPLATE.formatted(version);
  }

  /** An instance as the AWS CLI prints it. */
  private static String instance(int number, String launched) {
    return """
        {"InstanceId":"i-0000000000000000%d","InstanceType":"m7g.large","AvailabilityZone":\
        "eu-west-1a","LifecycleState":"InService","HealthStatus":"Healthy",%s,\
        "ProtectedFromScaleIn":false}"""
        .formatted(number, launched);
  }

  /**
   * A group of two instances as the AWS CLI prints it, with members that replace the usual ones.
   */
  private static String group(String launch, String launched, String more) {
    return """
        {"AutoScalingGroups":[{"AutoScalingGroupName":"web","AutoScalingGroupARN":\
        "arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:1:autoScalingGroupName/web",%s,\
        "MinSize":1,"MaxSize":4,"DesiredCapacity":2,"DefaultCooldown":300,"AvailabilityZones":\
        ["eu-west-1a"],"LoadBalancerNames":[],"TargetGroupARNs":["arn:tg"],"HealthCheckType":"ELB",\
        "HealthCheckGracePeriod":300,"Instances":[%s,%s],"CreatedTime":\
        "2026-02-19T14:21:56.014000+00:00","SuspendedProcesses":[],"VPCZoneIdentifier":"subnet-a",\
        "EnabledMetrics":[],"Tags":[],"TerminationPolicies":["Default"],\
        "NewInstancesProtectedFromScaleIn":false,"ServiceLinkedRoleARN":"arn:role"%s}]}"""
        .formatted(launch, instance(1, launched), instance(2, launched), more);
  }

  private static String group(String version) {
    return group(template(version), template(version), "");
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private Run run(String good, String live, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "plan",
                "--good",
                file("good.json", good).toString(),
                "--live",
                file("live.json", live).toString()));
    arguments.addAll(Arrays.asList(more));
    return Run.of(arguments.toArray(String[]::new));
  }

  private JsonNode json(int status, String good, String live) throws IOException {
    Run run = run(good, live, "--json");
    assertEquals(status, run.status(), run.err() + run.out());
    assertEquals("", run.err());
    return new ObjectMapper().readTree(run.out());
  }

  private static List<String> texts(JsonNode list, String field) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.path(field).asText()));
    return texts;
  }

  @Test
  @DisplayName("of a bad rollout is a refresh to the good version, with its calls in their order")
  void badRollout() throws IOException {
    JsonNode plan = json(0, group("7"), group("8"));
    assertEquals(List.of("launchTemplate/Version"), texts(plan.path("differences"), "field"));
    assertEquals("7", plan.path("differences").get(0).path("good").asText());
    assertEquals("8", plan.path("differences").get(0).path("live").asText());
    assertEquals("LAUNCH", plan.path("differences").get(0).path("kind").asText());
    assertEquals(List.of("RefreshToPoint"), texts(plan.path("actions"), "action"));
    JsonNode calls = plan.path("actions").get(0).path("calls");
    assertEquals("SuspendProcesses ScheduledActions", calls.get(0).asText());
    assertTrue(
        calls
            .get(2)
            .asText()
            .startsWith("StartInstanceRefresh DesiredConfiguration=lt-0a1b2c3d4e5f60001:7 "),
        calls::toString);
    assertEquals("ResumeProcesses ScheduledActions", calls.get(4).asText());
    assertTrue(plan.path("actions").get(0).path("forecastSeconds").asInt() > 0);
    assertTrue(plan.path("notRestorable").get(0).asText().contains("are not in this input"));
  }

  @Test
  @DisplayName("takes what the instances run for what $Latest meant, and says where it cannot")
  void aliases() throws IOException {
    String good = group(template("$Latest"), template("7"), "");
    JsonNode plan = json(0, good, group(template("$Latest"), template("8"), ""));
    assertEquals("7", plan.path("differences").get(0).path("good").asText());
    assertTrue(plan.path("actions").get(0).path("says").asText().contains("to version 7"));
    String mixed = good.replaceFirst("\"Version\":\"7\"", "\"Version\":\"6\"");
    assertTrue(
        json(0, mixed, mixed)
            .path("notRestorable")
            .toString()
            .contains("its instances run 6 and 7"));
  }

  @Test
  @DisplayName("of a group that was emptied sets sizes back, whatever it launches from")
  void emptied() throws IOException {
    for (String launch :
        List.of(
            template("7"),
            "\"LaunchConfigurationName\":\"web-1\"",
            "\"MixedInstancesPolicy\":{\"LaunchTemplate\":{\"LaunchTemplateSpecification\":"
                + "{\"LaunchTemplateId\":\"lt-0a1b2c3d4e5f60001\",\"Version\":\"7\"},"
                + "\"Overrides\":[{\"InstanceType\":\"m7g.large\",\"WeightedCapacity\":\"1\"}]}}")) {
      String launched = launch.startsWith("\"Mixed") ? template("7") : launch;
      String good = group(launch, launched, "");
      String live =
          good.replace(
              "\"MinSize\":1,\"MaxSize\":4,\"DesiredCapacity\":2",
              "\"MinSize\":0,\"MaxSize\":0,\"DesiredCapacity\":0");
      JsonNode plan = json(0, good, live);
      assertEquals(
          List.of("minSize", "maxSize", "desiredCapacity"),
          texts(plan.path("differences"), "field"));
      assertEquals(List.of("RestoreSettings"), texts(plan.path("actions"), "action"));
      assertTrue(
          plan.path("actions")
              .toString()
              .contains("UpdateAutoScalingGroup MinSize=1 MaxSize=4 DesiredCapacity=2"));
    }
  }

  @Test
  @DisplayName("names target groups and processes that come back, and subnets")
  void settings() throws IOException {
    String good = group("7");
    String live =
        good.replace("\"TargetGroupARNs\":[\"arn:tg\"]", "\"TargetGroupARNs\":[]")
            .replace(
                "\"SuspendedProcesses\":[]",
                "\"SuspendedProcesses\":[{\"ProcessName\":\"Launch\",\"SuspensionReason\":\"x\"}]")
            .replace("subnet-a", "subnet-b");
    String calls = json(0, good, live).path("actions").get(0).path("calls").toString();
    assertTrue(calls.contains("\"ResumeProcesses Launch\""), calls);
    assertTrue(calls.contains("\"AttachLoadBalancerTargetGroups arn:tg\""), calls);
    assertTrue(calls.contains("VPCZoneIdentifier=subnet-a"), calls);
  }

  @Test
  @DisplayName("falls short where no action restores the difference, and says which it is")
  void fallsShort() throws IOException {
    JsonNode plan =
        json(1, group("7"), group(template("7"), template("7"), ",\"PlacementGroup\":\"x\""));
    assertEquals(List.of("placementGroup"), texts(plan.path("differences"), "field"));
    assertEquals(0, plan.path("actions").size());
    assertTrue(plan.path("notRestorable").toString().contains("placementGroup, which no action"));
  }

  @Test
  @DisplayName("updates a group to another launch configuration before it refreshes")
  void launchConfigurations() throws IOException {
    JsonNode configurations =
        json(
            0,
            group(
                "\"LaunchConfigurationName\":\"web-1\"",
                "\"LaunchConfigurationName\":\"web-1\"",
                ""),
            group(
                "\"LaunchConfigurationName\":\"web-2\"",
                "\"LaunchConfigurationName\":\"web-2\"",
                ""));
    assertEquals(
        List.of("launchConfiguration/LaunchConfigurationName"),
        texts(configurations.path("differences"), "field"));
    assertEquals(List.of("UpdateAndRefresh"), texts(configurations.path("actions"), "action"));
    String calls = configurations.path("actions").get(0).path("calls").toString();
    assertTrue(calls.contains("\"UpdateAutoScalingGroup LaunchConfigurationName=web-1\""), calls);
    assertTrue(calls.contains("\"StartInstanceRefresh MinHealthyPercentage=100"), calls);
  }

  @Test
  @DisplayName("is none where nothing relevant differs: a tag is left to its owner")
  void nothing() throws IOException {
    assertEquals(0, json(0, group("7"), group("7")).path("differences").size());
    JsonNode plan =
        json(
            0,
            group("7"),
            group("7")
                .replace(
                    "\"Tags\":[]",
                    "\"Tags\":[{\"Key\":\"team\",\"Value\":\"shop\",\"PropagateAtLaunch\":true}]"));
    assertEquals(List.of("tags/team"), texts(plan.path("differences"), "field"));
    assertEquals(0, plan.path("actions").size());
    assertTrue(plan.path("notRestorable").get(0).asText().startsWith("tags/team: no alarm"));
  }

  @Test
  @DisplayName("says what of the input this version does not know")
  void unknown() throws IOException {
    String live = group(template("7"), template("7"), ",\"Gravity\":\"low\"");
    assertTrue(
        json(0, group("7"), live)
            .path("notRestorable")
            .get(0)
            .asText()
            .startsWith("gravity: this version does not know it"));
    assertEquals(
        List.of(),
        texts(json(0, live, live).path("differences"), "field"),
        "it is the same in both");
  }

  @Test
  @DisplayName("for people is a coloured difference, the actions and what they cannot restore")
  void text() throws IOException {
    Run plain = run(group("7"), group("8"));
    assertTrue(plain.out().contains("launchTemplate/Version  launch\n- 8\n+ 7\n"), plain.out());
    assertTrue(plain.out().contains("1   RefreshToPoint, about"), plain.out());
    assertFalse(plain.out().contains("\u001b"));
    Run coloured =
        Run.of(
            100,
            true,
            "plan",
            "--good",
            folder.resolve("good.json").toString(),
            "--live",
            folder.resolve("live.json").toString());
    assertTrue(coloured.out().contains("\u001b[1;31m- 8\u001b[0m"), coloured.out());
    assertTrue(coloured.out().contains("\u001b[1;32m+ 7\u001b[0m"), coloured.out());
  }

  private void refused(String good, String live, String told, String... more) throws IOException {
    Run run = run(good, live, more);
    assertEquals(2, run.status(), run.out());
    assertEquals("", run.out());
    assertTrue(run.err().contains(told), run.err());
  }

  @Test
  @DisplayName("is refused with the place and the cure where a file holds something else")
  void refusals() throws IOException {
    String good = group("7");
    String two =
        good.substring(0, good.length() - 2)
            + ","
            + good.substring(good.indexOf('[') + 1).replace("\"web\"", "\"shop\"");
    refused(good, "{\"AutoScalingGroups\":[]}", "live.json: holds no group");
    refused(good, "not json", "live.json:1:");
    refused(good, "{\"x\":1}", "AutoScalingGroupName is missing");
    refused(
        good,
        good.replace("\"MinSize\":1", "\"MinSize\":\"one\""),
        "AutoScalingGroups/0/MinSize: expected a whole number, found \"one\"");
    refused(
        good,
        good.replace("2026-02-19T14:21:56.014000+00:00", "yesterday"),
        "AutoScalingGroups/0/CreatedTime: expected a time");
    refused(
        good,
        good.replace("\"Tags\":[]", "\"Tags\":7"),
        "AutoScalingGroups/0/Tags: expected a list");
    refused(two, good, "good.json: holds 2 groups; name one with --group");
    refused(two, good, "live.json: holds no group shop", "--group", "shop");
    refused(two, good, "did you mean web?", "--group", "wab");
    refused(
        good,
        good.replace("\"AutoScalingGroupName\":\"web\"", "\"AutoScalingGroupName\":\"b\""),
        "found web and b; name one with --group");
    assertEquals(0, run(two, good, "--group", "web").status());
    assertEquals(2, Run.of("plan", "--good", "x.json", "--live", "x.json").status());
    assertEquals(2, Run.of("plan", "--good", ".", "--live", ".").status());
  }
}
