package dev.lastgood.simulator.iam;

import dev.lastgood.simulator.template.CloudAssembly;
import dev.lastgood.simulator.template.PhysicalNames;
import dev.lastgood.simulator.template.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Assemblies made of a few resources, in the account 111122223333 in Ireland. */
final class Fixture {
  static final String ACCOUNT = "111122223333";
  static final String REGION = "eu-west-1";
  static final String ROOT = "arn:aws:iam::111122223333:root";
  static final String TABLE = arn("dynamodb", "table/state");
  static final String QUEUE = arn("sqs", "queue");
  static final String TOPIC = arn("sns", "topic");
  static final String BUCKET = "arn:aws:s3:::bucket";
  static final String ALIAS = arn("lambda", "function:detect:live");

  private Fixture() {}

  static String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
  }

  static String roleArn(String name) {
    return "arn:aws:iam::" + ACCOUNT + ":role/" + name;
  }

  static Principal role(String name) {
    return new Principal.Role(roleArn(name));
  }

  static Principal service(String name) {
    return new Principal.Service(name);
  }

  static CloudAssembly assembly(Resource... resources) {
    return new CloudAssembly("test", ACCOUNT, REGION, List.of(resources));
  }

  static AccountPolicies policies(Resource... resources) {
    return AccountPolicies.of(assembly(resources));
  }

  static Resource resource(String type, String id, Object... properties) {
    return new Resource("stack", id, type, map(properties));
  }

  /** A role that Lambda may assume, with one policy of the given statements. */
  static Resource role(String name, Map<?, ?>... statements) {
    return resource(
        "AWS::IAM::Role",
        name,
        "RoleName",
        name,
        "AssumeRolePolicyDocument",
        document(
            map(
                "Effect",
                "Allow",
                "Principal",
                map("Service", "lambda.amazonaws.com"),
                "Action",
                "sts:AssumeRole")),
        "Policies",
        List.of(map("PolicyName", "permissions", "PolicyDocument", document(statements))));
  }

  static Resource queuePolicy(Map<?, ?>... statements) {
    return resource(
        "AWS::SQS::QueuePolicy",
        "queuePolicy",
        "Queues",
        List.of("https://sqs.eu-west-1.amazonaws.com/111122223333/queue"),
        "PolicyDocument",
        document(statements));
  }

  static Resource key(Map<?, ?>... statements) {
    return resource("AWS::KMS::Key", "key", "KeyPolicy", document(statements));
  }

  static String keyArn(Resource key) {
    return arn("kms", "key/" + PhysicalNames.keyId(key));
  }

  static Map<String, Object> document(Map<?, ?>... statements) {
    return map("Version", "2012-10-17", "Statement", List.of(statements));
  }

  static Map<String, Object> allow(String sid, Object actions, Object resources) {
    return map("Sid", sid, "Effect", "Allow", "Action", actions, "Resource", resources);
  }

  static Map<String, Object> deny(String sid, Object actions, Object resources) {
    return with(allow(sid, actions, resources), "Effect", "Deny");
  }

  static Map<String, Object> with(Map<String, Object> statement, Object... more) {
    Map<String, Object> all = new LinkedHashMap<>(statement);
    all.putAll(map(more));
    return all;
  }

  static Map<String, Object> map(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  static Decision decide(
      AccountPolicies policies, Principal principal, String action, String resource) {
    return policies.decide(new AccessRequest(principal, action, resource, Map.of()));
  }

  /** The ids of the statements that allow, or the reason for which it is denied. */
  static Object outcome(Decision decision) {
    return switch (decision) {
      case Decision.Allowed allowed ->
          new ArrayList<>(allowed.by().stream().map(StatementReference::sid).toList());
      case Decision.Denied denied -> denied.reason();
    };
  }
}
