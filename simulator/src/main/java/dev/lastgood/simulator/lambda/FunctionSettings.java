package dev.lastgood.simulator.lambda;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A function as its template describes it.
 *
 * @param name the function's name
 * @param timeout after which Lambda ends an invocation, 1 s to 15 min
 * @param memoryMegabytes the memory it is given
 * @param async how asynchronous invocations are treated
 * @param reservedConcurrency the most invocations at a time; empty where it shares the account's
 * @param variables its environment variables
 */
public record FunctionSettings(
    String name,
    Duration timeout,
    int memoryMegabytes,
    AsyncSettings async,
    OptionalInt reservedConcurrency,
    Map<String, String> variables) {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
  private static final Duration TIMEOUT_MAX = Duration.ofSeconds(900);

  /**
   * Copies the variables and checks the ranges that Lambda allows.
   *
   * @throws IllegalArgumentException naming the setting outside its range
   */
  public FunctionSettings {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("No function can be named '" + name + "'.");
    }
    if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(TIMEOUT_MAX) > 0) {
      throw new IllegalArgumentException(
          "The timeout of function " + name + " is 1 s to 900 s, not " + timeout + ".");
    }
    if (memoryMegabytes < 128 || memoryMegabytes > 10_240) {
      throw new IllegalArgumentException(
          "The memory of function " + name + " is 128 to 10240 MB, not " + memoryMegabytes + ".");
    }
    if (reservedConcurrency.isPresent() && reservedConcurrency.getAsInt() < 0) {
      throw new IllegalArgumentException(
          "The reserved concurrency of function " + name + " is negative.");
    }
    variables = java.util.Collections.unmodifiableMap(new TreeMap<>(variables));
  }

  /**
   * A function with defaults for all but the timeout: 1 GB, no variables, nothing reserved.
   *
   * @param name the function's name
   * @param timeout after which Lambda ends an invocation
   * @return its settings
   */
  public static FunctionSettings of(String name, Duration timeout) {
    return new FunctionSettings(
        name, timeout, 1024, AsyncSettings.DEFAULT, OptionalInt.empty(), Map.of());
  }

  /**
   * The same function with other settings for asynchronous invocation.
   *
   * @param other they
   * @return a copy
   */
  public FunctionSettings withAsync(AsyncSettings other) {
    return new FunctionSettings(
        name, timeout, memoryMegabytes, other, reservedConcurrency, variables);
  }

  /**
   * The same function with reserved concurrency.
   *
   * @param concurrency the most invocations at a time
   * @return a copy
   */
  public FunctionSettings withReservedConcurrency(int concurrency) {
    return new FunctionSettings(
        name, timeout, memoryMegabytes, async, OptionalInt.of(concurrency), variables);
  }

  /**
   * The same function with other environment variables.
   *
   * @param other they
   * @return a copy
   */
  public FunctionSettings withVariables(Map<String, String> other) {
    return new FunctionSettings(name, timeout, memoryMegabytes, async, reservedConcurrency, other);
  }
}
