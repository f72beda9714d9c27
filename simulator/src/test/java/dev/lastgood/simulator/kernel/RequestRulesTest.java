package dev.lastgood.simulator.kernel;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.CreateOrUpdateTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.EnterStandbyRequest;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;

@DisplayName("What the API models say of a request")
class RequestRulesTest {
  private static final ServiceError VALIDATION =
      new ServiceError("AutoScaling", "ValidationError", 400, AutoScalingException::builder);

  @Test
  @DisplayName("is which members it has to have, in its parts too, by their places")
  void missing() {
    assertEquals(
        List.of(
            new Violation.Missing("AutoScalingGroupName"),
            new Violation.Missing("ShouldDecrementDesiredCapacity")),
        violations(EnterStandbyRequest.builder().build()));
    assertEquals(
        List.of(new Violation.Missing("Tags.2.member.Key")),
        violations(
            CreateOrUpdateTagsRequest.builder()
                .tags(Tag.builder().key("k").build(), Tag.builder().value("v").build())
                .build()));
    assertEquals(
        List.of(new Violation.Missing("RequestItems.t.member.Keys")),
        violations(BatchGetItemRequest.builder().requestItems(Map.of("t", keys())).build()));
  }

  private static KeysAndAttributes keys() {
    return KeysAndAttributes.builder().build();
  }

  @Test
  @DisplayName("is which values an enumeration has, in lists too")
  void unknown() {
    assertEquals(
        List.of(
            new Violation.Unknown(
                "InvocationType", "Y", List.of("Event", "RequestResponse", "DryRun"))),
        violations(InvokeRequest.builder().functionName("f").invocationType("Y").build()));
    assertEquals(
        "AttributeNames.2.member",
        violations(
                GetQueueAttributesRequest.builder()
                    .queueUrl("q")
                    .attributeNamesWithStrings(List.of("All", "Nothing"))
                    .build())
            .getFirst()
            .path());
  }

  @Test
  @DisplayName("is nothing of what is free, however deep it holds itself")
  void free() {
    assertEquals(
        List.of(),
        violations(
            PutItemRequest.builder()
                .tableName("t")
                .item(Map.of("k", AttributeValue.fromL(List.of(AttributeValue.fromS("v")))))
                .build()));
  }

  private static List<Violation> violations(SdkPojo request) {
    return RequestRules.violations(request);
  }

  @Test
  @DisplayName("is told in one message that counts and names all that is wrong")
  void message() {
    assertEquals(
        "2 validation errors detected: Value null at 'tags.1.member.key' failed to satisfy"
            + " constraint: Member must not be null; Value 'x' at 'strategy' failed to satisfy"
            + " constraint: Member must satisfy enum value set: [Rolling]",
        Validation.constraints(VALIDATION)
            .refusal(
                List.of(
                    new Violation.Missing("Tags.1.member.Key"),
                    new Violation.Unknown("Strategy", "x", List.of("Rolling"))))
            .orElseThrow()
            .awsErrorDetails()
            .errorMessage());
  }

  @Test
  @DisplayName("is what the SDK cannot send at all, which never reaches the service")
  void unsendable() {
    assertEquals(
        "Unable to marshall request to JSON: Parameter 'Bucket' must not be null",
        unsent(GetObjectRequest.builder().key("k").build()));
    assertEquals(
        "Unable to marshall request to JSON: Key cannot be empty.",
        unsent(GetObjectRequest.builder().bucket("b").key("").build()));
    assertEquals(
        "Unable to marshall request to JSON: Parameter 'FunctionName' must not be null",
        unsent(InvokeRequest.builder().build()));
    assertDoesNotThrow(
        () ->
            RequestRules.refuseUnsendable(GetObjectRequest.builder().bucket("b").key("k").build()));
  }

  private static String unsent(SdkPojo request) {
    return assertThrows(SdkClientException.class, () -> RequestRules.refuseUnsendable(request))
        .getMessage();
  }
}
