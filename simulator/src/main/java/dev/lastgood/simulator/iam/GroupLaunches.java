package dev.lastgood.simulator.iam;

import dev.lastgood.simulator.ec2.ResolvedTemplate;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;

/** What Auto Scaling groups launch, which no assembly of ours knows. */
public interface GroupLaunches {
  /**
   * The launch templates that a group launches from now.
   *
   * @param groupName the group
   * @return all of them, those of a mixed instances policy's overrides included; empty where there
   *     is no such group
   */
  List<LaunchTemplateSpecification> templates(String groupName);

  /**
   * The subnets that a group launches into now.
   *
   * @param groupName the group
   * @return their ids; empty where there is no such group
   */
  List<String> subnetIds(String groupName);

  /**
   * What a launch template says.
   *
   * @param template named by id or name, and version
   * @return what it says; empty where there is no such template
   */
  Optional<ResolvedTemplate> resolve(LaunchTemplateSpecification template);

  /**
   * The Systems Manager parameter that a launch template names its image by.
   *
   * @param template named by id or name, and version
   * @return the parameter's name; empty where the image is an id, or there is no such template
   */
  Optional<String> imageParameter(LaunchTemplateSpecification template);

  /**
   * The role that instances of an instance profile have.
   *
   * @param instanceProfile the profile's name or ARN
   * @return the role's ARN
   */
  String roleArn(String instanceProfile);
}
