package dev.lastgood.simulator.kernel;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What an operation may answer with: the errors that its API model lists for it, which the SDK's
 * interface declares, and those that are common to its service.
 *
 * @param common the classes of the latter
 */
record ModelledErrors(Set<Class<?>> common) {
  static ModelledErrors of(ServiceProfile.Answers answers) {
    return new ModelledErrors(
        answers
            .errors()
            .map(error -> error.saying("").getClass())
            .collect(Collectors.toUnmodifiableSet()));
  }

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
        || common.contains(type)
        || Stream.of(operation.getExceptionTypes()).anyMatch(type::equals);
  }
}
