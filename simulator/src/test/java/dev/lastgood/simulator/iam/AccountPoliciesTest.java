package dev.lastgood.simulator.iam;

import static dev.lastgood.simulator.iam.Fixture.ALIAS;
import static dev.lastgood.simulator.iam.Fixture.BUCKET;
import static dev.lastgood.simulator.iam.Fixture.QUEUE;
import static dev.lastgood.simulator.iam.Fixture.ROOT;
import static dev.lastgood.simulator.iam.Fixture.TABLE;
import static dev.lastgood.simulator.iam.Fixture.TOPIC;
import static dev.lastgood.simulator.iam.Fixture.allow;
import static dev.lastgood.simulator.iam.Fixture.arn;
import static dev.lastgood.simulator.iam.Fixture.decide;
import static dev.lastgood.simulator.iam.Fixture.deny;
import static dev.lastgood.simulator.iam.Fixture.document;
import static dev.lastgood.simulator.iam.Fixture.key;
import static dev.lastgood.simulator.iam.Fixture.keyArn;
import static dev.lastgood.simulator.iam.Fixture.map;
import static dev.lastgood.simulator.iam.Fixture.outcome;
import static dev.lastgood.simulator.iam.Fixture.policies;
import static dev.lastgood.simulator.iam.Fixture.queuePolicy;
import static dev.lastgood.simulator.iam.Fixture.resource;
import static dev.lastgood.simulator.iam.Fixture.role;
import static dev.lastgood.simulator.iam.Fixture.roleArn;
import static dev.lastgood.simulator.iam.Fixture.service;
import static dev.lastgood.simulator.iam.Fixture.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.lastgood.simulator.template.Resource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The account's policies")
class AccountPoliciesTest {
  private static final Principal ROLE = role("role");
  private static final Principal EVENTS = service("events.amazonaws.com");
  private static final String NOT_BY_IDENTITY =
      "because no identity-based policy allows the %s action";
  private static final String NOT_BY_RESOURCE =
      "because no resource-based policy allows the %s action";

  @Nested
  @DisplayName("of a role")
  class Identity {
    @Test
    @DisplayName("allow what a statement names, and nothing beside it")
    void namesActionAndResource() {
      AccountPolicies policies = policies(role("role", allow("Put", "dynamodb:PutItem", TABLE)));
      assertEquals(List.of("Put"), outcome(decide(policies, ROLE, "dynamodb:PutItem", TABLE)));
      assertEquals(
          NOT_BY_IDENTITY.formatted("dynamodb:GetItem"),
          outcome(decide(policies, ROLE, "dynamodb:GetItem", TABLE)));
      assertEquals(
          NOT_BY_IDENTITY.formatted("dynamodb:PutItem"),
          outcome(decide(policies, ROLE, "dynamodb:PutItem", TABLE + "s")));
      assertEquals(
          NOT_BY_IDENTITY.formatted("dynamodb:PutItem"),
          outcome(decide(policies, role("other"), "dynamodb:PutItem", TABLE)));
    }

    @Test
    @DisplayName("name every statement that allows")
    void everyStatement() {
      AccountPolicies policies =
          policies(
              role(
                  "role",
                  allow("One", List.of("dynamodb:PutItem", "dynamodb:Query"), TABLE),
                  allow("Two", "dynamodb:*", "*")));
      assertEquals(
          new Decision.Allowed(
              List.of(
                  new StatementReference(
                      "role", "One", List.of("dynamodb:PutItem", "dynamodb:Query"), true),
                  new StatementReference("role", "Two", List.of("dynamodb:*"), true))),
          decide(policies, ROLE, "dynamodb:PutItem", TABLE));
    }

    @Test
    @DisplayName("deny what a statement denies, whatever else allows it")
    void denyWins() {
      AccountPolicies policies =
          policies(
              role("role", allow("All", "*", "*"), deny("Never", "dynamodb:Delete*", TABLE)),
              queuePolicy(with(allow("In", "sqs:*", QUEUE), "Principal", "*")));
      assertEquals(
          "with an explicit deny in an identity-based policy",
          outcome(decide(policies, ROLE, "dynamodb:DeleteItem", TABLE)));
      assertEquals(List.of("All"), outcome(decide(policies, ROLE, "dynamodb:PutItem", TABLE)));
    }

