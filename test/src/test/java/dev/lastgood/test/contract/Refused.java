package dev.lastgood.test.contract;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What an endpoint refused, in the case that is under way, because it does not provide it. */
final class Refused {
  /** Of the endpoint that is named by a property. */
  static final Refused OF_THIS_RUN = new Refused();

  private static final int NOT_IMPLEMENTED = 501;

  /** How services and their stand-ins say that they do not know an operation. */
  private static final Set<String> CODES =
      Set.of(
          "UnknownOperation",
          "UnknownOperationException",
          "UnsupportedOperation",
          "UnsupportedOperationException",
          "NotImplemented",
          "NotImplementedException",
          "InvalidAction");

  private final List<String> operations = new CopyOnWriteArrayList<>();

  /** A case begins. */
  void begin() {
    operations.clear();
  }

  /** A call failed; noted where the endpoint does not provide it. Anything else is a failure. */
  void note(String operation, Throwable failure) {
    if (failure instanceof AwsServiceException answered && isNotProvided(answered)) {
      operations.add(operation);
    }
  }

  private static boolean isNotProvided(AwsServiceException answered) {
    AwsErrorDetails details = answered.awsErrorDetails();
    return answered.statusCode() == NOT_IMPLEMENTED
        || details != null
            && (details.errorCode() == null
                ? isInOtherProtocol(details)
                : CODES.contains(details.errorCode()));
  }

  /** JSON where the service speaks XML: the endpoint has not understood what it was asked. */
  private static boolean isInOtherProtocol(AwsErrorDetails details) {
    return details
        .sdkHttpResponse()
        .firstMatchingHeader("Content-Type")
        .filter(type -> type.startsWith("application/x-amz-json"))
        .isPresent();
  }

  /** The operations that were refused in this case. */
  List<String> operations() {
    return operations.stream().distinct().sorted().toList();
  }
}
