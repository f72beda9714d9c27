package dev.lastgood.simulator.iam;

import static dev.lastgood.simulator.iam.Fixture.allow;
import static dev.lastgood.simulator.iam.Fixture.document;
import static dev.lastgood.simulator.iam.Fixture.map;
import static dev.lastgood.simulator.iam.Fixture.policies;
import static dev.lastgood.simulator.iam.Fixture.queuePolicy;
import static dev.lastgood.simulator.iam.Fixture.resource;
import static dev.lastgood.simulator.iam.Fixture.role;
import static dev.lastgood.simulator.iam.Fixture.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lastgood.simulator.template.Resource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What is not understood of a policy")
class UnreadablePoliciesTest {
  private static final String STATEMENT = "stack role.Policies[0].PolicyDocument.Statement[0]";
  private static final String OF_QUEUE = "stack queuePolicy.PolicyDocument.Statement[0]";
  private static final Map<String, Object> GOOD = allow("S", "sqs:*", "*");

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(
            role("role", with(GOOD, "NotPrincipal", "*")),
            STATEMENT + ".NotPrincipal: the element is unknown or not modelled"),
        Arguments.of(
            role("role", with(GOOD, "Principal", "*")),
            STATEMENT + ": this kind of policy has no Principal"),
        Arguments.of(
            role("role", with(GOOD, "NotAction", "sns:*")),
            STATEMENT + ": a statement has either Action or NotAction"),
        Arguments.of(
            role("role", with(GOOD, "Effect", "Maybe")), STATEMENT + ": there is no Effect Maybe"),
        Arguments.of(
            role("role", with(GOOD, "Action", "SendMessage")),
            STATEMENT + ": SendMessage is no action: SERVICE:NAME"),
        Arguments.of(
            role("role", with(GOOD, "Action", List.of())),
            STATEMENT + ".Action: the list is empty"),
        Arguments.of(
            role("role", with(GOOD, "Resource", "arn:aws:s3:::b/${aws:username}")),
            STATEMENT + ": policy variables are not modelled: arn:aws:s3:::b/${aws:username}"),
        Arguments.of(
            role("role", GOOD, GOOD),
            "stack role.Policies[0].PolicyDocument.Statement[1]: the Sid S is not the only one"),
        Arguments.of(
            condition("IpAddress", "aws:SourceIp", "10.0.0.0/8"),
            STATEMENT + ".Condition.IpAddress: the condition operator is unknown or not modelled"),
        Arguments.of(
            condition("DateLessThan", "aws:CurrentTime", "2026-01-01T00:00:00Z"),
            STATEMENT
                + ".Condition.DateLessThan: the condition operator is unknown or not modelled"),
        Arguments.of(
            condition("ForSome:StringEquals", "key", "a"),
            STATEMENT
                + ".Condition.ForSome:StringEquals: the set operator of ForSome:StringEquals is"
                + " unknown"),
        Arguments.of(
            condition("NullIfExists", "key", "true"),
            STATEMENT + ".Condition.NullIfExists: NullIfExists is no operator"),
        Arguments.of(
            condition("Bool", "key", "yes"),
            STATEMENT + ".Condition.Bool: yes is neither true nor false"),
        Arguments.of(
            condition("NumericEquals", "key", "one"),
            STATEMENT + ".Condition.NumericEquals: one is no number"),
        Arguments.of(
            condition("ArnLike", "key", "queue"),
            STATEMENT + ".Condition.ArnLike: queue is no ARN"),
        Arguments.of(queuePolicy(GOOD), OF_QUEUE + ".Principal: an object is expected here"),
        Arguments.of(
            queuePolicy(with(GOOD, "Principal", map("Federated", "accounts.google.com"))),
            OF_QUEUE + ".Principal.Federated: the kind of principal is not modelled"),
        Arguments.of(
            queuePolicy(with(GOOD, "Principal", map("AWS", "arn:aws:iam::111122223333:role/*"))),
            OF_QUEUE
                + ".Principal.AWS: the principal is not modelled: arn:aws:iam::111122223333:role/*"),
        Arguments.of(
            resource(
                "AWS::IAM::Role",
                "role",
                "AssumeRolePolicyDocument",
                document(),
                "ManagedPolicyArns",
                List.of("arn:aws:iam::aws:policy/ReadOnlyAccess")),
            "stack role.ManagedPolicyArns: the assembly does not have the policy"
                + " arn:aws:iam::aws:policy/ReadOnlyAccess"),
        Arguments.of(
            resource(
                "AWS::IAM::Role",
                "role",
                "AssumeRolePolicyDocument",
                document(),
                "PermissionsBoundary",
                "arn:aws:iam::aws:policy/ReadOnlyAccess"),
            "stack role.PermissionsBoundary: it is not modelled"),
        Arguments.of(
            resource(
                "AWS::IAM::Policy",
                "policy",
                "Roles",
                List.of("nobody"),
                "PolicyDocument",
                document()),
            "stack policy.PolicyDocument: the assembly does not have the role nobody"),
        Arguments.of(
            resource("AWS::Events::EventBusPolicy", "bus"),
            "stack bus: AWS::Events::EventBusPolicy is not modelled"),
        Arguments.of(
            resource("AWS::IAM::User", "user"), "stack user: AWS::IAM::User is not modelled"),
        Arguments.of(
            resource(
                "AWS::Lambda::Permission",
                "permission",
                "FunctionName",
                "detect",
                "Action",
                "lambda:InvokeFunction",
                "Principal",
                "*",
                "PrincipalOrgID",
                "o-123"),
            "stack permission.PrincipalOrgID: it is not modelled"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource
  @DisplayName("is refused, with its place")
  void refused(Resource resource, String message) {
    UnreadablePolicyException refused =
        assertThrows(UnreadablePolicyException.class, () -> policies(resource));
    assertEquals(message, refused.getMessage());
  }

  private static Resource condition(String operator, String key, String value) {
    return role("role", with(GOOD, "Condition", map(operator, map(key, value))));
  }
}
