package dev.lastgood.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Groups of every kind that the AWS CLI describes, each with a change that went bad. The files have
 * the shape of what it prints; names, ids and values are our own.
 */
@DisplayName("A plan for a group of each kind")
class PlanOfKindsTest {
  private static final Path GROUPS = Path.of("src", "test", "resources", "groups");

  /**
   * What must come of one kind.
   *
   * @param kind its folder
   * @param status the exit status
   * @param differences field, kind, good and live value
   * @param actions their names
   * @param said what must be said of what cannot be restored
   * @param owner what must be said of its owner; "" where it has none
   * @param more further arguments
   */
  private record Expected(
      String kind,
      int status,
      List<String> differences,
      List<String> actions,
      List<String> said,
      String owner,
      List<String> more) {
    static Expected of(String kind, int status) {
      return new Expected(kind, status, List.of(), List.of(), List.of(), "", List.of());
    }

    Expected differs(String field, String kindOfDifference, String good, String live) {
      return new Expected(
          kind,
          status,
          and(differences, String.join(" | ", field, kindOfDifference, good, live)),
          actions,
          said,
          owner,
          more);
    }

    Expected actions(String... names) {
      return new Expected(kind, status, differences, List.of(names), said, owner, more);
    }

    Expected says(String part) {
      return new Expected(kind, status, differences, actions, and(said, part), owner, more);
    }

    Expected owned(String part) {
      return new Expected(kind, status, differences, actions, said, part, more);
    }

    Expected with(String... arguments) {
      return new Expected(
          kind, status, differences, actions, said, owner, Arrays.asList(arguments));
    }

    private static List<String> and(List<String> all, String one) {
      List<String> longer = new ArrayList<>(all);
      longer.add(one);
      return List.copyOf(longer);
    }

    @Override
    public String toString() {
      return kind;
    }
  }

  private static final String TARGET_GROUP =
      "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/";