    @Test
    @DisplayName("match actions without regard to case, and resources with it")
    void cases() {
      AccountPolicies policies = policies(role("role", allow("Put", "DynamoDB:putitem", TABLE)));
      assertEquals(List.of("Put"), outcome(decide(policies, ROLE, "dynamodb:PutItem", TABLE)));
      assertInstanceOf(
          Decision.Denied.class,
          decide(policies, ROLE, "dynamodb:PutItem", TABLE.replace("state", "STATE")));
    }

    @Test
    @DisplayName(
        "match a star with anything, colons and slashes included, and ? with one character")
    void wildcards() {
      AccountPolicies policies =
          policies(
              role(
                  "role",
                  allow("Star", "s3:Get*", "arn:aws:s3:::b*t/points/*"),
                  allow("Mark", "sqs:Send?essage", arn("sqs", "q???e"))));
      assertEquals(
          List.of("Star"),
          outcome(decide(policies, ROLE, "s3:GetObject", BUCKET + "/points/a/b:c")));
      assertEquals(
          NOT_BY_IDENTITY.formatted("s3:GetObject"),
          outcome(decide(policies, ROLE, "s3:GetObject", BUCKET + "/plans/a")));
      assertEquals(List.of("Mark"), outcome(decide(policies, ROLE, "sqs:SendMessage", QUEUE)));
      assertEquals(
          NOT_BY_IDENTITY.formatted("sqs:SendMessage"),
          outcome(decide(policies, ROLE, "sqs:SendMessage", arn("sqs", "quue"))));
    }

    @Test
    @DisplayName("take an action without a resource to be on * alone")
    void star() {
      AccountPolicies policies =
          policies(
              role(
                  "role",
                  allow("Named", "cloudwatch:DescribeAlarms", arn("cloudwatch", "alarm:*")),
                  allow("All", "ec2:Describe*", "*")));
      assertEquals(
          NOT_BY_IDENTITY.formatted("cloudwatch:DescribeAlarms"),
          outcome(decide(policies, ROLE, "cloudwatch:DescribeAlarms", "*")));
      assertEquals(List.of("All"), outcome(decide(policies, ROLE, "ec2:DescribeSubnets", "*")));
    }

    @Test
    @DisplayName("mean everything else with NotAction and NotResource")
    void exceptions() {
      AccountPolicies policies =
          policies(
              role(
                  "role",
                  map(
                      "Sid",
                      "Most",
                      "Effect",
                      "Allow",
                      "NotAction",
                      List.of("sqs:*", "iam:*"),
                      "NotResource",
                      TABLE)));
      assertEquals(List.of("Most"), outcome(decide(policies, ROLE, "sns:Publish", TOPIC)));
      assertInstanceOf(Decision.Denied.class, decide(policies, ROLE, "sqs:SendMessage", QUEUE));
      assertInstanceOf(Decision.Denied.class, decide(policies, ROLE, "dynamodb:GetItem", TABLE));
    }

    @Test
    @DisplayName("come from policies of their own that are attached, and number what has no id")
    void attached() {
      Map<String, Object> nameless = map("Effect", "Allow", "Action", "a:*", "Resource", "*");
      AccountPolicies policies =
          policies(
              role("role", allow("Same", "b:*", "*"), nameless),
              resource(
                  "AWS::IAM::Policy",
                  "policy",
                  "Roles",
                  List.of("role"),
                  "PolicyDocument",
                  document(allow("Same", "c:*", "*"), nameless, deny("No", "d:*", "*"))),
              resource(
                  "AWS::IAM::ManagedPolicy",
                  "managed",
                  "ManagedPolicyName",
                  "managed",
                  "PolicyDocument",
                  document(allow("Managed", "e:*", "*"))),
              resource(
                  "AWS::IAM::Role",
                  "second",
                  "AssumeRolePolicyDocument",
                  document(),
                  "ManagedPolicyArns",
                  List.of("arn:aws:iam::111122223333:policy/managed")));
      assertEquals(
          List.of("role Same", "role #1", "role Same#2", "role #3", "stack-second Managed"),
          policies.statements().stream()
              .map(statement -> statement.policyOwner() + " " + statement.sid())
              .toList());
      assertEquals(List.of("#1", "#3"), outcome(decide(policies, ROLE, "a:b", "*")));
    }
  }

