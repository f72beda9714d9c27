package dev.lastgood.test.contract.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/**
 * Target groups. See DescribeTargetGroups, DescribeTargetGroupAttributes and DescribeTargetHealth
 * in the Elastic Load Balancing API Reference, version 2015-12-01.
 */
abstract class LoadBalancingContract extends ServiceContract {
  LoadBalancingContract(Services services) {
    super(services);
  }

  private ElasticLoadBalancingV2Client loadBalancing() {
    return services().loadBalancing();
  }

  @Test
  @DisplayName("a target group is described the same by its ARN and by its name")
  void described() {
    String arn = services().targetGroup();
    TargetGroup byArn = byArn(arn);
    List<TargetGroup> byName =
        loadBalancing()
            .describeTargetGroups(it -> it.names(byArn.targetGroupName()))
            .targetGroups();
    assertEquals(arn, byArn.targetGroupArn());
    assertEquals(List.of(arn), byName.stream().map(TargetGroup::targetGroupArn).toList());
  }

  private TargetGroup byArn(String arn) {
    return loadBalancing()
        .describeTargetGroups(it -> it.targetGroupArns(arn))
        .targetGroups()
        .getFirst();
  }

  @Test
  @DisplayName(
      "a target group that is not there is refused, by its ARN, by its name, for its health")
  void missing() {
    String arn = services().targetGroup();
    String last = arn.endsWith("0") ? "1" : "0";
    String missing = arn.substring(0, arn.length() - 1) + last;
    String code = "TargetGroupNotFound";
    assertRefused(
        code, () -> loadBalancing().describeTargetGroups(it -> it.targetGroupArns(missing)));
    assertRefused(
        code, () -> loadBalancing().describeTargetGroups(it -> it.names("contract-missing")));
    assertRefused(
        code, () -> loadBalancing().describeTargetHealth(it -> it.targetGroupArn(missing)));
    assertRefused(
        code,
        () -> loadBalancing().describeTargetGroupAttributes(it -> it.targetGroupArn(missing)));
  }

  @Test
  @DisplayName("an instance that is not registered is unused, and says why")
  void notRegistered() {
    String arn = services().targetGroup();
    TargetDescription instance = TargetDescription.builder().id("i-00000000000000000").build();
    List<TargetHealthDescription> health =
        loadBalancing()
            .describeTargetHealth(it -> it.targetGroupArn(arn).targets(instance))
            .targetHealthDescriptions();
    assertEquals(1, health.size());
    assertEquals(TargetHealthStateEnum.UNUSED, health.getFirst().targetHealth().state());
    assertEquals(
        TargetHealthReasonEnum.TARGET_NOT_REGISTERED, health.getFirst().targetHealth().reason());
  }

  @Test
  @DisplayName("a target group says how long it drains, in seconds")
  void attributes() {
    String arn = services().targetGroup();
    String seconds =
        loadBalancing()
            .describeTargetGroupAttributes(it -> it.targetGroupArn(arn))
            .attributes()
            .stream()
            .filter(it -> it.key().equals("deregistration_delay.timeout_seconds"))
            .findFirst()
            .orElseThrow()
            .value();
    assertTrue(Integer.parseInt(seconds) >= 0, seconds);
  }
}
