package dev.lastgood.simulator.ec2;

import java.util.Map;

/**
 * What another service orders of EC2: one instance.
 *
 * @param template what to launch
 * @param instanceType such as {@code m7g.large}
 * @param imageId the image, which an override may name instead of the template
 * @param subnetId where
 * @param tags the instance's tags, in order
 */
public record LaunchOrder(
    ResolvedTemplate template,
    String instanceType,
    String imageId,
    String subnetId,
    Map<String, String> tags) {}
