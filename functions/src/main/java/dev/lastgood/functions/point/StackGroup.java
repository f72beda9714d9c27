package dev.lastgood.functions.point;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;

/**
 * An Auto Scaling group that a stack owns. CloudFormation says that a stack is complete where its
 * groups' settings are; whether their instances serve, it waits for only where an update policy
 * tells it to. See "UpdatePolicy attribute" in the AWS CloudFormation Template Reference Guide.
 *
 * @param groupName its name, as the stack lists it
 * @param described the group; empty where there is none of that name
 * @param refreshId the instance refresh that is under way
 */
public record StackGroup(
    String groupName, Optional<AutoScalingGroup> described, Optional<String> refreshId) {

  /**
   * What keeps it from being well, as Auto Scaling sees it.
   *
   * @return a sentence each, which names the group; none where all of its capacity is in service
   *     and healthy, and nobody replaces any of it
   */
  public List<String> lack() {
    List<String> lack = new ArrayList<>();
    if (described.isEmpty()) {
      lack.add("The group " + groupName + " of the stack is not there.");
    }
    described
        .flatMap(group -> Fleet.of(group).shortage())
        .ifPresent(shortage -> lack.add("The group " + groupName + ": " + shortage));
    refreshId.ifPresent(
        refresh ->
            lack.add(
                "The instance refresh "
                    + refresh
                    + " is under way in the group "
                    + groupName
                    + "."));
    return lack;
  }
}
