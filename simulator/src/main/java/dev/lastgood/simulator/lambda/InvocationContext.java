package dev.lastgood.simulator.lambda;

import java.time.Instant;

/**
 * One invocation under way; the attachment of its strand, so that services know on whose behalf a
 * call is made.
 *
 * @param functionName the function
 * @param requestId Lambda's id, the same for all attempts at one asynchronous event
 * @param attempt 1 for the first, more for Lambda's own retries of asynchronous events
 * @param deadline when Lambda ends it, whatever it is doing
 */
public record InvocationContext(
    String functionName, String requestId, int attempt, Instant deadline) {}
