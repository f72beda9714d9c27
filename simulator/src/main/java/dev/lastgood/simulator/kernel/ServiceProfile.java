package dev.lastgood.simulator.kernel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What all calls of one simulated service share.
 *
 * @param answers how it refuses what it does not even begin
 * @param latency how long a call takes
 * @param throttle asked once an attempt
 * @param conflicts how it refuses a conditional write that meets another one
 * @param quotas how it refuses the operations, by name, that a quota of the account bounds
 */
public record ServiceProfile(
    Answers answers,
    Timing latency,
    Throttle throttle,
    Conflicts conflicts,
    Map<String, ServiceError> quotas) {
  /**
   * A service without conditional writes.
   *
   * @param answers how it refuses what it does not even begin
   * @param latency how long a call takes
   * @param throttle asked once an attempt
   */
  public ServiceProfile(Answers answers, Timing latency, Throttle throttle) {
    this(answers, latency, throttle, Conflicts.NONE);
  }

  /**
   * A service without quotas that are reached.
   *
   * @param answers how it refuses what it does not even begin
   * @param latency how long a call takes
   * @param throttle asked once an attempt
   * @param conflicts how it refuses a conditional write that meets another one
   */
  public ServiceProfile(Answers answers, Timing latency, Throttle throttle, Conflicts conflicts) {
    this(answers, latency, throttle, conflicts, Map.of());
  }

  /**
   * The same with quotas.
   *
   * @param reached what operations are refused with, by their names, when their quota is reached
   * @return a new profile
   */
  public ServiceProfile withQuotas(Map<String, ServiceError> reached) {
    return new ServiceProfile(answers, latency, throttle, conflicts, Map.copyOf(reached));
  }

  /** Tells how a service refuses a conditional write that meets another one. */
  @FunctionalInterface
  public interface Conflicts {
    /** It has no conditional writes. */
    Conflicts NONE = request -> Optional.empty();

    /**
     * The refusal of a request.
     *
     * @param request the SDK's request object
     * @return empty where the request is no conditional write
     */
    Optional<AwsServiceException> on(Object request);
  }

  /**
   * The errors that any operation of a service may answer with; see "Common errors" in the API
   * reference of each, and the errors of its actions.
   *
   * @param throttled a call too many
   * @param denied a call that its caller may not make
   * @param broken a call that it could not answer
   * @param malformed a request that its API model does not allow
   * @param others what documents name and the API model lists for no operation, or not for all
   */
  public record Answers(
      ServiceError throttled,
      ServiceError denied,
      ServiceError broken,
      Validation malformed,
      List<ServiceError> others) {
    /**
     * The errors of a service whose API model lists all that its operations answer with.
     *
     * @param throttled a call too many
     * @param denied a call that its caller may not make
     * @param broken a call that it could not answer
     * @param malformed a request that its API model does not allow
     */
    public Answers(
        ServiceError throttled, ServiceError denied, ServiceError broken, Validation malformed) {
      this(throttled, denied, broken, malformed, List.of());
    }

    /**
     * Those of them that are constants.
     *
     * @return all but the answers to malformed requests
     */
    public Stream<ServiceError> errors() {
      return Stream.concat(Stream.of(throttled, denied, broken), others.stream());
    }
  }

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
