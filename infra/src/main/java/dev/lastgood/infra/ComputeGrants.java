package dev.lastgood.infra;

import static dev.lastgood.infra.Grant.allow;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.GroupSelection;
import dev.lastgood.functions.config.StackSelection;
import dev.lastgood.functions.config.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What may be done with groups, what they launch, what serves them and what watches them. */
final class ComputeGrants {
  private static final String ANY = "*";

  private final Configuration configuration;
  private final Names names;

  ComputeGrants(Configuration configuration, Names names) {
    this.configuration = configuration;
    this.names = names;
  }

  /**
   * What Auto Scaling checks of whoever starts a refresh with a launch template, as if they
   * launched the instances themselves; see "Control launch template usage in Auto Scaling groups"
   * in the Amazon EC2 Auto Scaling User Guide. The images, subnets and security groups are the
   * template's, which this app does not know: the template is what the group names, and not limited
   * further.
   */
  List<Grant> launch() {
    List<Grant> statements =
        new ArrayList<>(
            List.of(
                allow(
                        "LaunchAsTemplatesSay",
                        List.of("ec2:RunInstances"),
                        List.of(
                            names.arn("ec2", "launch-template/*"),
                            names.ofAws("ec2", "image/*"),
                            names.arn("ec2", "instance/*"),
                            names.arn("ec2", "subnet/*"),
                            names.arn("ec2", "security-group/*"),
                            names.arn("ec2", "network-interface/*"),
                            names.arn("ec2", "volume/*"),
                            names.arn("ec2", "key-pair/*"),
                            names.arn("ec2", "placement-group/*"),
                            names.ofAws("ec2", "snapshot/*")))
                    .because(
                        "What is launched is what the group's template says; an image, a subnet, a security"
                            + " group or a key that a good point names must not need a deployment."),
                resolveImages(),
                allow(
                        "TagWhatIsLaunched",
                        List.of("ec2:CreateTags"),
                        List.of(names.arn("ec2", "instance/*"), names.arn("ec2", "volume/*")))
                    .when(Map.of("StringEquals", Map.of("ec2:CreateAction", "RunInstances")))
                    .because("It is allowed for what is being launched alone.")));
    List<String> roles =
        configuration.targets().stream()
            .flatMap(target -> target.instanceRoles().stream())
            .distinct()
            .map(names::role)
            .toList();
    if (!roles.isEmpty()) {
      statements.add(
          allow("PassInstanceRoles", List.of("iam:PassRole"), roles)
              .when(Map.of("StringEquals", Map.of("iam:PassedToService", names.ec2Principal()))));
    }
    return statements;
  }

  Grant describeAlarms() {
    return allow("ReadAlarms", List.of("cloudwatch:DescribeAlarms"), List.of(ANY))
        .because(
            "Metric and composite alarms are described together with all alarms as the resource"
                + " alone.");
  }

  Grant readAlarmHistory() {
    return allow(
        "ReadAlarmHistory",
        List.of("cloudwatch:DescribeAlarmHistory"),
        configuration.alarmNames().stream()
            .map(alarm -> names.arn("cloudwatch", "alarm:" + alarm))
            .toList());
  }

  Grant describeGroups(String... more) {
    return allow(
            "ReadGroups",
            Stream.concat(Stream.of("autoscaling:DescribeAutoScalingGroups"), Stream.of(more))
                .toList(),
            List.of(ANY))
        .because("Amazon EC2 Auto Scaling has no resource-level permission to describe.");
  }

  /** What a group launches from and what is attached to it, for whoever captures it whole. */
  static String[] whole(String... more) {
    return Stream.concat(
            Stream.of(
                "autoscaling:DescribeLaunchConfigurations",
                "autoscaling:DescribeLifecycleHooks",
                "autoscaling:DescribeNotificationConfigurations",
                "autoscaling:DescribePolicies",
                "autoscaling:DescribeScheduledActions",
                "autoscaling:DescribeWarmPool"),
            Stream.of(more))
        .toArray(String[]::new);
  }

  /**
   * EC2 asks it of whoever launches from a template whose image is named by a parameter, or has
   * that image resolved; see "Use AWS Systems Manager parameters instead of AMI IDs in launch
   * templates" in the Amazon EC2 Auto Scaling User Guide. No function calls Systems Manager itself.
   */
  Grant resolveImages() {
    return allow(
            "ResolveImages",
            List.of("ssm:GetParameters"),
            List.of(names.arn("ssm", "parameter/*"), names.ofAws("ssm", "parameter/aws/service/*")))
        .because(
            "Which parameter names an image, the group's template says, and the next may name"
                + " another. Without a key's permission, no secret parameter is decrypted.");
  }

  Grant describeTemplates() {
    return allow("ReadTemplates", List.of("ec2:DescribeLaunchTemplateVersions"), List.of(ANY))
        .because("Amazon EC2 has no resource-level permission to describe launch templates.");
  }

  static Grant describeTargetHealth() {
    return allow(
            "ReadTargetHealth", List.of("elasticloadbalancing:DescribeTargetHealth"), List.of(ANY))
        .because("Elastic Load Balancing has no resource-level permission to describe.");
  }

  /** What a point needs besides its templates. */
  Grant describeNeeds() {
    return allow(
            "ReadNeeds",
            List.of(
                "ec2:DescribeImages",
                "ec2:DescribeKeyPairs",
                "ec2:DescribeSecurityGroups",
                "ec2:DescribeSubnets"),
            List.of(ANY))
        .because("Amazon EC2 has no resource-level permission to describe these.");
  }

  Grant describeTargetGroups() {
    return allow(
            "ReadTargetGroups", List.of("elasticloadbalancing:DescribeTargetGroups"), List.of(ANY))
        .because("Elastic Load Balancing has no resource-level permission to describe.");
  }

  /** On the groups that are named, and on any that has a tag by which a target is selected. */
  Stream<Grant> onGroups(String purpose, String... actions) {
    List<String> named = new ArrayList<>();
    List<Grant> tagged = new ArrayList<>();
    for (Target target : configuration.targets()) {
      switch (target.subject()) {
        case StackSelection _ -> {}
        case GroupSelection.Named group -> named.add(group(group.name()));
        case GroupSelection.Tagged tag ->
            tagged.add(
                allow(
                        purpose + "Tagged" + (tagged.size() + 1),
                        List.of(actions),
                        List.of(group(ANY)))
                    .when(
                        Map.of("StringEquals", Map.of("aws:ResourceTag/" + tag.key(), tag.value())))
                    .because("Which group has the tag changes with each deployment."));
      }
    }
    Stream<Grant> byName =
        named.isEmpty()
            ? Stream.of()
            : Stream.of(
                allow(purpose, List.of(actions), named)
                    .because(
                        "The group is named; the star is for its id, which changes when it is made"
                            + " anew."));
    return Stream.concat(byName, tagged.stream());
  }

  private String group(String name) {
    return names.arn("autoscaling", "autoScalingGroup:*:autoScalingGroupName/" + name);
  }
}