  @Nested
  @DisplayName("of a resource")
  class OfResource {
    @Test
    @DisplayName("let a service in, by itself, and no other service")
    void service() {
      AccountPolicies policies =
          policies(
              role("role", allow("All", "*", "*")),
              queuePolicy(
                  with(
                      allow("In", "sqs:SendMessage", QUEUE),
                      "Principal",
                      map("Service", "events.amazonaws.com"))));
      Decision.Allowed allowed =
          assertInstanceOf(
              Decision.Allowed.class, decide(policies, EVENTS, "sqs:SendMessage", QUEUE));
      assertEquals(
          List.of(new StatementReference(QUEUE, "In", List.of("sqs:SendMessage"), false)),
          allowed.by());
      assertEquals(
          NOT_BY_RESOURCE.formatted("sqs:SendMessage"),
          outcome(
              decide(policies, Fixture.service("sns.amazonaws.com"), "sqs:SendMessage", QUEUE)));
    }

    @Test
    @DisplayName("allow a role that they name, without its own policies")
    void namedRole() {
      AccountPolicies policies =
          policies(
              role("role", allow("Else", "sns:*", "*")),
              queuePolicy(
                  with(allow("In", "sqs:*", QUEUE), "Principal", map("AWS", roleArn("role")))));
      assertEquals(List.of("In"), outcome(decide(policies, ROLE, "sqs:SendMessage", QUEUE)));
      assertInstanceOf(
          Decision.Denied.class, decide(policies, role("other"), "sqs:SendMessage", QUEUE));
    }

    @Test
    @DisplayName("leave it to the role's own policies where they name the account")
    void namedAccount() {
      AccountPolicies policies =
          policies(
              role("role", allow("Else", "sns:*", "*")),
              role("sender", allow("Send", "sqs:*", "*")),
              queuePolicy(with(allow("In", "sqs:*", QUEUE), "Principal", map("AWS", ROOT))));
      assertEquals(
          NOT_BY_IDENTITY.formatted("sqs:SendMessage"),
          outcome(decide(policies, ROLE, "sqs:SendMessage", QUEUE)));
      assertEquals(
          List.of("Send"), outcome(decide(policies, role("sender"), "sqs:SendMessage", QUEUE)));
    }

    @Test
    @DisplayName("deny everyone what they deny everyone, services included")
    void denyWins() {
      AccountPolicies policies =
          policies(
              role("role", allow("All", "*", "*")),
              resource(
                  "AWS::DynamoDB::Table",
                  "table",
                  "TableName",
                  "state",
                  "ResourcePolicy",
                  map(
                      "PolicyDocument",
                      document(
                          with(
                              deny("Never", "dynamodb:UpdateItem", "*"),
                              "Principal",
                              map("AWS", "*"))))));
      String denied = "with an explicit deny in a resource-based policy";
      assertEquals(denied, outcome(decide(policies, ROLE, "dynamodb:UpdateItem", TABLE)));
      assertEquals(denied, outcome(decide(policies, EVENTS, "dynamodb:UpdateItem", TABLE)));
      assertEquals(List.of("All"), outcome(decide(policies, ROLE, "dynamodb:PutItem", TABLE)));
    }

