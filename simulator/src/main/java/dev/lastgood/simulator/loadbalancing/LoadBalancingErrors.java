package dev.lastgood.simulator.loadbalancing;

import dev.lastgood.simulator.kernel.ServiceError;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Validation;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;

/**
 * Elastic Load Balancing's answers to what it refuses; see the errors of each action and "Common
 * errors" in its API Reference.
 */
final class LoadBalancingErrors {
  static final ServiceError VALIDATION =
      error("ValidationError", 400, ElasticLoadBalancingV2Exception::builder);
  static final ServiceError TARGET_GROUP_NOT_FOUND =
      error("TargetGroupNotFound", 400, TargetGroupNotFoundException::builder);

  static final ServiceProfile.Answers COMMON =
      new ServiceProfile.Answers(
          error("Throttling", 400, ElasticLoadBalancingV2Exception::builder),
          error("AccessDenied", 403, ElasticLoadBalancingV2Exception::builder),
          error("InternalFailure", 500, ElasticLoadBalancingV2Exception::builder),
          Validation.constraints(VALIDATION));

  private LoadBalancingErrors() {}

  static AwsServiceException notFound() {
    return TARGET_GROUP_NOT_FOUND.saying("One or more target groups not found");
  }

  private static ServiceError error(
      String code, int status, Supplier<? extends AwsServiceException.Builder> exception) {
    return new ServiceError("ElasticLoadBalancingV2", code, status, exception);
  }
}
