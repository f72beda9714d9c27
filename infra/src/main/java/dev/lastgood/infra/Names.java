package dev.lastgood.infra;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.ResourceNames;

/**
 * The names of everything that is deployed for one environment. They begin with the environment's
 * own, so that several live side by side in one account; they are given, and not left to
 * CloudFormation, where a policy has to name what does not exist yet.
 *
 * @param environment the environment's name in the configuration
 * @param account the account's twelve digits
 * @param region the Region
 */
public record Names(String environment, String account, String region) {
  /** The alias that events and people invoke functions and machines by. */
  public static final String LIVE = "live";

  /**
   * The names of an environment.
   *
   * @param configuration the environment
   * @return its names
   */
  public static Names of(Configuration configuration) {
    return new Names(configuration.environment(), configuration.account(), configuration.region());
  }

  /**
   * The name of something in this environment.
   *
   * @param what such as {@code state} or {@code detect}
   * @return such as {@code lastgood-production-state}
   */
  public String of(String what) {
    return resources().of(what);
  }

  /**
   * The name of the bucket of points and plans, which is unique in all of AWS.
   *
   * @return the name
   */
  public String bucket() {
    return "lastgood-" + environment + "-" + account;
  }

  /**
   * The ARN of something in this account and Region.
   *
   * @param service the service's part, such as {@code dynamodb}
   * @param resource everything after the account
   * @return the ARN
   */
  public String arn(String service, String resource) {
    return resources().arn(service, resource);
  }

  /**
   * The ARN of something in this Region that belongs to no account, such as an image.
   *
   * @param service the service's part
   * @param resource everything after the account
   * @return the ARN
   */
  public String ofAws(String service, String resource) {
    return "arn:" + partition() + ":" + service + ":" + region + "::" + resource;
  }

  /**
   * The ARN of a bucket or of objects in it.
   *
   * @param resource the bucket's name, or that and a key
   * @return the ARN
   */
  public String ofS3(String resource) {
    return "arn:" + partition() + ":s3:::" + resource;
  }

  /**
   * The ARN of an IAM role of this account.
   *
   * @param name its name, with its path where it has one
   * @return the ARN
   */
  String role(String name) {
    return "arn:" + partition() + ":iam::" + account + ":role/" + name;
  }

  /**
   * Whom a role is passed to that instances have; see "iam:PassedToService" in the IAM User Guide.
   *
   * @return Amazon EC2's service principal
   */
  String ec2Principal() {
    return partition().equals("aws-cn") ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com";
  }

  private String partition() {
    return resources().partition();
  }

  /** The rules that the operator's tool shares. */
  private ResourceNames resources() {
    return new ResourceNames(environment, account, region);
  }
}
