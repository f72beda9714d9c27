package dev.lastgood.simulator.iam;

import static dev.lastgood.simulator.iam.Fixture.QUEUE;
import static dev.lastgood.simulator.iam.Fixture.allow;
import static dev.lastgood.simulator.iam.Fixture.map;
import static dev.lastgood.simulator.iam.Fixture.policies;
import static dev.lastgood.simulator.iam.Fixture.role;
import static dev.lastgood.simulator.iam.Fixture.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A condition")
class ConditionsTest {
  private static final String RULE = "arn:aws:events:eu-west-1:111122223333:rule/alarms";

  @ParameterizedTest(name = "{0} {1}: {2} is {3}")
  @CsvSource(
      textBlock =
          """
          StringEquals, a, a, true
          StringEquals, a, A, false
          StringEquals, a*, ab, false
          StringNotEquals, a, b, true
          StringNotEquals, a, a, false
          StringEqualsIgnoreCase, a, A, true
          StringNotEqualsIgnoreCase, a, A, false
          StringLike, a*, abc, true
          StringLike, a?, abc, false
          StringNotLike, a*, abc, false
          Bool, true, TRUE, true
          Bool, false, true, false
          NumericEquals, 1.20, 1.2, true
          NumericNotEquals, 1, 2, true
          NumericLessThan, 1.2, 1.10, true
          NumericLessThan, 1.2, 1.2, false
          NumericLessThanEquals, 1.2, 1.2, true
          NumericGreaterThan, 10, 9, false
          NumericGreaterThanEquals, 10, 10, true
          NumericEquals, 1, one, false
          ArnLike, arn:aws:events:*:*:rule/a*, arn:aws:events:eu-west-1:111122223333:rule/alarms, true
          ArnEquals, arn:aws:events:*:*:rule/a*, arn:aws:events:eu-west-1:111122223333:rule/alarms, true
          ArnLike, arn:aws:events:*:rule/a*:x, arn:aws:events:eu-west-1:111122223333:rule/alarms, false
          ArnNotLike, arn:aws:events:*:*:rule/a*, arn:aws:events:eu-west-1:111122223333:rule/alarms, false
          ArnNotEquals, arn:aws:events:*:*:rule/b*, arn:aws:events:eu-west-1:111122223333:rule/alarms, true
          ForAnyValue:StringEquals, a, a, true
          ForAllValues:StringEquals, a, b, false
          StringEqualsIfExists, a, b, false
          'Null', false, here, true
          'Null', true, here, false
          """)
  @DisplayName("compares as its operator says")
  void compares(String operator, String value, String given, boolean holds) {
    assertEquals(holds, holds(map(operator, map("key", value)), Map.of("key", given)));
  }

  @ParameterizedTest(name = "{0} {1} is {2}")
  @CsvSource(
      textBlock =
          """
          StringEquals, a, false
          StringLike, *, false
          ArnLike, *, false
          Bool, false, false
          NumericLessThan, 2, false
          StringNotEquals, a, true
          ArnNotLike, *, true
          StringEqualsIfExists, a, true
          StringNotEqualsIfExists, a, true
          ForAllValues:StringEquals, a, true
          ForAnyValue:StringEquals, a, false
          ForAnyValue:StringNotEquals, a, false
          'Null', true, true
          'Null', false, false
          """)
  @DisplayName("knows what to make of a key that is missing")
  void missing(String operator, String value, boolean holds) {
    assertEquals(holds, holds(map(operator, map("key", value)), Map.of()));
  }

  @Test
  @DisplayName("holds for any of its values, and with the others, whatever the case of a key")
  void several() {
    Map<String, Object> condition =
        map(
            "StringEquals",
            map("aws:SourceAccount", List.of("444455556666", "111122223333")),
            "ArnLike",
            map("AWS:SourceArn", RULE));
    assertTrue(
        holds(condition, Map.of("AWS:sourceaccount", "111122223333", "aws:SourceArn", RULE)));
    assertFalse(
        holds(condition, Map.of("aws:SourceAccount", "999999999999", "aws:SourceArn", RULE)));
    assertFalse(holds(condition, Map.of("aws:SourceAccount", "111122223333")));
  }

  @Test
  @DisplayName("that is negated holds for none of its values")
  void noneOf() {
    Map<String, Object> condition = map("StringNotEquals", map("key", List.of("a", "b")));
    assertFalse(holds(condition, Map.of("key", "b")));
    assertTrue(holds(condition, Map.of("key", "c")));
  }

  @Test
  @DisplayName("knows who asks")
  void principal() {
    assertTrue(holds(map("ArnEquals", map("aws:PrincipalArn", Fixture.roleArn("role"))), Map.of()));
    assertTrue(holds(map("Bool", map("aws:PrincipalIsAWSService", "false")), Map.of()));
    assertFalse(
        holds(
            map("StringEquals", map("aws:PrincipalServiceName", "events.amazonaws.com")),
            Map.of()));
  }

  private static boolean holds(Map<String, Object> condition, Map<String, String> context) {
    AccountPolicies policies =
        policies(role("role", with(allow("S", "sqs:*", "*"), "Condition", condition)));
    return policies.decide(
            new AccessRequest(Fixture.role("role"), "sqs:SendMessage", QUEUE, context))
        instanceof Decision.Allowed;
  }
}
