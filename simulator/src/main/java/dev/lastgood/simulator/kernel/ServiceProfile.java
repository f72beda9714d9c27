package dev.lastgood.simulator.kernel;

import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What all calls of one simulated service share.
 *
 * @param errors makes the builder of the service's own base exception, such as {@code
 *     AutoScalingException::builder}
 * @param throttlingCode the error code of a throttled call, such as {@code Throttling}
 * @param throttlingStatus its HTTP status
 * @param latency how long a call takes
 * @param throttle asked once an attempt
 */
public record ServiceProfile(
    Supplier<? extends AwsServiceException.Builder> errors,
    String throttlingCode,
    int throttlingStatus,
    Timing latency,
    Throttle throttle) {

  /** Decides whether a service's throttle admits a call. */
  @FunctionalInterface
  public interface Throttle {
    /** Admits everything. */
    Throttle NONE = operation -> true;

    /**
     * Asked once an attempt, in virtual time.
     *
     * @param operation what is called
     * @return false to refuse the attempt
     */
    boolean admits(Operation operation);
  }
}