  static Stream<Expected> kinds() {
    return Stream.of(
        Expected.of("launch-template-latest", 0)
            .differs("launchTemplate/Version", "LAUNCH", "41", "42")
            .actions("RefreshToPoint")
            .says("The group followed $Latest of lt-0c41d7e9a2b358f60, and names the number 41"),
        Expected.of("launch-template-default", 0)
            .differs("launchTemplate/Version", "LAUNCH", "12", "$Default")
            .differs(
                "instancesInService",
                "LAUNCH",
                "4 of lt-08f3b6a1c5d920e47:12",
                "2 of lt-08f3b6a1c5d920e47:12, 2 of lt-08f3b6a1c5d920e47:13")
            .actions("RefreshToPoint")
            .says("In the live group: Which version $Default of lt-08f3b6a1c5d920e47 meant"),
        Expected.of("launch-configuration", 0)
            .differs(
                "launchConfiguration/LaunchConfigurationName",
                "LAUNCH",
                "intranet-2024-11-05",
                "intranet-2026-02-17")
            .actions("ReplaceUnhealthy", "UpdateAndRefresh"),
        Expected.of("classic-load-balancer", 1)
            .differs("healthCheckType", "HEALTH", "ELB", "EC2")
            .differs("loadBalancerNames", "HEALTH", "[intranet]", "none")
            .says("in loadBalancerNames, which no action restores"),
        Expected.of("mixed-instances-weights", 1)
            .differs(
                "mixedInstancesPolicy/instancesDistribution/onDemandBaseCapacity",
                "CAPACITY",
                "4",
                "0")
            .differs(
                "mixedInstancesPolicy/instancesDistribution/onDemandPercentageAboveBaseCapacity",
                "CAPACITY",
                "25",
                "0")
            .differs(
                "mixedInstancesPolicy/instancesDistribution/spotMaxPrice",
                "CAPACITY",
                "none",
                "0.02")
            .differs(
                "mixedInstancesPolicy/overrides/c6g.4xlarge",
                "LAUNCH",
                "{\"InstanceType\":\"c6g.4xlarge\",\"WeightedCapacity\":\"4\"}",
                "none")
            .differs(
                "mixedInstancesPolicy/overrides/c7g.4xlarge/weightedCapacity", "CAPACITY", "4", "8")
            .says("spotMaxPrice"),
        Expected.of("mixed-instances-templates", 0)
            .differs(
                "mixedInstancesPolicy/overrides/m5.xlarge/launchTemplate/Version",
                "LAUNCH",
                "3",
                "4")
            .differs(
                "mixedInstancesPolicy/overrides/m6i.xlarge/launchTemplate/Version",
                "LAUNCH",
                "3",
                "4")
            .actions("UpdateAndRefresh")
            .says("$Latest of lt-0e1b6d83f9a257c40, and names the number 3 afterwards"),
        Expected.of("instance-requirements", 0)
            .differs(
                "mixedInstancesPolicy/overrides/instanceRequirements/instanceRequirements/cpuManufacturers",
                "LAUNCH",
                "none",
                "[amd]")
            .differs(
                "mixedInstancesPolicy/overrides/instanceRequirements/instanceRequirements/memoryMiB/min",
                "LAUNCH",
                "16384",
                "2048")
            .actions("UpdateAndRefresh")
            .says("$Default of lt-03c8f17ea5d9264b0"),
        Expected.of("warm-pool", 0)
            .differs("launchTemplate/Version", "LAUNCH", "18", "19")
            .actions("RefreshToPoint"),
        Expected.of("warm-pool-settings", 1)
            .differs("launchTemplate/Version", "LAUNCH", "18", "19")
            .differs("warmPoolConfiguration/minSize", "CAPACITY", "2", "0")
            .says("in warmPoolConfiguration/minSize, which no action restores"),
        Expected.of("target-groups", 0)
            .differs("healthCheckGracePeriodSeconds", "HEALTH", "300", "0")
            .differs(
                "targetGroupArns",
                "HEALTH",
                "["
                    + TARGET_GROUP
                    + "shop-admin/1a2b3c4d5e6f7081, "
                    + TARGET_GROUP
                    + "shop-blue/0a1b2c3d4e5f6071]",
                "[" + TARGET_GROUP + "shop-admin/1a2b3c4d5e6f7081]")
            .actions("RestoreSettings"),
        Expected.of("traffic-sources", 1)
            .differs(
                "trafficSources",
                "HEALTH",
                "[{\"Identifier\":\"arn:aws:vpc-lattice:eu-west-1:111122223333:targetgroup/"
                    + "tg-0d5b1c8e7f9a34602\",\"Type\":\"vpc-lattice\"}]",
                "none")
            .says("in trafficSources, which no action restores"),
        Expected.of("eks-node-group", 0)
            .differs("mixedInstancesPolicy/launchTemplate/Version", "LAUNCH", "3", "4")
            .actions("UpdateAndRefresh")
            .owned("the EKS node group general"),
        Expected.of("ecs-capacity-provider", 1)
            .differs("launchTemplate/Version", "LAUNCH", "1", "2")
            .says("some are protected from scale-in: a person decides")
            .owned("the CloudFormation stack Infra-ECS-Cluster-main-1f2e3d4c"),
        Expected.of("beanstalk", 0)
            .differs("launchTemplate/Version", "LAUNCH", "4", "5")
            .differs("minSize", "CAPACITY", "2", "0")
            .differs("desiredCapacity", "CAPACITY", "2", "0")
            .actions("RestoreSettings", "RefreshToPoint")
            .owned("the Elastic Beanstalk environment portal-prod"),
        Expected.of("codedeploy-blue-green", 0)
            .with("--good-group", "CodeDeploy_payments_d-A7Q2XK9LM")
            .differs("launchTemplate/Version", "LAUNCH", "31", "32")
            .differs(
                "tags/CodeDeployProvisioningDeploymentId",
                "OTHER",
                "d-A7Q2XK9LM (of the group alone)",
                "d-F3W8ZB1NP (of the group alone)")
            .actions("RefreshToPoint")
            .says("These are two groups, CodeDeploy_payments_d-A7Q2XK9LM and")
            .owned("the CodeDeploy deployment d-F3W8ZB1NP"),
        Expected.of("suspended-processes", 0)
            .differs("minSize", "CAPACITY", "2", "0")
            .differs("maxSize", "CAPACITY", "6", "0")
            .differs("desiredCapacity", "CAPACITY", "4", "0")
            .differs(
                "suspendedProcesses",
                "HEALTH",
                "[AZRebalance]",
                "[AZRebalance, HealthCheck, Launch, ReplaceUnhealthy]")
            .actions("RestoreSettings"),
        Expected.of("standby", 0)
            .differs("launchTemplate/Version", "LAUNCH", "22", "23")
            .actions("RefreshToPoint"),
        Expected.of("maintenance-policy", 1)
            .differs("defaultInstanceWarmupSeconds", "OTHER", "180", "none")
            .differs("maxInstanceLifetimeSeconds", "OTHER", "604800", "86400")
            .differs("instanceMaintenancePolicy/maxHealthyPercentage", "OTHER", "150", "100")
            .differs("instanceMaintenancePolicy/minHealthyPercentage", "OTHER", "100", "50")
            .differs(
                "availabilityZoneDistribution/capacityDistributionStrategy",
                "CAPACITY",
                "balanced-best-effort",
                "balanced-only")
            .differs(
                "capacityReservationSpecification/capacityReservationPreference",
                "CAPACITY",
                "default",
                "capacity-reservations-only")
            .says("which no action restores")
            .says("maxInstanceLifetimeSeconds"),
        Expected.of("stack", 0)
            .differs("maxSize", "CAPACITY", "6", "3")
            .differs(
                "subnetIds",
                "CAPACITY",
                "[subnet-0b7e41c2d9a6f3051, subnet-0f25a8c1e4d7b9360]",
                "[subnet-0b7e41c2d9a6f3051]")
            .actions("RestoreSettings")
            .owned("the CloudFormation stack checkout-service"),
        Expected.of("placement-group", 1)
            .differs("availabilityZones", "CAPACITY", "[eu-west-1a, eu-west-1b]", "[eu-west-1c]")
            .differs("placementGroup", "CAPACITY", "hpc-cluster", "none")
            .says("in availabilityZones, placementGroup, which no action restores"));
  }

