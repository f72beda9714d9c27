package dev.lastgood.functions.stack;

import java.util.Comparator;
import java.util.List;

/**
 * Which alarms make CloudFormation roll a change of the stack back; see "RollbackConfiguration" in
 * the AWS CloudFormation API Reference. It persists from one update to the next.
 *
 * @param monitoringMinutes how long they are watched once all is deployed
 * @param triggers what is watched, sorted by ARN; five at most
 */
public record StackRollbackConfiguration(int monitoringMinutes, List<Trigger> triggers) {
  /** None. */
  public static final StackRollbackConfiguration NONE =
      new StackRollbackConfiguration(0, List.of());

  /** Copies and orders its list. */
  public StackRollbackConfiguration {
    triggers = triggers.stream().sorted(Comparator.comparing(Trigger::arn)).toList();
  }

  /**
   * What is watched.
   *
   * @param arn of the alarm; one that does not exist makes the operation fail
   * @param type {@code AWS::CloudWatch::Alarm} or {@code AWS::CloudWatch::CompositeAlarm}
   */
  public record Trigger(String arn, String type) {}
}
