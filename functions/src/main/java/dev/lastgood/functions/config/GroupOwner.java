package dev.lastgood.functions.config;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What makes and sets Auto Scaling groups besides their team, as the groups' names and tags tell.
 * What has made a group without leaving either is not known here. Where several left a tag, the
 * first in this order counts.
 */
public enum GroupOwner {
  /** Its stack, too, is Elastic Beanstalk's own; see its Developer Guide. */
  ELASTIC_BEANSTALK(
      true,
      "the Elastic Beanstalk environment",
      "awseb-.+",
      "elasticbeanstalk:environment-name",
      "deploy the application version and the settings there that were good:"
          + " aws elasticbeanstalk update-environment"),
  /** See "Simplify node lifecycle with managed node groups" in the Amazon EKS User Guide. */
  EKS(
      true,
      "the EKS node group",
      "eks-.+-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
      "eks:nodegroup-name",
      "update the node group there to the version that was good:"
          + " aws eks update-nodegroup-version"),
  /** See "Compute environments" in the AWS Batch User Guide. Its names are not documented. */
  BATCH(
      true,
      "the AWS Batch compute environment of",
      "(?!)",
      "AWSBatchServiceTag",
      "update the compute environment: aws batch update-compute-environment"),
  /**
   * A blue/green deployment makes a new group each time; see "Integrating CodeDeploy with Amazon
   * EC2 Auto Scaling" in the AWS CodeDeploy User Guide. The group is the team's own, and only its
   * name is not.
   */
  CODE_DEPLOY(
      false,
      "the CodeDeploy deployment",
      "CodeDeploy_.+_d-[0-9A-Z]+",
      "CodeDeployProvisioningDeploymentId",
      "select the group by a tag of your own, which each deployment gives the new group"),
  /** See "Resource tag" in the AWS CloudFormation User Guide: every stack sets it. */
  STACK(
      false,
      "the CloudFormation stack",
      "(?!)",
      "aws:cloudformation:stack-name",
      "update the stack to the template and the parameters that were good"),
  /** It scales the group and protects its instances; what the group launches is not its own. */
  ECS(
      false,
      "an ECS capacity provider",
      "(?!)",
      "AmazonECSManaged",
      "expect it to set the desired capacity and protect instances from scale-in");

  private final boolean keepsGroup;
  private final String says;
  private final Pattern groupName;
  private final String tagKey;
  private final String way;

  GroupOwner(boolean keepsGroup, String says, String groupName, String tagKey, String way) {
    this.keepsGroup = keepsGroup;
    this.says = says;
    this.groupName = Pattern.compile(groupName);
    this.tagKey = tagKey;
    this.way = way;
  }

  /**
   * What gives groups such a name.
   *
   * @param groupName a group's name
   * @return empty where it looks like a name of the team's own
   */
  public static Optional<GroupOwner> ofName(String groupName) {
    return Stream.of(values())
        .filter(owner -> owner.groupName.matcher(groupName).matches())
        .findFirst();
  }

  /**
   * What gives its groups such a tag.
   *
   * @param tagKeys a group's tag keys
   * @return empty where only the team has tagged it
   */
  public static Optional<GroupOwner> ofTags(Collection<String> tagKeys) {
    return Stream.of(values()).filter(owner -> tagKeys.contains(owner.tagKey)).findFirst();
  }

  /**
   * Whether it is a service that keeps the group as its own: what is changed on it directly, the
   * service changes back or does not know of.
   *
   * @return true where the group must not be changed directly
   */
  public boolean keepsGroup() {
    return keepsGroup;
  }

  /**
   * What it is, for people.
   *
   * @return a few words, which the owner's name may follow
   */
  public String says() {
    return says;
  }

  /**
   * The tag that it sets.
   *
   * @return its key; its value is the owner's name
   */
  public String tagKey() {
    return tagKey;
  }

  /**
   * What to do in place of recovering the group directly, or beside it.
   *
   * @return a clause that begins with a verb
   */
  public String way() {
    return way;
  }
}
