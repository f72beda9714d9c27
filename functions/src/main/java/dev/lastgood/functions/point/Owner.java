package dev.lastgood.functions.point;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;

/**
 * Who else sets a group, as its tags tell: what is done to the group itself, its owner may take
 * back. What has made a group without leaving a tag is not known here.
 *
 * @param kind what owns it
 * @param name the owner's name
 */
public record Owner(Kind kind, String name) {
  /** What owns groups, and how one goes back there. Where several left tags, the first counts. */
  public enum Kind {
    /** Its stack, too, is Elastic Beanstalk's own. */
    BEANSTALK(
        "elasticbeanstalk:environment-name",
        "the Elastic Beanstalk environment %s",
        "deploy the application version and the settings there that were good"),
    /** See "Managed node groups" in the Amazon EKS User Guide. */
    EKS_NODE_GROUP(
        "eks:nodegroup-name",
        "the EKS node group %s",
        "update the node group there to the version that was good"),
    /** The group of a blue/green deployment: the one before it had another name. */
    CODE_DEPLOY(
        "CodeDeployProvisioningDeploymentId",
        "the CodeDeploy deployment %s",
        "roll the deployment back there"),
    /** See "AWS Batch compute environments" in its User Guide. */
    BATCH("AWSBatchServiceTag", "AWS Batch", "update its compute environment"),
    /** See "Resource tag" in the AWS CloudFormation User Guide: every stack sets it. */
    STACK(
        "aws:cloudformation:stack-name",
        "the CloudFormation stack %s",
        "update the stack to the template and the parameters that were good"),
    /** It scales the group and protects its instances; what the group launches is not its own. */
    ECS(
        "AmazonECSManaged",
        "an ECS capacity provider",
        "expect it to set the desired capacity and protect instances from scale-in");

    private final String tag;
    private final String says;
    private final String instead;

    Kind(String tag, String says, String instead) {
      this.tag = tag;
      this.says = says;
      this.instead = instead;
    }
  }

  static Optional<Owner> of(List<TagDescription> tags) {
    SortedMap<String, String> values = new TreeMap<>();
    tags.forEach(tag -> values.put(tag.key(), tag.value() == null ? "" : tag.value()));
    for (Kind kind : Kind.values()) {
      if (values.containsKey(kind.tag)) {
        return Optional.of(new Owner(kind, values.get(kind.tag)));
      }
    }
    return Optional.empty();
  }

  /**
   * What it means for whoever wants the group back.
   *
   * @return in a sentence
   */
  public String says() {
    return "It belongs to "
        + kind.says.formatted(name)
        + ", which may take back what is done to the group itself: "
        + kind.instead
        + ".";
  }
}