    @Test
    @DisplayName("are a bucket's for its objects")
    void bucket() {
      AccountPolicies policies =
          policies(
              role("role", allow("All", "s3:*", "*")),
              resource(
                  "AWS::S3::BucketPolicy",
                  "bucketPolicy",
                  "Bucket",
                  "bucket",
                  "PolicyDocument",
                  document(
                      with(
                          deny("Tls", "s3:*", List.of(BUCKET, BUCKET + "/*")),
                          "Principal",
                          "*",
                          "Condition",
                          map("NumericLessThan", map("s3:TlsVersion", 1.2))))));
      AccessRequest old =
          new AccessRequest(ROLE, "s3:GetObject", BUCKET + "/a/b", Map.of("s3:TlsVersion", "1.1"));
      AccessRequest recent =
          new AccessRequest(ROLE, "s3:GetObject", BUCKET + "/a/b", Map.of("s3:TlsVersion", "1.3"));
      assertEquals(
          "with an explicit deny in a resource-based policy", outcome(policies.decide(old)));
      assertEquals(List.of("All"), outcome(policies.decide(recent)));
    }

    @Test
    @DisplayName("are one policy for each alias of a function: what invokes it may invoke no other")
    void alias() {
      AccountPolicies policies =
          policies(
              resource(
                  "AWS::Lambda::Permission",
                  "permission",
                  "FunctionName",
                  ALIAS,
                  "Action",
                  "lambda:InvokeFunction",
                  "Principal",
                  "events.amazonaws.com",
                  "SourceArn",
                  arn("events", "rule/alarms")));
      Map<String, String> context = Map.of("aws:SourceArn", arn("events", "rule/alarms"));
      String action = "lambda:InvokeFunction";
      String function = arn("lambda", "function:detect");
      assertEquals(
          List.of("permission"),
          outcome(policies.decide(new AccessRequest(EVENTS, action, ALIAS, context))));
      for (String other : List.of(function, function + ":1", function + ":old")) {
        assertEquals(
            NOT_BY_RESOURCE.formatted(action),
            outcome(policies.decide(new AccessRequest(EVENTS, action, other, context))),
            other);
      }
      assertEquals(
          NOT_BY_RESOURCE.formatted(action),
          outcome(
              policies.decide(
                  new AccessRequest(
                      EVENTS,
                      action,
                      ALIAS,
                      Map.of("aws:SourceArn", arn("events", "rule/others"))))));
    }
  }

  @Nested
  @DisplayName("of a key")
  class OfKey {
    private final Map<String, Object> delegation =
        with(allow("Account", "kms:*", "*"), "Principal", map("AWS", ROOT));

    @Test
    @DisplayName("leave it to the account, where they say so, and name both statements")
    void delegates() {
      Resource key = key(delegation);
      AccountPolicies policies =
          policies(key, role("role", allow("Use", "kms:Decrypt", keyArn(key))));
      assertEquals(
          List.of("Use", "Account"), outcome(decide(policies, ROLE, "kms:Decrypt", keyArn(key))));
      assertEquals(
          NOT_BY_IDENTITY.formatted("kms:Encrypt"),
          outcome(decide(policies, ROLE, "kms:Encrypt", keyArn(key))));
    }

    @Test
    @DisplayName("are not enough for a role's own policies where they say nothing of the account")
    void doesNotDelegate() {
      Resource key =
          key(with(allow("Named", "kms:Decrypt", "*"), "Principal", map("AWS", roleArn("named"))));
      AccountPolicies policies = policies(key, role("role", allow("Use", "kms:*", "*")));
      assertEquals(
          NOT_BY_RESOURCE.formatted("kms:Decrypt"),
          outcome(decide(policies, ROLE, "kms:Decrypt", keyArn(key))));
      assertEquals(
          List.of("Named"), outcome(decide(policies, role("named"), "kms:Decrypt", keyArn(key))));
    }

