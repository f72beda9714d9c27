package dev.lastgood.functions.point;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is attached to a group and described by calls of its own, by the API's names. What cannot be
 * restored of it, such as an ARN that AWS gives, is left out.
 *
 * @param lifecycleHooks by their names, as in "DescribeLifecycleHooks"
 * @param scalingPolicies by their names, as in "DescribePolicies"; the alarms that start a policy
 *     by their names, but for those that AWS makes for target tracking itself
 * @param scheduledActions the recurring ones by their names, as in "DescribeScheduledActions",
 *     without the next time that AWS works out. One that runs once is gone afterwards, so it is not
 *     part of a configuration that lasts
 * @param notifications the notification types of each topic, as in
 *     "DescribeNotificationConfigurations"
 */
public record Attachments(
    SortedMap<String, Map<String, Object>> lifecycleHooks,
    SortedMap<String, Map<String, Object>> scalingPolicies,
    SortedMap<String, Map<String, Object>> scheduledActions,
    SortedMap<String, List<String>> notifications) {
  /** Nothing attached. */
  public static final Attachments NONE =
      new Attachments(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  /** Copies its maps. */
  public Attachments {
    lifecycleHooks = new TreeMap<>(lifecycleHooks);
    scalingPolicies = new TreeMap<>(scalingPolicies);
    scheduledActions = new TreeMap<>(scheduledActions);
    notifications = new TreeMap<>(notifications);
    notifications.replaceAll((topic, types) -> types.stream().sorted().toList());
  }
}
