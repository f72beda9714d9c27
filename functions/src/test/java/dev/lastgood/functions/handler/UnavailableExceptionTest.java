package dev.lastgood.functions.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.s3.model.S3Exception;

@DisplayName("A call that failed")
class UnavailableExceptionTest {
  private static SdkException answer(AwsServiceException.Builder builder, String code, int status) {
    return builder
        .message(code)
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(code).build())
        .build();
  }

  private static SdkException canceled(String... codes) {
    return TransactionCanceledException.builder()
        .cancellationReasons(
            Stream.of(codes).map(code -> CancellationReason.builder().code(code).build()).toList())
        .statusCode(400)
        .message("canceled")
        .build();
  }

  static Stream<SdkException> passing() {
    return Stream.of(
        answer(DynamoDbException.builder(), "InternalServerError", 500),
        answer(S3Exception.builder(), "SlowDown", 503),
        answer(DynamoDbException.builder(), "ThrottlingException", 400),
        answer(DynamoDbException.builder(), "TransactionConflictException", 400),
        answer(S3Exception.builder(), "ConditionalRequestConflict", 409),
        canceled("None", "TransactionConflict"),
        ApiCallTimeoutException.create(8_000),
        SdkClientException.create("Unable to execute HTTP request: Read timed out"));
  }

  @ParameterizedTest
  @MethodSource("passing")
  @DisplayName("may succeed later where AWS did not answer, was too busy, or was just writing")
  void passes(SdkException failure) {
    UnavailableException told =
        assertInstanceOf(UnavailableException.class, UnavailableException.told(failure));
    assertEquals(failure.getMessage(), told.getMessage());
    assertSame(failure, told.getCause());
  }

  static Stream<SdkException> lasting() {
    return Stream.of(
        answer(DynamoDbException.builder(), "AccessDeniedException", 400),
        answer(DynamoDbException.builder(), "ValidationException", 400),
        answer(ConditionalCheckFailedException.builder(), "ConditionalCheckFailedException", 400),
        answer(S3Exception.builder(), "PreconditionFailed", 412),
        canceled("None", "ConditionalCheckFailed"));
  }

  @ParameterizedTest
  @MethodSource("lasting")
  @DisplayName("is what it is where asking again would not help")
  void lasts(SdkException failure) {
    assertSame(failure, UnavailableException.told(failure));
  }
}
