package dev.lastgood.functions.config;

import java.util.List;
import java.util.Optional;

/**
 * The configuration of one environment: one account and Region, and the targets protected in it.
 *
 * @param environment the environment's name, which names and tags everything deployed for it
 * @param account the AWS account's twelve digits
 * @param region the AWS Region, such as {@code eu-west-1}
 * @param targets what is protected, in the order of the file
 * @param deployment how it is deployed
 */
public record Configuration(
    String environment,
    String account,
    String region,
    List<Target> targets,
    Deployment deployment) {

  /** Copies its list. */
  public Configuration {
    targets = List.copyOf(targets);
  }

  /**
   * An environment that is deployed as by default.
   *
   * @param environment its name
   * @param account the AWS account's twelve digits
   * @param region the AWS Region
   * @param targets what is protected
   */
  public Configuration(String environment, String account, String region, List<Target> targets) {
    this(environment, account, region, targets, Deployment.DEFAULT);
  }

  /**
   * The same environment with other targets.
   *
   * @param others what is protected in it
   * @return a new configuration
   */
  public Configuration withTargets(List<Target> others) {
    return new Configuration(environment, account, region, others, deployment);
  }

  /**
   * The target of a name.
   *
   * @param targetId the name under {@code targets}
   * @return empty where the configuration has none of that name
   */
  public Optional<Target> target(String targetId) {
    return targets.stream().filter(target -> target.id().equals(targetId)).findFirst();
  }

  /**
   * The targets that an alarm speaks for; one alarm may serve several.
   *
   * @param alarmName the CloudWatch alarm's name
   * @return the targets that name it, in the order of the file
   */
  public List<Target> targetsOfAlarm(String alarmName) {
    return targets.stream().filter(target -> target.hasAlarm(alarmName)).toList();
  }

  /**
   * The target that a stack is.
   *
   * @param stackId the stack's ARN; see "Stack" in the CloudFormation API Reference
   * @return empty where no target has that name, or where the stack is of another account or Region
   */
  public Optional<Target> targetOfStack(String stackId) {
    String here = ":cloudformation:" + region + ":" + account + ":stack/";
    int name = stackId.indexOf(here);
    if (name < 0) {
      return Optional.empty();
    }
    String[] parts = stackId.substring(name + here.length()).split("/");
    return targets.stream()
        .filter(target -> target.stack().filter(it -> it.stackName().equals(parts[0])).isPresent())
        .findFirst();
  }

  /**
   * Every alarm that some target names.
   *
   * @return the names, each once, in the order of the file
   */
  public List<String> alarmNames() {
    return targets.stream()
        .flatMap(target -> target.alarms().stream())
        .map(Alarm::name)
        .distinct()
        .toList();
  }
}
