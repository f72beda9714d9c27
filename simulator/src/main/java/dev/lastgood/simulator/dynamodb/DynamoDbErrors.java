package dev.lastgood.simulator.dynamodb;

import dev.lastgood.simulator.dynamodb.value.Invalid;
import dev.lastgood.simulator.kernel.ServiceError;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Validation;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The errors that DynamoDB has classes for; see "Error handling with DynamoDB". */
final class DynamoDbErrors {
  static final String CONDITION_FAILED = "The conditional request failed";

  static final ServiceError CONDITIONAL_CHECK_FAILED =
      error("ConditionalCheckFailedException", ConditionalCheckFailedException::builder);
  static final ServiceError NOT_FOUND =
      error("ResourceNotFoundException", ResourceNotFoundException::builder);
  static final ServiceError IN_USE =
      error("ResourceInUseException", ResourceInUseException::builder);
  static final ServiceError TRANSACTION_CANCELED =
      error("TransactionCanceledException", TransactionCanceledException::builder);
  static final ServiceError TRANSACTION_CONFLICT =
      error("TransactionConflictException", TransactionConflictException::builder);
  static final ServiceError TOKEN_REUSED =
      error("IdempotentParameterMismatchException", IdempotentParameterMismatchException::builder);

  static final ServiceProfile.Answers COMMON =
      new ServiceProfile.Answers(
          error("ThrottlingException", ThrottlingException::builder),
          error("AccessDeniedException", DynamoDbException::builder),
          error("InternalServerError", 500, InternalServerErrorException::builder),
          Validation.constraints(Invalid.VALIDATION));

  private static final CancellationReason CONFLICTS =
      CancellationReason.builder()
          .code("TransactionConflict")
          .message("Transaction is ongoing for the item")
          .build();
  private static final CancellationReason UNHARMED =
      CancellationReason.builder().code("None").build();

  private DynamoDbErrors() {}

  static AwsServiceException conditionalCheckFailed(Optional<Item> item) {
    var builder = ConditionalCheckFailedException.builder();
    item.ifPresent(existing -> builder.item(existing.attributes()));
    return CONDITIONAL_CHECK_FAILED.saying(CONDITION_FAILED, builder);
  }

  static AwsServiceException tableNotFound() {
    return NOT_FOUND.saying("Requested resource not found");
  }

  static AwsServiceException tableExists(String name) {
    return IN_USE.saying("Table already exists: " + name);
  }

  static AwsServiceException transactionCanceled(List<CancellationReason> reasons) {
    String codes =
        reasons.stream().map(CancellationReason::code).collect(Collectors.joining(", ", "[", "]"));
    return TRANSACTION_CANCELED.saying(
        "Transaction cancelled, please refer cancellation reasons for specific reasons " + codes,
        TransactionCanceledException.builder().cancellationReasons(reasons));
  }

  /** "Transaction conflict handling" in the Amazon DynamoDB Developer Guide. */
  static Optional<AwsServiceException> conflict(Object request) {
    return switch (request) {
      case TransactWriteItemsRequest transaction ->
          Optional.of(
              transactionCanceled(
                  IntStream.range(0, transaction.transactItems().size())
                      .mapToObj(index -> index == 0 ? CONFLICTS : UNHARMED)
                      .toList()));
      case PutItemRequest _, UpdateItemRequest _, DeleteItemRequest _ ->
          Optional.of(TRANSACTION_CONFLICT.saying("Transaction is ongoing for the item"));
      default -> Optional.empty();
    };
  }

  static AwsServiceException tokenReused() {
    return TOKEN_REUSED.saying(
        "Parameters do not match with those of a previous request with the same client token");
  }

  private static ServiceError error(
      String code, Supplier<? extends AwsServiceException.Builder> exception) {
    return error(code, 400, exception);
  }

  private static ServiceError error(
      String code, int status, Supplier<? extends AwsServiceException.Builder> exception) {
    return new ServiceError("DynamoDb", code, status, exception);
  }
}
