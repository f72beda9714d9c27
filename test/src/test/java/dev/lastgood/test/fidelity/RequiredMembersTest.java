package dev.lastgood.test.fidelity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** To write the table anew: {@code -Dtest=RequiredMembersTest -Dfidelity=write}. */
@DisplayName("The simulator's table of required members")
class RequiredMembersTest {
  private static final Path TABLE =
      Path.of(
          "../simulator/src/main/resources/dev/lastgood/simulator/kernel",
          "required-members.properties");

  private static final String HEADING =
      """
      # What AWS's API models call required, of the requests of the operations that are modelled and
      # of all that these hold. A test writes it: see RequiredMembersTest in the module test.
      """;

  /** Structures of the SDK that these models do not have; none of them requires anything. */
  private static final List<String> YOUNGER =
      List.of(
          "autoscaling.CreateAutoScalingGroupRequest.AvailabilityZoneDistribution",
          "autoscaling.CreateAutoScalingGroupRequest.AvailabilityZoneImpairmentPolicy",
          "autoscaling.CreateAutoScalingGroupRequest.CapacityReservationSpecification",
          "autoscaling.CreateAutoScalingGroupRequest.InstanceLifecyclePolicy",
          "autoscaling.InstanceRequirements.BaselinePerformanceFactors",
          "autoscaling.UpdateAutoScalingGroupRequest.AvailabilityZoneDistribution",
          "autoscaling.UpdateAutoScalingGroupRequest.AvailabilityZoneImpairmentPolicy",
          "autoscaling.UpdateAutoScalingGroupRequest.CapacityReservationSpecification",
          "autoscaling.UpdateAutoScalingGroupRequest.InstanceLifecyclePolicy",
          "dynamodb.CreateTableRequest.WarmThroughput",
          "dynamodb.GlobalSecondaryIndex.WarmThroughput",
          "ec2.CreateLaunchTemplateRequest.Operator",
          "ec2.InstanceRequirementsRequest.BaselinePerformanceFactors",
          "ec2.RequestLaunchTemplateData.NetworkPerformanceOptions",
          "ec2.RequestLaunchTemplateData.Operator",
          "ec2.RunInstancesRequest.NetworkPerformanceOptions",
          "ec2.RunInstancesRequest.Operator");

  private final Required required =
      Required.ofRequests(SimulatedService.of(SimulatedService.world()));

  @Test
  @DisplayName("has what the API models say of the operations that are modelled")
  void table() throws IOException {
    StringBuilder lines = new StringBuilder(HEADING);
    required
        .members()
        .forEach(
            (structure, members) -> {
              if (!members.isEmpty()) {
                lines.append(structure).append('=').append(String.join(" ", members)).append('\n');
              }
            });
    if ("write".equals(System.getProperty("fidelity"))) {
      Files.writeString(TABLE, lines);
    }
    assertEquals(lines.toString(), Files.readString(TABLE));
  }

  @Test
  @DisplayName("lacks the little that is younger than the models")
  void younger() {
    assertEquals(YOUNGER, List.copyOf(required.unknown()));
  }
}
