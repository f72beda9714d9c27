package dev.lastgood.functions.config;

/**
 * What is deployed for an environment is called, for whoever deploys it and whoever looks for it.
 *
 * @param environment the environment's name in the configuration
 * @param account the account's twelve digits
 * @param region the Region
 */
public record ResourceNames(String environment, String account, String region) {
  /** What the table of the state is called, behind the environment. */
  public static final String STATE = "state";

  /** What the table of the ledger is called, behind the environment. */
  public static final String LEDGER = "ledger";

  /**
   * The names of an environment.
   *
   * @param configuration the environment
   * @return its names
   */
  public static ResourceNames of(Configuration configuration) {
    return new ResourceNames(
        configuration.environment(), configuration.account(), configuration.region());
  }

  /**
   * The name of something in this environment.
   *
   * @param what such as {@code state} or {@code detect}
   * @return such as {@code lastgood-production-state}
   */
  public String of(String what) {
    return "lastgood-" + environment + "-" + what;
  }

  /**
   * The ARN of something in this account and Region.
   *
   * @param service the service's part, such as {@code dynamodb}
   * @param resource everything after the account
   * @return the ARN
   */
  public String arn(String service, String resource) {
    return "arn:" + partition() + ":" + service + ":" + region + ":" + account + ":" + resource;
  }

  /**
   * The partition that the Region is in; see "Amazon Resource Names" in the AWS General Reference.
   *
   * @return {@code aws}, {@code aws-cn} or {@code aws-us-gov}
   */
  public String partition() {
    return region.startsWith("cn-")
        ? "aws-cn"
        : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }
}