    @Test
    @DisplayName("are the default ones where the template has none, and none for unknown keys")
    void defaults() {
      Resource key = resource("AWS::KMS::Key", "key");
      AccountPolicies policies = policies(key, role("role", allow("Use", "kms:*", "*")));
      assertEquals(
          List.of("Use", "#0"), outcome(decide(policies, ROLE, "kms:Decrypt", keyArn(key))));
      assertEquals(
          NOT_BY_RESOURCE.formatted("kms:Decrypt"),
          outcome(decide(policies, ROLE, "kms:Decrypt", arn("kms", "key/other"))));
      assertEquals(
          NOT_BY_RESOURCE.formatted("kms:Decrypt"),
          outcome(decide(policies, EVENTS, "kms:Decrypt", keyArn(key))));
    }
  }

  @Nested
  @DisplayName("of trust")
  class Trust {
    @Test
    @DisplayName("let the service that they name assume the role, on their conditions")
    void trust() {
      AccountPolicies policies =
          policies(
              resource(
                  "AWS::IAM::Role",
                  "machine",
                  "RoleName",
                  "machine",
                  "AssumeRolePolicyDocument",
                  document(
                      map(
                          "Effect",
                          "Allow",
                          "Principal",
                          map("Service", "states.amazonaws.com"),
                          "Action",
                          "sts:AssumeRole",
                          "Condition",
                          map("StringEquals", map("aws:SourceAccount", Fixture.ACCOUNT))))),
              role("role", allow("All", "*", "*")));
      Principal states = service("states.amazonaws.com");
      String arn = roleArn("machine");
      assertEquals(
          List.of("#0"),
          outcome(
              policies.decide(
                  new AccessRequest(
                      states,
                      "sts:AssumeRole",
                      arn,
                      Map.of("aws:SourceAccount", Fixture.ACCOUNT)))));
      String denied = "because no role trust policy allows the sts:AssumeRole action";
      assertEquals(denied, outcome(decide(policies, states, "sts:AssumeRole", arn)));
      assertEquals(denied, outcome(decide(policies, EVENTS, "sts:AssumeRole", arn)));
      assertEquals(denied, outcome(decide(policies, ROLE, "sts:AssumeRole", arn)));
    }
  }

  @Test
  @DisplayName("decide the same in whichever order their statements stand")
  void order() {
    Random random = new Random(20_261_127);
    List<String> actions = List.of("sqs:SendMessage", "sqs:ReceiveMessage", "sns:Publish");
    List<Object> resources = List.of(QUEUE, TOPIC, "*");
    for (int round = 0; round < 300; round++) {
      List<Map<String, Object>> identity = new ArrayList<>();
      List<Map<String, Object>> ofQueue = new ArrayList<>();
      for (int number = 0; number < 6; number++) {
        Map<String, Object> statement =
            with(
                allow(
                    "S" + number,
                    actions.get(random.nextInt(actions.size())),
                    resources.get(random.nextInt(resources.size()))),
                "Effect",
                random.nextInt(6) == 0 ? "Deny" : "Allow");
        if (number % 2 == 0) {
          identity.add(statement);
        } else {
          ofQueue.add(
              with(
                  statement,
                  "Principal",
                  random.nextBoolean() ? map("AWS", ROOT) : map("AWS", roleArn("role"))));
        }
      }
      AccountPolicies before = shuffled(identity, ofQueue);
      Collections.shuffle(identity, random);
      Collections.shuffle(ofQueue, random);
      AccountPolicies after = shuffled(identity, ofQueue);
      for (String action : actions) {
        for (String resource : List.of(QUEUE, TOPIC)) {
          assertEquals(
              unordered(decide(before, ROLE, action, resource)),
              unordered(decide(after, ROLE, action, resource)),
              () -> identity + " " + ofQueue + " " + action + " " + resource);
        }
      }
    }
  }

  private static AccountPolicies shuffled(
      List<Map<String, Object>> identity, List<Map<String, Object>> ofQueue) {
    return policies(
        role("role", identity.toArray(Map[]::new)), queuePolicy(ofQueue.toArray(Map[]::new)));
  }

  private static Object unordered(Decision decision) {
    return switch (decision) {
      case Decision.Allowed allowed -> new HashSet<>(allowed.by());
      case Decision.Denied denied -> Set.of(denied.reason());
    };
  }
}
