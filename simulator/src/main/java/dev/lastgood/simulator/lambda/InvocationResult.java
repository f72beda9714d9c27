package dev.lastgood.simulator.lambda;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How an invocation ended, as the invoker sees it. */
public sealed interface InvocationResult {
  /**
   * The function answered.
   *
   * @param payload JSON values: maps, lists, strings, numbers, booleans, null
   */
  record Succeeded(Object payload) implements InvocationResult {}

  /**
   * The function failed: it threw, timed out, or its environment died.
   *
   * @param errorType the exception's class, or the runtime's own name such as {@code
   *     Sandbox.Timedout}
   * @param errorMessage its message
   */
  record Failed(String errorType, String errorMessage) implements InvocationResult {
    /**
     * What Lambda answers instead of the function. The stack trace is always empty: frames of
     * proxies are named differently in each run of the JVM, and a run must not depend on them.
     *
     * @return JSON values
     */
    public Map<String, Object> payload() {
      Map<String, Object> payload = new LinkedHashMap<>();
      payload.put("errorMessage", errorMessage);
      payload.put("errorType", errorType);
      payload.put("stackTrace", List.of());
      return payload;
    }
  }

  /**
   * The function was not run, for it or the account had no concurrency left.
   *
   * @param reason Lambda's own word for the limit that was reached
   */
  record Throttled(String reason) implements InvocationResult {}
}
