package dev.lastgood.simulator.kernel;

import java.lang.reflect.Method;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What an operation may answer with: the errors that its API model lists for it, which the SDK's
 * interface declares, and those that are common to its service.
 *
 * @param common the latter
 */
record ModelledErrors(ServiceProfile.Answers common) {
  /**
   * Whether an operation may answer so. A service's base exception stands for all that the SDK has
   * no class for.
   *
   * @param operation the method of the client's interface
   * @param error what it throws
   * @return false where the API model does not list it for the operation
   */
  boolean allow(Method operation, AwsServiceException error) {
    Class<?> type = error.getClass();
    return type.getSuperclass() == AwsServiceException.class
        || Stream.of(operation.getExceptionTypes()).anyMatch(type::equals)
        || common.errors().map(ServiceError::type).anyMatch(type::equals);
  }
}
