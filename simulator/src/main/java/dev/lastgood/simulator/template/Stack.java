package dev.lastgood.simulator.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stack as the assembly holds it.
 *
 * @param name its name
 * @param account where it is deployed
 * @param region where it is deployed
 * @param template its template
 */
record Stack(String name, String account, String region, JsonNode template) {
  private static final Pattern ENVIRONMENT = Pattern.compile("aws://(\\d{12})/([a-z0-9-]+)");

  static Stack of(String name, String environment, JsonNode template) {
    Matcher matcher = ENVIRONMENT.matcher(environment);
    if (!matcher.matches()) {
      throw new UnresolvableTemplateException(
          name, "its environment is not an account and a Region: " + environment);
    }
    return new Stack(name, matcher.group(1), matcher.group(2), template);
  }

  /** See "Amazon Resource Names" in the AWS General Reference. */
  String partition() {
    return region.startsWith("cn-")
        ? "aws-cn"
        : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  String arn(String service, String resource) {
    return "arn:" + partition() + ":" + service + ":" + region + ":" + account + ":" + resource;
  }

  /** For services whose resources belong to an account and to no Region. */
  String globalArn(String service, String resource) {
    return "arn:" + partition() + ":" + service + "::" + account + ":" + resource;
  }
}
