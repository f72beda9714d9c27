package dev.lastgood.functions.config;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A service of AWS that makes and keeps Auto Scaling groups of its own. What is changed on such a
 * group directly, the service changes back or does not know of: the way that works leads through
 * the service.
 */
public enum ServiceOwner {
  /** See "Simplify node lifecycle with managed node groups" in the Amazon EKS User Guide. */
  EKS(
      "Amazon EKS",
      "eks-.+-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
      "eks:",
      "update the managed node group to the good version of its launch template:"
          + " aws eks update-nodegroup-version"),
  /** See "Auto Scaling your Elastic Beanstalk environment instances" in its Developer Guide. */
  ELASTIC_BEANSTALK(
      "AWS Elastic Beanstalk",
      "awseb-.+",
      "elasticbeanstalk:",
      "deploy the good application version to the environment:"
          + " aws elasticbeanstalk update-environment"),
  /**
   * See "Compute environments" in the AWS Batch User Guide. Its names for groups are not
   * documented, its tag is: no name matches.
   */
  BATCH(
      "AWS Batch",
      "(?!)",
      "AWSBatchServiceTag",
      "update the compute environment: aws batch update-compute-environment"),
  /**
   * A blue/green deployment makes a new group each time; see "Integrating CodeDeploy with Amazon
   * EC2 Auto Scaling" in the AWS CodeDeploy User Guide. Its group is the team's own, and only its
   * name is not.
   */
  CODE_DEPLOY(
      "AWS CodeDeploy",
      "CodeDeploy_.+_d-[0-9A-Z]+",
      "",
      "select the group by a tag of your own, which each deployment gives the new group:"
          + " autoScalingGroupTag");

  private final String service;
  private final Pattern groupName;
  private final String tagPrefix;
  private final String way;

  ServiceOwner(String service, String groupName, String tagPrefix, String way) {
    this.service = service;
    this.groupName = Pattern.compile(groupName);
    this.tagPrefix = tagPrefix;
    this.way = way;
  }

  /**
   * The service that gives groups such a name.
   *
   * @param groupName a group's name
   * @return empty where it looks like a name of the team's own
   */
  public static Optional<ServiceOwner> ofName(String groupName) {
    return Stream.of(values())
        .filter(owner -> owner.groupName.matcher(groupName).matches())
        .findFirst();
  }

  /**
   * The service that gives its groups such a tag.
   *
   * @param tagKeys a group's tag keys
   * @return empty where no service has tagged it as its own
   */
  public static Optional<ServiceOwner> ofTags(Collection<String> tagKeys) {
    return Stream.of(values())
        .filter(owner -> !owner.tagPrefix.isEmpty())
        .filter(owner -> tagKeys.stream().anyMatch(key -> key.startsWith(owner.tagPrefix)))
        .findFirst();
  }

  /**
   * The service's name.
   *
   * @return as AWS writes it
   */
  public String service() {
    return service;
  }

  /**
   * What to do in place of recovering the group directly.
   *
   * @return a clause that begins with a verb
   */
  public String way() {
    return way;
  }
}
