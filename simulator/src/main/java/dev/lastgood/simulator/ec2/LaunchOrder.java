package dev.lastgood.simulator.ec2;

import java.util.Map;
import java.util.Optional;

/**
 * What another service orders of EC2: one instance.
 *
 * @param template the launch template's version that it comes from; empty for a launch
 *     configuration
 * @param specification what to launch, overrides included
 * @param subnetId where
 * @param tags the instance's tags, in order
 */
public record LaunchOrder(
    Optional<ResolvedTemplate> template,
    LaunchSpecification specification,
    String subnetId,
    Map<String, String> tags) {

  /**
   * The type.
   *
   * @return such as {@code m7g.large}
   */
  public String instanceType() {
    return specification.instanceType();
  }

  /**
   * The image of an order that EC2 has accepted, which has one.
   *
   * @return such as {@code ami-0123}
   */
  public String imageId() {
    return specification.imageId().orElseThrow();
  }
}
