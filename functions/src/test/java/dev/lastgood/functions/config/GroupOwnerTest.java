package dev.lastgood.functions.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What owns a group")
class GroupOwnerTest {
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "eks-workers-5ec0ffee-1234-5678-9abc-def012345678, EKS",
    "awseb-e-abcd1234ef-stack-AWSEBAutoScalingGroup-1ABC2DEF3GHI, ELASTIC_BEANSTALK",
    "CodeDeploy_web-production_d-ABCDEF123, CODE_DEPLOY"
  })
  @DisplayName("is told by the name that it gives")
  void names(String name, GroupOwner owner) {
    assertEquals(Optional.of(owner), GroupOwner.ofName(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"web-production", "eks-workers", "my-awseb-group", "CodeDeploy_web", ""})
  @DisplayName("is nobody where a team could have given the name")
  void ownNames(String name) {
    assertEquals(Optional.empty(), GroupOwner.ofName(name));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "eks:nodegroup-name, EKS",
    "elasticbeanstalk:environment-name, ELASTIC_BEANSTALK",
    "AWSBatchServiceTag, BATCH",
    "aws:cloudformation:stack-name, STACK",
    "AmazonECSManaged, ECS"
  })
  @DisplayName("is told by the tags that it sets, among others")
  void tags(String key, GroupOwner owner) {
    assertEquals(Optional.of(owner), GroupOwner.ofTags(List.of("service", key)));
  }

  @Test
  @DisplayName("is nobody where only the team or a cluster's autoscaler has tagged it")
  void ownTags() {
    assertEquals(
        Optional.empty(),
        GroupOwner.ofTags(List.of("service", "k8s.io/cluster-autoscaler/enabled", "eks")));
  }

  @Test
  @DisplayName("is Elastic Beanstalk and not the stack that this makes")
  void beanstalk() {
    assertEquals(
        Optional.of(GroupOwner.ELASTIC_BEANSTALK),
        GroupOwner.ofTags(
            List.of("aws:cloudformation:stack-name", "elasticbeanstalk:environment-name")));
  }
}
