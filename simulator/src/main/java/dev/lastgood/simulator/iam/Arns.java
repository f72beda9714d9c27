package dev.lastgood.simulator.iam;

import dev.lastgood.simulator.template.CloudAssembly;
import dev.lastgood.simulator.template.PhysicalNames;
import dev.lastgood.simulator.template.Resource;
import java.util.Locale;

/**
 * The ARNs of an account and a Region; see "Amazon Resource Names" in the AWS General Reference.
 *
 * @param partition such as {@code aws}
 * @param region the Region
 * @param account the account's twelve digits
 */
record Arns(String partition, String region, String account) {
  static Arns of(CloudAssembly assembly) {
    String region = assembly.region();
    String partition =
        region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    return new Arns(partition, region, assembly.account());
  }

  String arn(String service, String resource) {
    return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
  }

  String ofAws(String service, String resource) {
    return "arn:" + partition + ":" + service + ":" + region + "::" + resource;
  }

  String s3(String resource) {
    return "arn:" + partition + ":s3:::" + resource;
  }

  String role(Resource role) {
    return "arn:" + partition + ":iam::" + account + ":role" + path(role) + roleName(role);
  }

  String managedPolicy(Resource policy) {
    return "arn:"
        + partition
        + ":iam::"
        + account
        + ":policy"
        + path(policy)
        + PhysicalNames.of(policy, "ManagedPolicyName");
  }

  static String roleName(Resource role) {
    return PhysicalNames.of(role, "RoleName");
  }

  String key(Resource key) {
    return arn("kms", "key/" + PhysicalNames.keyId(key));
  }

  String bucket(Resource bucket) {
    return s3(PhysicalNames.of(bucket, "BucketName").toLowerCase(Locale.ROOT));
  }

  String table(String nameOrArn) {
    return nameOrArn.startsWith("arn:") ? nameOrArn : arn("dynamodb", "table/" + nameOrArn);
  }

  String table(Resource table) {
    return table(PhysicalNames.of(table, "TableName"));
  }

  String topic(Resource topic) {
    return arn("sns", PhysicalNames.of(topic, "TopicName"));
  }

  String queue(Resource queue) {
    return arn("sqs", PhysicalNames.of(queue, "QueueName"));
  }

  /** Of a queue that is named by its URL, which ends with the account and the name. */
  String queueOfUrl(String url) {
    return arn("sqs", url.substring(url.lastIndexOf('/') + 1));
  }

  /** Of a function named as Lambda's API allows: by name, by partial ARN or by ARN. */
  String function(String named) {
    if (named.startsWith("arn:")) {
      return named;
    }
    int marker = named.indexOf("function:");
    return arn(
        "lambda",
        "function:" + (marker < 0 ? named : named.substring(marker + "function:".length())));
  }

  /** Whether a function's ARN ends with a version or an alias. */
  static boolean isQualified(String functionArn) {
    return functionArn.indexOf(':', functionArn.indexOf("function:") + "function:".length()) >= 0;
  }

  /** The function's own ARN, whatever version or alias is named. */
  static String unqualified(String functionArn) {
    return isQualified(functionArn)
        ? functionArn.substring(0, functionArn.lastIndexOf(':'))
        : functionArn;
  }

  String viaService(String service) {
    return service + "." + region + ".amazonaws.com";
  }

  private static String path(Resource resource) {
    return String.valueOf(resource.properties().getOrDefault("Path", "/"));
  }
}