  private static Run plan(Expected expected, String good, String live, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "plan",
                "--good",
                GROUPS.resolve(expected.kind()).resolve(good).toString(),
                "--live",
                GROUPS.resolve(expected.kind()).resolve(live).toString()));
    arguments.addAll(Arrays.asList(more));
    return Run.of(arguments.toArray(String[]::new));
  }

  private static String[] and(List<String> some, String one) {
    return Stream.concat(some.stream(), Stream.of(one)).toArray(String[]::new);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  @DisplayName("tells the differences, the actions, what stays, and who else sets it")
  void json(Expected expected) throws JsonProcessingException {
    Run run = plan(expected, "good.json", "live.json", and(expected.more(), "--json"));
    JsonNode plan = new ObjectMapper().readTree(run.out());
    List<String> differences = new ArrayList<>();
    for (JsonNode difference : plan.path("differences")) {
      differences.add(
          String.join(
              " | ",
              difference.path("field").asText(),
              difference.path("kind").asText(),
              difference.path("good").asText(),
              difference.path("live").asText()));
    }
    List<String> actions = new ArrayList<>();
    plan.path("actions").forEach(action -> actions.add(action.path("action").asText()));
    String said = plan.path("notRestorable").toString();
    assertAll(
        () -> assertEquals(expected.status(), run.status(), run.err()),
        () -> assertEquals(expected.differences(), differences),
        () -> assertEquals(expected.actions(), actions, said),
        () ->
            expected
                .said()
                .forEach(part -> assertTrue(said.contains(part.replace("\"", "\\\"")), () -> said)),
        () ->
            assertTrue(
                plan.path("owner").asText("").contains(expected.owner())
                    && plan.path("owner").isNull() == expected.owner().isEmpty(),
                plan.path("owner")::toString));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  @DisplayName("is printed with each difference, and with nothing that only a program understands")
  void text(Expected expected) {
    Run run = plan(expected, "good.json", "live.json", expected.more().toArray(String[]::new));
    assertEquals("", run.err());
    for (String difference : expected.differences()) {
      String field = difference.substring(0, difference.indexOf(" | "));
      assertTrue(run.out().contains("\n" + field + "  "), () -> field + "\n" + run.out());
    }
    for (String stray : List.of("Optional", "null", "={", "[{Id", "}=", "1970", "lastgood.")) {
      assertFalse(run.out().contains(stray), () -> stray + "\n" + run.out());
    }
    assertTrue(run.out().lines().noneMatch(line -> line.endsWith(" ")), run.out());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  @DisplayName("has nothing to do where nothing has changed")
  void unchanged(Expected expected) {
    Run run = plan(expected, "good.json", "good.json");
    assertEquals(0, run.status(), run.out());
    assertTrue(run.out().contains("\nNo difference.\n"), run.out());
    assertTrue(run.out().contains("\n    none\n"), run.out());
  }

  @Test
  @DisplayName("prints of two lists what both have once, then what came, then what went")
  void lists() {
    assertTrue(
        plan(Expected.of("suspended-processes", 0), "good.json", "live.json")
            .out()
            .contains(
                """
                suspendedProcesses  health
                  AZRebalance
                - HealthCheck
                - Launch
                - ReplaceUnhealthy

                """));
    assertTrue(
        plan(Expected.of("target-groups", 0), "good.json", "live.json")
            .out()
            .contains(
                "targetGroupArns  health\n  "
                    + TARGET_GROUP
                    + "shop-admin/1a2b3c4d5e6f7081\n+ "
                    + TARGET_GROUP
                    + "shop-blue/0a1b2c3d4e5f6071\n\n"));
    assertTrue(
        plan(Expected.of("placement-group", 1), "good.json", "live.json")
            .out()
            .contains("- [eu-west-1c]\n+ [eu-west-1a, eu-west-1b]\n"),
        "lists that have nothing in common stand whole");
  }

  @Test
  @DisplayName("is tried on every kind that there are files of")
  void allKinds() throws IOException {
    try (Stream<Path> folders = Files.list(GROUPS)) {
      assertEquals(
          folders
              .filter(Files::isDirectory)
              .map(folder -> folder.getFileName().toString())
              .sorted()
              .toList(),
          kinds().map(Expected::kind).sorted().toList());
    }
  }
}
