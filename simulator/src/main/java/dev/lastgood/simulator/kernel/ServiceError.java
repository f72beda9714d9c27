package dev.lastgood.simulator.kernel;

import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * An error that a simulated service answers with. Each is a constant of its service's package, so
 * that all of them can be found and held against the API model.
 *
 * @param service the service, as the SDK names it in its exceptions, such as {@code AutoScaling}
 * @param code the error's code, such as {@code AlreadyExists}
 * @param status the HTTP status that it comes with
 * @param exception begins what the SDK makes of it: the error's own class, or the service's base
 *     exception where the SDK has no class for it
 */
public record ServiceError(
    String service,
    String code,
    int status,
    Supplier<? extends AwsServiceException.Builder> exception) {
  /**
   * What the SDK makes of it.
   *
   * @return the exception's class
   */
  Class<?> type() {
    return exception.get().writableStackTrace(false).build().getClass();
  }

  /**
   * The error as it is thrown.
   *
   * @param message the service's words
   * @return the exception, to be thrown
   */
  public AwsServiceException saying(String message) {
    return saying(message, exception.get());
  }

  /**
   * The error as it is thrown, where its class has members of its own.
   *
   * @param message the service's words
   * @param begun a builder of the error's class, with those members
   * @return the exception, to be thrown
   */
  public AwsServiceException saying(String message, AwsServiceException.Builder begun) {
    return ServiceErrors.of(() -> begun, service, code, message, status);
  }
}
