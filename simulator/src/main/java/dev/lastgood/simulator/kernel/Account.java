package dev.lastgood.simulator.kernel;

/**
 * The account and Region that a simulated world plays in.
 *
 * @param id twelve digits
 * @param region such as {@code eu-west-1}
 */
public record Account(String id, String region) {
  /**
   * The name of a resource in this account and Region.
   *
   * @param service the service's part, such as {@code autoscaling}
   * @param resource everything after the account
   * @return the ARN
   */
  public String arn(String service, String resource) {
    return "arn:" + partition() + ":" + service + ":" + region + ":" + id + ":" + resource;
  }

  /**
   * The partition that the Region belongs to; see "Amazon Resource Names" in the AWS General
   * Reference.
   *
   * @return such as {@code aws}
   */
  public String partition() {
    return region.startsWith("cn-")
        ? "aws-cn"
        : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }
}
