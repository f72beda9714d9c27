package dev.lastgood.functions.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The service that owns a group")
class ServiceOwnerTest {
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "eks-workers-5ec0ffee-1234-5678-9abc-def012345678, EKS",
    "awseb-e-abcd1234ef-stack-AWSEBAutoScalingGroup-1ABC2DEF3GHI, ELASTIC_BEANSTALK",
    "CodeDeploy_web-production_d-ABCDEF123, CODE_DEPLOY"
  })
  @DisplayName("is told by the name that it gives")
  void names(String name, ServiceOwner owner) {
    assertEquals(Optional.of(owner), ServiceOwner.ofName(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"web-production", "eks-workers", "my-awseb-group", "CodeDeploy_web", ""})
  @DisplayName("is nobody where a team could have given the name")
  void ownNames(String name) {
    assertEquals(Optional.empty(), ServiceOwner.ofName(name));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "eks:nodegroup-name, EKS",
    "elasticbeanstalk:environment-name, ELASTIC_BEANSTALK",
    "AWSBatchServiceTag, BATCH"
  })
  @DisplayName("is told by the tags that it sets, among others")
  void tags(String key, ServiceOwner owner) {
    assertEquals(Optional.of(owner), ServiceOwner.ofTags(List.of("service", key)));
  }

  @Test
  @DisplayName(
      "is nobody where only the team, a stack, a cluster's autoscaler or ECS has tagged it")
  void ownTags() {
    assertEquals(
        Optional.empty(),
        ServiceOwner.ofTags(
            List.of(
                "service",
                "aws:cloudformation:stack-name",
                "k8s.io/cluster-autoscaler/enabled",
                "AmazonECSManaged")));
  }
}
