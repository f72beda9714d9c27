package dev.lastgood.simulator.dynamodb;

import dev.lastgood.simulator.kernel.ServiceErrors;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The exceptions that DynamoDB has classes for. */
final class DynamoDbErrors {
  static final String CONDITION_FAILED = "The conditional request failed";

  private DynamoDbErrors() {}

  static AwsServiceException conditionalCheckFailed(Optional<Item> item) {
    var builder = ConditionalCheckFailedException.builder();
    item.ifPresent(existing -> builder.item(existing.attributes()));
    return error(() -> builder, "ConditionalCheckFailedException", CONDITION_FAILED);
  }

  static AwsServiceException tableNotFound() {
    return error(
        ResourceNotFoundException::builder,
        "ResourceNotFoundException",
        "Requested resource not found");
  }

  static AwsServiceException tableExists(String name) {
    return error(
        ResourceInUseException::builder, "ResourceInUseException", "Table already exists: " + name);
  }

  static AwsServiceException transactionCanceled(List<CancellationReason> reasons) {
    String codes =
        reasons.stream().map(CancellationReason::code).collect(Collectors.joining(", ", "[", "]"));
    return error(
        () -> TransactionCanceledException.builder().cancellationReasons(reasons),
        "TransactionCanceledException",
        "Transaction cancelled, please refer cancellation reasons for specific reasons " + codes);
  }

  static AwsServiceException tokenReused() {
    return error(
        IdempotentParameterMismatchException::builder,
        "IdempotentParameterMismatchException",
        "Parameters do not match with those of a previous request with the same client token");
  }

  private static AwsServiceException error(
      Supplier<? extends AwsServiceException.Builder> builder, String code, String message) {
    return ServiceErrors.of(builder, "DynamoDb", code, message, 400);
  }
}
