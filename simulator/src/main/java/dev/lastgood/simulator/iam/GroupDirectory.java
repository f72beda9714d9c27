package dev.lastgood.simulator.iam;

import java.util.Map;
import java.util.Optional;

/** The Auto Scaling groups that there are, as policies see them. */
public interface GroupDirectory {
  /**
   * A group's ARN, which holds an id that no request holds.
   *
   * @param groupName the group
   * @return its ARN; a made-up one where there is no such group
   */
  String arn(String groupName);

  /**
   * A group's tags; see "Control access with tags" in the Amazon EC2 Auto Scaling User Guide.
   *
   * @param groupName the group
   * @return their values by their keys; none where there is no such group
   */
  Map<String, String> tags(String groupName);

  /**
   * The group that an instance is in.
   *
   * @param instanceId the instance
   * @return the group's name; empty where it is in none
   */
  Optional<String> groupOf(String instanceId);
}
