package dev.lastgood.simulator.ec2;

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
    return "arn:aws:" + service + ":" + region + ":" + id + ":" + resource;
  }
}
