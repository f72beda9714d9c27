package dev.lastgood.simulator.kernel;

/**
 * What all calls of one simulated service share.
 *
 * @param answers how it refuses what it does not even begin
 * @param latency how long a call takes
 * @param throttle asked once an attempt
 */
public record ServiceProfile(Answers answers, Timing latency, Throttle throttle) {

  /**
   * How a service refuses what it does not even begin; see "Common errors" in the API reference of
   * each, and the errors of its actions.
   *
   * @param throttled a call too many
   * @param denied a call that its caller may not make
   * @param broken a call that it could not answer
   * @param malformed a request that its API model does not allow
   */
  public record Answers(
      ServiceError throttled, ServiceError denied, ServiceError broken, Validation malformed) {}

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
