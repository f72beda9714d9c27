package dev.lastgood.simulator.lambda;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Watches every invocation: what timelines are written and invariants are checked from. */
public interface InvocationObserver {
  /**
   * An event for asynchronous invocation was accepted; from now on Lambda answers for it until it
   * {@link #finished} with success or was {@link #discarded}.
   *
   * @param functionName the function
   * @param requestId Lambda's id
   * @param payload the event, JSON values
   */
  default void accepted(String functionName, String requestId, Object payload) {}

  /**
   * A handler begins.
   *
   * @param context the invocation
   * @param payload the event, JSON values
   * @param coldStart whether the environment was made for it
   */
  default void started(InvocationContext context, Object payload, boolean coldStart) {}

  /**
   * A handler ended.
   *
   * @param context the invocation
   * @param result how
   * @param thrown what it threw, where it did
   */
  default void finished(
      InvocationContext context, InvocationResult result, Optional<Throwable> thrown) {}

  /**
   * A handler could not be made: the function fails whatever it is invoked with.
   *
   * @param functionName the function
   * @param thrown why
   */
  default void initFailed(String functionName, RuntimeException thrown) {}

  /**
   * An invocation was refused for want of concurrency.
   *
   * @param functionName the function
   */
  default void throttled(String functionName) {}

  /**
   * An asynchronous event was given up.
   *
   * @param functionName the function
   * @param requestId Lambda's id
   * @param payload the event, JSON values
   * @param condition {@code RetriesExhausted} or {@code EventAgeExceeded}
   * @param queueArns the queues that were told; empty where it is lost
   */
  default void discarded(
      String functionName,
      String requestId,
      Object payload,
      String condition,
      List<String> queueArns) {}

  /**
   * A function took a metric.
   *
   * @param functionName the function
   * @param name the metric's name
   * @param value its value
   * @param unit its unit, in CloudWatch's words
   * @param dimensions what it is a metric of, besides the environment
   */
  default void metric(
      String functionName,
      String name,
      double value,
      String unit,
      Map<String, String> dimensions) {}
}
